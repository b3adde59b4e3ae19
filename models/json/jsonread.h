// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace Konstantly {

//! Parses JSON that is meant for us (a service's answer, a file of our own), strictly: one object or array as a whole
//! document, valid UTF-8, no name twice in an object, no lone surrogate, at most 200 levels and \a maxBytes (security
//! N-6, N-7). QJsonDocument alone keeps the last of two equal names and never says so.
//!
//! Fails with \a code (BadResponse for answers, FileNotParsable for files) and "line 3, column 5: …" as detail. The
//! detail never quotes the text.
[[nodiscard]] Result<QJsonValue> parseJson(const QByteArray &bytes,
                                           ErrorCode code = ErrorCode::BadResponse,
                                           qsizetype maxBytes = 8 * 1024 * 1024);
//! The same, for a document that has to be an object.
[[nodiscard]] Result<QJsonObject> parseJsonObject(const QByteArray &bytes,
                                                  ErrorCode code = ErrorCode::BadResponse,
                                                  qsizetype maxBytes = 8 * 1024 * 1024);

//! Typed reads from one JSON object that can't be half done: every read that fails is remembered, and result() is the
//! only way to a Result.
//! \code
//! JsonReader read(object, u"keys[3]"_s);
//! Key key;
//! key.id = read.id(u"id"_s);
//! key.createdAt = read.time(u"created_at"_s);
//! return read.result(std::move(key)); // Error{BadResponse, "keys[3].created_at: not a date"}
//! \endcode
//! A failed read returns an empty value of its type; only the first failure is kept. The plain names want the member to
//! be there and of the right type; `optional…` takes an absent member and null as "not given". Nothing is converted
//! silently: "1" is not a number, 1 is not a bool, 1.5 is not an integer.
class JsonReader final
{
public:
    explicit JsonReader(QJsonObject object, QString path = {},
                        ErrorCode code = ErrorCode::BadResponse);
    //! For a value that has to be an object: an array element, a document.
    explicit JsonReader(const QJsonValue &value, QString path = {},
                        ErrorCode code = ErrorCode::BadResponse);

    [[nodiscard]] bool has(const QString &name) const; //!< there, and not null
    [[nodiscard]] const QJsonObject &object() const { return m_object; }
    [[nodiscard]] const QString &path() const { return m_path; }

    [[nodiscard]] QString string(const QString &name);
    [[nodiscard]] std::optional<QString> optionalString(const QString &name);
    //! An identifier, as a string whatever JSON type it has: 12, "12" and 9007199254740993 keep their digits. Empty
    //! strings, fractions, exponents and numbers that don't fit 64 bits fail.
    [[nodiscard]] QString id(const QString &name);
    [[nodiscard]] std::optional<QString> optionalId(const QString &name);
    [[nodiscard]] qint64 integer(const QString &name, qint64 min = 0,
                                 qint64 max = 9007199254740991LL);
    [[nodiscard]] std::optional<qint64> optionalInteger(const QString &name, qint64 min = 0,
                                                        qint64 max = 9007199254740991LL);
    [[nodiscard]] bool boolean(const QString &name);
    [[nodiscard]] std::optional<bool> optionalBoolean(const QString &name);
    //! RFC 3339 with a zone ("2026-11-22T10:00:00Z", "…T10:00:00.123+02:00"), returned in UTC. No zone, no time, a day
    //! that does not exist: fails.
    [[nodiscard]] QDateTime time(const QString &name);
    [[nodiscard]] std::optional<QDateTime> optionalTime(const QString &name);
    [[nodiscard]] QStringList strings(const QString &name);
    [[nodiscard]] std::optional<QStringList> optionalStrings(const QString &name);

    //! A nested object. Its failures are its own: read it with its own result(), or pass them on with check().
    [[nodiscard]] JsonReader child(const QString &name);
    [[nodiscard]] std::optional<JsonReader> optionalChild(const QString &name);
    //! The elements of an array of objects, in order, each with its path "keys[3]".
    [[nodiscard]] std::vector<JsonReader> children(const QString &name);

    //! Takes over the failure of \a result (of a nested parser) as this reader's, and returns its value.
    template<typename T>
    T check(const Result<T> &result)
    {
        if (result)
            return *result;
        adopt(result.error());
        return T{};
    }

    //! Remembers that \a name is not acceptable: "unknown plan".
    void reject(const QString &name, const QString &why);

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    //! \a value, or the first failure.
    template<typename T>
    [[nodiscard]] Result<T> result(T value) const
    {
        if (m_error)
            return fail(*m_error);
        return value;
    }

private:
    [[nodiscard]] QJsonValue required(const QString &name);
    [[nodiscard]] QString pathOf(const QString &name) const;
    void adopt(const Error &error);

    QJsonObject m_object;
    QString m_path;
    ErrorCode m_code;
    std::optional<Error> m_error;
};

//! An RFC 3339 time in UTC, or nothing. Stricter than Qt::ISODate: date, time and zone are all needed.
[[nodiscard]] std::optional<QDateTime> parseRfc3339(const QString &text);

} // namespace Konstantly
