// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonedit.h"
#include "tests/fuzz/oracle.h"

using namespace Konstantly;
using namespace Konstantly::Fuzz;

namespace {

const QStringList path{QStringLiteral("mcpServers")};

void tryEdits(const QByteArray &before, JsonDialect dialect)
{
    const Result<JsonText> text = JsonText::parse(before, dialect);
    if (!text)
        return requireRefusal(text.error());
    const bool wasThere = memberAt(*text, path, own).has_value();
    const Result<QByteArray> after = withMember(*text, path, own, entry());
    if (!after)
        return requireRefusal(after.error());
    const Result<JsonText> now = JsonText::parse(*after, dialect);
    require(now.has_value(), "what was written parses");
    const auto member = memberAt(*now, path, own);
    require(member && sorted(TextDraft::of(*now, member->value)) == sorted(entry()),
            "the member is what was asked for");
    require(*withMember(*now, path, own, entry()) == *after, "the same value changes nothing");
    const Result<QByteArray> back = withoutMember(*now, path, own);
    require(back.has_value(), "what was added can be taken out");
    if (wasThere) {
        const Result<JsonText> without = JsonText::parse(*back, dialect);
        require(back->isNull() || (without && !memberAt(*without, path, own)), "it is gone");
        return;
    }
    require(*back == before, "add and remove is identity");
    require(dialect.comments || isOneInsertion(before, *after), "one insertion and nothing else");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray before(reinterpret_cast<const char *>(data), qsizetype(size));
    tryEdits(before, {});
    tryEdits(before, {.comments = true, .trailingCommas = true});
    return 0;
}
