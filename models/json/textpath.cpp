// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/textpath.h"

#include <QCoreApplication>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TextPath)
};

} // namespace

Result<> refuseCaseVariants(const StructuredText &text, const TextValue &object,
                            const QString &name)
{
    const std::vector<TextMember> variants = text.caseVariants(object, name);
    if (variants.empty())
        return {};
    return fail(
        ErrorCode::FileUnsupported,
        Texts::tr("“%1” in line %2 differs from “%3” in upper and lower case only; it is not "
                  "clear which one counts.")
            .arg(variants.front().name)
            .arg(text.position(variants.front().key.begin).line)
            .arg(name));
}

Result<TextPath> followPath(const StructuredText &text, const QStringList &path)
{
    TextPath track;
    if (text.root().type != TextType::Object)
        return fail(ErrorCode::FileUnsupported, Texts::tr("it does not hold an object."));
    track.objects.push_back(text.root());
    for (const QString &step : path) {
        const Result<std::optional<TextMember>> found = text.find(track.objects.back(), step);
        if (!found)
            return fail(found.error());
        if (const Result<> clear = refuseCaseVariants(text, track.objects.back(), step); !clear)
            return fail(clear.error());
        if (!*found)
            break;
        if ((*found)->value.type != TextType::Object)
            return fail(ErrorCode::FileUnsupported,
                        Texts::tr("“%1” in line %2 is not an object.")
                            .arg(step)
                            .arg(text.position((*found)->key.begin).line));
        track.objects.push_back((*found)->value);
        track.holders.push_back(**found);
    }
    return track;
}

} // namespace Konstantly
