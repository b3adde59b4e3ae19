// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsonread.h"

#include "models/json/jsontext.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Konstantly {

Result<QJsonValue> parseJson(const QByteArray &bytes, ErrorCode code, qsizetype maxBytes)
{
    JsonLimits limits;
    limits.maxBytes = maxBytes;
    limits.uniqueNames = true;
    if (const Result<JsonText> text = JsonText::parse(bytes, {}, limits); !text)
        return fail(code, text.error().detail);
    QJsonParseError error;
    // A mark in front is no part of JSON; QJsonDocument swallows it, so it is accepted here too.
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(code, u"offset %1: %2"_s.arg(error.offset).arg(error.errorString()));
    if (document.isArray())
        return QJsonValue(document.array());
    if (document.isObject())
        return QJsonValue(document.object());
    return fail(code, u"neither an object nor an array"_s);
}

Result<QJsonObject> parseJsonObject(const QByteArray &bytes, ErrorCode code, qsizetype maxBytes)
{
    const Result<QJsonValue> value = parseJson(bytes, code, maxBytes);
    if (!value)
        return fail(value.error());
    if (!value->isObject())
        return fail(code, u"not an object"_s);
    return value->toObject();
}

JsonReader::JsonReader(QJsonObject object, QString path, ErrorCode code)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_code(code)
{}

JsonReader::JsonReader(const QJsonValue &value, QString path, ErrorCode code)
    : m_object(value.toObject())
    , m_path(std::move(path))
    , m_code(code)
{
    if (!value.isObject())
        reject({}, u"not an object"_s);
}

bool JsonReader::has(const QString &name) const
{
    const QJsonValue value = m_object.value(name);
    return !value.isUndefined() && !value.isNull();
}

QString JsonReader::pathOf(const QString &name) const
{
    if (m_path.isEmpty() || name.isEmpty())
        return m_path + name;
    return m_path + u'.' + name;
}

void JsonReader::adopt(const Error &error)
{
    if (!m_error)
        m_error = error;
}

void JsonReader::reject(const QString &name, const QString &why)
{
    const QString path = pathOf(name);
    adopt(Error{m_code, path.isEmpty() ? why : path + u": "_s + why, {}, {}});
}

QJsonValue JsonReader::required(const QString &name)
{
    const QJsonValue value = m_object.value(name);
    if (value.isUndefined() || value.isNull())
        reject(name, u"missing"_s);
    return value;
}

QString JsonReader::string(const QString &name)
{
    const QJsonValue value = required(name);
    if (has(name) && !value.isString())
        reject(name, u"not a string"_s);
    return value.toString();
}

std::optional<QString> JsonReader::optionalString(const QString &name)
{
    return has(name) ? std::optional(string(name)) : std::nullopt;
}

QString JsonReader::id(const QString &name)
{
    const QJsonValue value = required(name);
    if (!has(name))
        return {};
    if (value.isString()) {
        if (value.toString().isEmpty())
            reject(name, u"empty"_s);
        return value.toString();
    }
    // Integers that fit are kept as 64-bit integers by Qt; everything else is a double and has lost digits already.
    const QVariant variant = value.toVariant();
    if (variant.typeId() == QMetaType::LongLong)
        return QString::number(variant.toLongLong());
    const double number = value.toDouble();
    // The bound first: converting a larger number to an integer is undefined.
    if (value.isDouble() && qAbs(number) < 9007199254740992.0 && number == double(qint64(number)))
        return QString::number(qint64(number));
    reject(name, u"not an identifier"_s);
    return {};
}

std::optional<QString> JsonReader::optionalId(const QString &name)
{
    return has(name) ? std::optional(id(name)) : std::nullopt;
}

