// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomledit.h"
#include "tests/fuzz/oracle.h"

using namespace Konstantly;
using namespace Konstantly::Fuzz;

namespace {

const QStringList path{QStringLiteral("mcp_servers")};

//! One value of the entry, as it is done to one that is there.
void tryLine(const TomlText &text)
{
    const QStringList inside = QStringList(path) << own;
    const QString name = QStringLiteral("command");
    const TextDraft value = TextDraft::of(QStringLiteral("/opt/'x'"));
    const Result<QByteArray> after = withTomlMember(text, inside, name, value);
    if (!after)
        return requireRefusal(after.error());
    const Result<TomlText> now = TomlText::parse(*after);
    require(now.has_value(), "what was written parses");
    const auto member = memberAt(*now, inside, name);
    require(member && TextDraft::of(*now, member->value) == value,
            "the value is what was asked for");
    if (memberAt(text, inside, name))
        return;
    require(isOneInsertion(text.bytes(), *after), "one insertion and nothing else");
    require(*withoutTomlMember(*now, inside, name) == text.bytes(), "a line comes and goes");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray before(reinterpret_cast<const char *>(data), qsizetype(size));
    const Result<TomlText> text = TomlText::parse(before);
    if (!text) {
        requireRefusal(text.error());
        return 0;
    }
    tryLine(*text);
    const bool wasThere = memberAt(*text, path, own).has_value();
    const Result<QByteArray> after = withTomlMember(*text, path, own, entry());
    if (!after) {
        requireRefusal(after.error());
        return 0;
    }
    const Result<TomlText> now = TomlText::parse(*after);
    require(now.has_value(), "what was written parses");
    const auto member = memberAt(*now, path, own);
    require(member && sorted(TextDraft::of(*now, member->value)) == sorted(entry()),
            "the member is what was asked for");
    require(*withTomlMember(*now, path, own, entry()) == *after, "the same value changes nothing");
    const Result<QByteArray> back = withoutTomlMember(*now, path, own);
    require(back.has_value(), "what was added can be taken out");
    if (wasThere) {
        const Result<TomlText> without = TomlText::parse(*back);
        require(without && !memberAt(*without, path, own), "it is gone");
        return 0;
    }
    require(*back == before, "add and remove is identity");
    require(isOneInsertion(before, *after), "one insertion and nothing else");
    return 0;
}
