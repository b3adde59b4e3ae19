// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditline.h"

#include <array>

namespace Konstantly {

namespace {

constexpr int FieldCount = 9;
constexpr std::size_t CheckSize = 8;

//! Of CRC-32 as in zip and Ethernet (IEEE 802.3).
constexpr std::array<quint32, 256> CrcTable = [] {
    std::array<quint32, 256> table{};
    for (quint32 byte = 0; byte < 256; ++byte) {
        quint32 value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
        table[byte] = value;
    }
    return table;
}();

std::array<char, CheckSize> checkOf(QByteArrayView bytes)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char c : bytes)
        crc = CrcTable[(crc ^ quint8(c)) & 0xFFU] ^ (crc >> 8U);
    crc ^= 0xFFFFFFFFU;
    std::array<char, CheckSize> digits{};
    for (char &digit : digits) {
        digit = "0123456789abcdef"[crc >> 28U];
        crc <<= 4U;
    }
    return digits;
}

QByteArray escaped(QByteArray text)
{
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
    return text;
}

QByteArray unescaped(QByteArrayView text)
{
    if (!text.contains('\\'))
        return text.toByteArray();
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        const char next = text[++i];
        plain += next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
    }
    return plain;
}

//! The fields of a line that is whole.
struct Fields
{
    std::array<QByteArrayView, FieldCount> texts;
    qint64 at = 0;
    int kind = 0;
    int eventType = 0;
};

std::optional<Fields> fieldsOf(QByteArrayView line, AuditLineCheck check)
{
    Fields fields;
    qsizetype start = 0;
    bool isChecked = false;
    for (int i = 0; i < FieldCount; ++i) {
        qsizetype end = line.indexOf('\t', start);
        isChecked = i + 1 == FieldCount && end >= 0;
        if (i + 1 == FieldCount && end < 0)
            end = line.size();
        if (end < 0)
            return std::nullopt;
        fields.texts[std::size_t(i)] = line.sliced(start, end - start);
        start = end + 1;
    }
    const bool isGood = isChecked
                            ? line.sliced(start) == QByteArrayView(checkOf(line.first(start - 1)))
                            : check == AuditLineCheck::Optional;
    bool isTime = false;
    bool isKind = false;
    bool isType = false;
    fields.at = fields.texts[1].toLongLong(&isTime);
    fields.kind = fields.texts[2].toInt(&isKind);
    fields.eventType = fields.texts[3].toInt(&isType);
    if (!isGood || fields.texts[0].isEmpty() || !isTime || !isKind || !isType || fields.kind < 0
        || fields.kind >= AuditKindCount)
        return std::nullopt;
    return fields;
}

} // namespace

QByteArray toAuditLine(const AuditRecord &record)
{
    const std::array<QByteArray, FieldCount> fields{record.id.toUtf8(),
                                                    QByteArray::number(record.at),
                                                    QByteArray::number(int(record.kind)),
                                                    QByteArray::number(record.eventType),
                                                    record.key.toUtf8(),
                                                    record.person.toUtf8(),
                                                    record.tool.toUtf8(),
                                                    record.subject.toUtf8(),
                                                    record.detail};
    QByteArray line;
    for (const QByteArray &field : fields) {
        if (!line.isEmpty())
            line += '\t';
        line += escaped(field);
    }
    const auto check = checkOf(line);
    return line.append('\t').append(check.data(), check.size());
}

std::optional<AuditRecord> auditRecordFrom(QByteArrayView line, AuditLineCheck check)
{
    const auto fields = fieldsOf(line, check);
    if (!fields)
        return std::nullopt;
    const auto text = [&fields](std::size_t i) {
        return QString::fromUtf8(unescaped(fields->texts[i]));
    };
    AuditRecord record;
    record.id = text(0);
    record.at = fields->at;
    record.kind = AuditKind(fields->kind);
    record.eventType = fields->eventType;
    record.key = text(4);
    record.person = text(5);
    record.tool = text(6);
    record.subject = text(7);
    record.detail = unescaped(fields->texts[8]);
    return record;
}

std::optional<AuditLineHead> auditLineHead(QByteArrayView line, AuditLineCheck check)
{
    const auto fields = fieldsOf(line, check);
    if (!fields)
        return std::nullopt;
    return AuditLineHead{fields->texts[0], fields->at};
}

} // namespace Konstantly