qint64 JsonReader::integer(const QString &name, qint64 min, qint64 max)
{
    const QJsonValue value = required(name);
    if (!has(name))
        return {};
    const qint64 number = value.toInteger(0);
    // toInteger() answers its default for a fraction and for what does not fit.
    if (!value.isDouble() || value.toInteger(1) != number)
        reject(name, u"not an integer"_s);
    else if (number < min || number > max)
        reject(name, u"out of range"_s);
    else
        return number;
    return {};
}

std::optional<qint64> JsonReader::optionalInteger(const QString &name, qint64 min, qint64 max)
{
    return has(name) ? std::optional(integer(name, min, max)) : std::nullopt;
}

bool JsonReader::boolean(const QString &name)
{
    const QJsonValue value = required(name);
    if (has(name) && !value.isBool())
        reject(name, u"not true or false"_s);
    return value.toBool();
}

std::optional<bool> JsonReader::optionalBoolean(const QString &name)
{
    return has(name) ? std::optional(boolean(name)) : std::nullopt;
}

QDateTime JsonReader::time(const QString &name)
{
    const QString text = string(name);
    if (!m_object.value(name).isString())
        return {};
    const std::optional<QDateTime> time = parseRfc3339(text);
    if (!time)
        reject(name, u"not a date"_s);
    return time.value_or(QDateTime());
}

std::optional<QDateTime> JsonReader::optionalTime(const QString &name)
{
    return has(name) ? std::optional(time(name)) : std::nullopt;
}

QStringList JsonReader::strings(const QString &name)
{
    const QJsonValue value = required(name);
    if (has(name) && !value.isArray())
        reject(name, u"not an array"_s);
    QStringList list;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isString())
            reject(u"%1[%2]"_s.arg(name).arg(i), u"not a string"_s);
        list.append(array.at(i).toString());
    }
    return list;
}

std::optional<QStringList> JsonReader::optionalStrings(const QString &name)
{
    return has(name) ? std::optional(strings(name)) : std::nullopt;
}

JsonReader JsonReader::child(const QString &name)
{
    const QJsonValue value = required(name);
    if (has(name) && !value.isObject())
        reject(name, u"not an object"_s);
    return JsonReader(value, pathOf(name), m_code);
}

std::optional<JsonReader> JsonReader::optionalChild(const QString &name)
{
    return has(name) ? std::optional(child(name)) : std::nullopt;
}

std::vector<JsonReader> JsonReader::children(const QString &name)
{
    const QJsonValue value = required(name);
    if (has(name) && !value.isArray())
        reject(name, u"not an array"_s);
    std::vector<JsonReader> readers;
    const QJsonArray array = value.toArray();
    readers.reserve(size_t(array.size()));
    for (qsizetype i = 0; i < array.size(); ++i)
        readers.emplace_back(array.at(i), u"%1[%2]"_s.arg(pathOf(name)).arg(i), m_code);
    return readers;
}

std::optional<QDateTime> parseRfc3339(const QString &text)
{
    static const QRegularExpression shape(
        u"\\A(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,9})?"
        "(?:[Zz]|([+-])(\\d\\d):?(\\d\\d))\\z"_s);
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QDate date = QDate::fromString(match.captured(1), u"yyyy-MM-dd"_s);
    QString clock = match.captured(2);
    const bool leapSecond = clock.endsWith(u":60"_s);
    if (leapSecond)
        clock.replace(6, 2, u"59"_s);
    const QTime time = QTime::fromString(clock, u"HH:mm:ss"_s);
    const int hours = match.captured(5).toInt();
    const int minutes = match.captured(6).toInt();
    if (!date.isValid() || !time.isValid() || hours > 23 || minutes > 59)
        return std::nullopt;
    QDateTime result(date, time, Qt::UTC);
    // Milliseconds are as fine as QDateTime goes.
    result = result.addMSecs(match.captured(3).mid(1).leftJustified(3, u'0').left(3).toInt());
    const int offset = (hours * 60 + minutes) * 60;
    return result.addSecs((leapSecond ? 1 : 0) + (match.captured(4) == u"-"_s ? offset : -offset));
}

} // namespace Konstantly
