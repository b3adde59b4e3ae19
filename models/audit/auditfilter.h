// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>

namespace Konstantly {

//! What of a time line is wanted. Everything that is set has to fit.
struct AuditFilter
{
    enum class Group { All, ToolCalls, Created, Revoked, ThisDevice };

    Group group = Group::All;
    qint64 from = 0; //!< milliseconds since 1970
    qint64 to = 0;   //!< the same, excluded; 0 = whatever comes
    //! Words, all of which have to occur somewhere, whatever their case. "key:", "person:" and "tool:" in front of one narrow it
    //! to that field; a number is also a type of event. In quotes blanks count, and behind a field's name the whole field has to
    //! be what is quoted: key:"alex laptop".
    QString text;

    friend bool operator==(const AuditFilter &, const AuditFilter &) = default;
};

//! One word of AuditFilter::text.
struct AuditTerm
{
    enum class Field { Any, Key, Person, Tool };

    Field field = Field::Any;
    QString needle;
    bool isWhole = false; //!< the field is this, rather than holds it

    friend bool operator==(const AuditTerm &, const AuditTerm &) = default;
};

//! Pure. Without those that are still empty, as "key:" is while somebody types. A quote that is not closed yet goes to the end.
[[nodiscard]] QList<AuditTerm> auditTerms(const QString &text);
//! The text that finds the events of the key with that \a name, and no other's.
[[nodiscard]] QString auditTextForKey(const QString &name);

} // namespace Konstantly
