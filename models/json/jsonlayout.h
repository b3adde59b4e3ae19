// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/jsonedit.h"

namespace Konstantly {

//! How a value is written. Inside jsonedit.cpp's doors only.
struct JsonLayout
{
    QByteArray newLine = "\n";
    QByteArray unit = "  "; //!< one step of indentation
    int inlineFrom
        = 1'000; //!< what is this many levels down (0 = the value itself) or deeper stays on one line
    bool spread
        = false; //!< arrays: an element a line, or with spaces inside the brackets when on one line
    QByteArray colon = ": "; //!< between name and value
    QByteArray comma = ", "; //!< between two things on one line
    QByteArray pad = " ";    //!< inside the braces of an object on one line
};

//! \a draft as text. \a indent is what the line that it starts on begins with.
[[nodiscard]] QByteArray render(const JsonDraft &draft, const QByteArray &indent,
                                const JsonLayout &layout, int level = 0);

//! What the text around a place looks like.
class JsonStyle final
{
public:
    explicit JsonStyle(const JsonText &text)
        : m_text(text)
    {}

    //! The blanks that the line of \a offset begins with.
    [[nodiscard]] QByteArray indentAt(qsizetype offset) const;
    //! Whether nothing but blanks is before \a offset on its line.
    [[nodiscard]] bool isFirstOnLine(qsizetype offset) const;
    //! The line end in front of \a offset, else the first one in the text, else \n.
    [[nodiscard]] QByteArray newLineBefore(qsizetype offset) const;
    //! One step of indentation, judged by \a members of an object (may be empty) and then by the whole text.
    [[nodiscard]] QByteArray unit(const JsonValue &object,
                                  const std::vector<JsonMember> &members) const;
    //! How much further \a inner's line stands in than \a outer's, when \a inner begins its line.
    [[nodiscard]] std::optional<QByteArray> unit(qsizetype outer, qsizetype inner) const;
    //! The spaces around colons, commas and inside braces of an object that stands on one line.
    [[nodiscard]] JsonLayout inlineLayout(const JsonValue &object,
                                          const std::vector<JsonMember> &members) const;
    //! The blanks behind the colon of \a member: "" or " ".
    [[nodiscard]] QByteArray colonGap(const JsonMember &member) const;

private:
    [[nodiscard]] qsizetype lineBegin(qsizetype offset) const;

    const JsonText &m_text;
};

} // namespace Konstantly
