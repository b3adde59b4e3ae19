// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configkeys.h"

#include "models/device/configinspection.h"
#include "models/device/configtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

const QRegularExpression &konstantlyKeyPattern()
{
    static const QRegularExpression pattern(u"kmcp_[A-Za-z0-9_-]{8,}"_s);
    return pattern;
}

namespace {

//! Takes keys out of one text after the other and remembers which.
class Redaction final
{
public:
    Redaction(const StructuredText &text, const std::vector<FoundEntry> &entries)
        : m_text(text)
    {
        for (const FoundEntry &entry : entries) {
            for (const Secret &key : entry.keys)
                m_known.emplace_back(entry.valueRange, QString::fromUtf8(key.reveal()));
        }
    }

    [[nodiscard]] RedactedConfig run()
    {
        RedactedConfig result;
        qsizetype at = 0;
        for (const TextRange range : m_text.stringRanges(m_text.root())) {
            const QStringList keys = keysIn(range);
            if (keys.isEmpty())
                continue;
            copyBetween(result, {at, range.begin});
            result.bytes += redactedString(range, keys);
            for (const QString &key : keys)
                result.fingerprints.append(fingerprint(Secret(key.toUtf8())));
            at = range.end;
        }
        copyBetween(result, {at, m_text.bytes().size()});
        return result;
    }

private:
    //! The keys in one string, in order.
    [[nodiscard]] QStringList keysIn(TextRange range) const
    {
        const QString string = m_text.string({TextType::String, range});
        QStringList keys;
        auto match = konstantlyKeyPattern().globalMatch(string);
        while (match.hasNext())
            keys.append(match.next().captured());
        if (!keys.isEmpty())
            return keys;
        // What stands in KONSTANTLY_MCP_KEY counts as a key whatever it looks like, inside its entry.
        for (const auto &[where, key] : m_known) {
            if (range.begin >= where.begin && range.end <= where.end && string.trimmed() == key)
                return {key};
        }
        return {};
    }

    [[nodiscard]] QByteArray redactedString(TextRange range, const QStringList &keys) const
    {
        QByteArray raw = m_text.raw(range);
        QString decoded = m_text.string({TextType::String, range});
        qsizetype rawAt = 0;
        qsizetype decodedAt = 0;
        bool isPlain = true; // every key stands there as it is, without escapes
        for (const QString &key : keys) {
            const qsizetype inDecoded = decoded.indexOf(key, decodedAt);
            decoded.replace(inDecoded, key.size(), QLatin1StringView(KeyPlaceholder));
            decodedAt = inDecoded + qsizetype(sizeof(KeyPlaceholder) - 1);
            const QByteArray bytes = key.toUtf8();
            const qsizetype inRaw = raw.indexOf(bytes, rawAt);
            isPlain = isPlain && inRaw >= 0;
            if (isPlain) {
                raw.replace(inRaw, bytes.size(), KeyPlaceholder);
                rawAt = inRaw + qsizetype(sizeof(KeyPlaceholder) - 1);
            }
        }
        return isPlain ? raw : m_text.quoted(decoded);
    }

    //! Between strings a key can only be in a comment, where nothing is escaped.
    void copyBetween(RedactedConfig &result, TextRange range) const
    {
        const QByteArray between = m_text.raw(range);
        if (!between.contains("kmcp_")) {
            result.bytes += between;
            return;
        }
        QString string = QString::fromUtf8(between);
        auto match = konstantlyKeyPattern().globalMatch(string);
        while (match.hasNext())
            result.fingerprints.append(fingerprint(Secret(match.next().captured().toUtf8())));
        result.bytes
            += string.replace(konstantlyKeyPattern(), QLatin1StringView(KeyPlaceholder)).toUtf8();
    }

    const StructuredText &m_text;
    std::vector<std::pair<TextRange, QString>> m_known;
};

} // namespace

Result<RedactedConfig> withoutKeys(const QByteArray &bytes, const ConfigShape &shape)
{
    if (bytes.isNull())
        return RedactedConfig{};
    const auto text = parseConfig(bytes, shape);
    if (!text)
        return fail(text.error());
    const Result<ConfigInspection> inspection = inspectConfig(**text, shape);
    return Redaction(**text, inspection ? inspection->entries : std::vector<FoundEntry>()).run();
}

std::vector<Secret> keysIn(const QByteArray &bytes, const ConfigShape &shape)
{
    std::vector<Secret> result;
    const auto text = parseConfig(bytes, shape);
    if (!text)
        return result;
    if (const Result<ConfigInspection> inspection = inspectConfig(**text, shape)) {
        for (const FoundEntry &entry : inspection->entries)
            result.insert(result.end(), entry.keys.begin(), entry.keys.end());
    }
    const auto collect = [&result](const QString &string) {
        auto match = konstantlyKeyPattern().globalMatch(string);
        while (match.hasNext())
            result.emplace_back(match.next().captured().toUtf8());
    };
    for (const TextRange range : (*text)->stringRanges((*text)->root()))
        collect((*text)->string({TextType::String, range}));
    collect(QString::fromUtf8(bytes)); // comments
    return result;
}

QByteArray withKeys(const RedactedConfig &config, const std::vector<Secret> &keys)
{
    QByteArray result;
    qsizetype at = 0;
    for (const QByteArray &wanted : config.fingerprints) {
        const qsizetype next = config.bytes.indexOf(KeyPlaceholder, at);
        if (next < 0)
            break;
        result += config.bytes.mid(at, next - at);
        const auto found = std::find_if(keys.begin(), keys.end(), [&wanted](const Secret &key) {
            return fingerprint(key) == wanted;
        });
        result += found == keys.end() ? QByteArrayView(KeyPlaceholder) : found->reveal();
        at = next + qsizetype(sizeof(KeyPlaceholder) - 1);
    }
    return result + config.bytes.mid(at);
}

} // namespace Konstantly
