// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/pastedsetup.h"

#include "models/base/plaintext.h"
#include "models/base/redaction.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype UsualKeyLength = 48; // contract, section 1
constexpr qsizetype MaxKeyLength = 512;
constexpr qsizetype MaxSnippetLength = 64 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(PastedSetup)
};

bool isQuote(QChar c)
{
    return u"\"'`´“”„‟‘’‚‛«»‹›＂＇"_s.contains(c);
}

//! Without what copying adds: white space anywhere, invisible characters anywhere, quotes and punctuation at the ends.
QString stripped(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    for (const QChar c : text) {
        if (!c.isSpace() && !isInvisibleCharacter(c.unicode()))
            kept += c;
    }
    const auto isAround = [](QChar c) { return isQuote(c) || c == u',' || c == u';'; };
    while (!kept.isEmpty() && isAround(kept.back()))
        kept.chop(1);
    qsizetype start = 0;
    while (start < kept.size() && isAround(kept.at(start)))
        ++start;
    return kept.mid(start);
}

//! "NAME=", "NAME:" or "\"NAME\":" in front of a value.
void dropAssignment(QString &text)
{
    static const QRegularExpression assignment(
        u"^(?:(?:export)?KONSTANTLY_MCP_KEY|X-MCP-Key)[\"'”’]?[=:]"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = assignment.match(text);
    if (match.hasMatch())
        text = stripped(text.mid(match.capturedLength()));
}

//! All different values given to the variable \a name in a snippet: JSON, shell or TOML.
QStringList valuesOf(const QString &text, QLatin1StringView name)
{
    const QRegularExpression assignment(
        u"\\b"_s + name + u"\\b\\s*[\"'“”’]?\\s*[:=]\\s*[\"'“”‘’]?([^\"'“”‘’\\s,}\\]]+)"_s);
    QStringList values;
    QRegularExpressionMatchIterator it = assignment.globalMatch(text);
    while (it.hasNext()) {
        QString value = it.next().captured(1);
        value.replace(u"\\/"_s, u"/"_s); // JSON may escape slashes
        if (!values.contains(value))
            values << value;
    }
    return values;
}

bool isShortened(const QString &key)
{
    return key.contains(u"..."_s) || key.contains(u'…') || key == u"kmcp_";
}

} // namespace

Result<TypedKey> keyFromInput(const QString &text)
{
    if (text.size() > MaxSnippetLength)
        return fail(ErrorCode::InvalidInput, Texts::tr("That is too long for a key."));
    QString body = stripped(text);
    dropAssignment(body);
    if (body.isEmpty())
        return fail(ErrorCode::InvalidInput, Texts::tr("There is no key."));
    if (isShortened(body))
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("That is a shortened key. Paste the whole key, as it was shown when "
                              "it was created."));
    if (!body.startsWith(u"kmcp_"_s))
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("That is not an MCP key: those start with “kmcp_”."));
    if (body.indexOf(u"kmcp_"_s, 1) >= 0)
        return fail(ErrorCode::InvalidInput, Texts::tr("That is more than one key."));
    const bool isClean = std::all_of(body.begin(), body.end(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')
               || c == u'-' || c == u'_';
    });
    if (!isClean || body.size() > MaxKeyLength)
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("That is not an MCP key: it contains characters that no key has."));

    TypedKey typed;
    QByteArray bytes = body.toLatin1();
    typed.key = Secret::take(bytes);
    LiveSecrets::add(typed.key);
    if (body.size() != UsualKeyLength) {
        typed.warning = Texts::tr("A key usually has %1 characters, this one has %2. It may be "
                                  "incomplete.")
                            .arg(UsualKeyLength)
                            .arg(body.size());
    }
    body.fill(u'\0');
    return typed;
}

Result<PastedSetup> parsePastedSetup(const QString &text)
{
    if (text.size() > MaxSnippetLength)
        return fail(ErrorCode::InvalidInput, Texts::tr("That is too long for an install snippet."));
    const bool isSnippet = text.contains("KONSTANTLY_URL"_L1)
                           || text.contains("KONSTANTLY_MCP_KEY"_L1);
    PastedSetup setup;
    if (!isSnippet) {
        const Result<Origin> origin = Origin::fromInput(text);
        if (!origin)
            return fail(origin.error());
        setup.origin = *origin;
        return setup;
    }

    const QStringList urls = valuesOf(text, "KONSTANTLY_URL"_L1);
    const QStringList keys = valuesOf(text, "KONSTANTLY_MCP_KEY"_L1);
    if (urls.size() > 1 || keys.size() > 1)
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("The snippet names more than one workspace. Paste one of them."));
    if (!urls.isEmpty()) {
        if (urls.first().contains("your-instance"_L1))
            return fail(ErrorCode::InvalidInput,
                        Texts::tr("The snippet still has the example address. Copy it from your "
                                  "workspace's page “MCP Keys”, or type the address."));
        const Result<Origin> origin = Origin::fromInput(urls.first());
        if (!origin)
            return fail(origin.error());
        setup.origin = *origin;
    }
    if (!keys.isEmpty() && !isShortened(keys.first())) {
        const Result<TypedKey> key = keyFromInput(keys.first());
        if (!key)
            return fail(key.error());
        setup.key = key->key;
        setup.keyWarning = key->warning;
    }
    return setup;
}

} // namespace Konstantly
