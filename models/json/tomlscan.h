// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <QByteArrayView>

namespace Konstantly {

//! Why a text is not acceptable.
enum class TomlProblem {
    None,
    TooLarge,
    TooDeep,
    Utf16,
    InvalidUtf8,
    NulByte,
    ControlCharacter,
    BadEscape,
    NoCharacter, // an escape for half of a character pair, or beyond Unicode
    UnfinishedString,
    UnexpectedEnd,
    ExpectedKey,
    ExpectedEquals,
    ExpectedValue,
    BadValue,
    IntegerTooLarge,
    BadTime,
    ExpectedComma,
    TrailingComma,
    LineEndInTable,
    ExpectedBracket,
    ExpectedLineEnd,
    DuplicateName,
    TableTwice,
    NotATable,
    ClosedTable
};

//! One step of a key: `b` in `a.b.c`.
struct TomlStep
{
    QString name;    //!< decoded
    TextRange range; //!< with its quotes
};

//! The tokenizer of TomlText: a place in the text, and functions that move it over one thing, or say false and why.
class TomlScanner final
{
public:
    struct Finding
    {
        TomlProblem problem = TomlProblem::None;
        qsizetype offset = 0;
    };

    explicit TomlScanner(QByteArrayView text)
        : m_text(text)
    {}

    [[nodiscard]] const Finding &finding() const { return m_finding; }
    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    //! Whether the line ends here, with LF or CRLF.
    [[nodiscard]] bool isLineEnd() const
    {
        return peek() == '\n' || (peek() == '\r' && peek(1) == '\n');
    }

    void skip(qsizetype count) { m_at += count; }
    //! Over spaces and tabs.
    void skipBlank();
    //! Over spaces, tabs, line ends and comments, as inside an array.
    bool skipLines();
    //! Over a comment, if there is one, to the next line.
    bool endLine();
    //! Over a dotted key and the blanks behind it.
    bool key(std::vector<TomlStep> &steps);
    //! Over a value that is neither array nor table.
    bool scalar(TextValue &value);
    //! Notes the problem; always false.
    bool report(TomlProblem problem, qsizetype offset);

private:
    bool comment();
    bool character();
    bool string();
    bool lineString(char quote);
    bool linesString(char quote);
    bool escape(bool hasLines);
    bool codePoint(int digits, qsizetype begin);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    Finding m_finding;
};

//! Whether \a c may be in a name without quotes.
[[nodiscard]] bool isBareTomlKey(char c);

//! A TOML string of any kind, with its quotes, or a name without any, that passed TomlScanner.
[[nodiscard]] QString decodeTomlString(QByteArrayView string);
//! How many bytes of quotes are on either side of \a string: 0, 1 or 3.
[[nodiscard]] qsizetype tomlQuotes(QByteArrayView string);

//! What a value without quotes or brackets is; None as \a problem when it is one.
[[nodiscard]] TextType tomlScalarType(QByteArrayView word, TomlProblem &problem);

} // namespace Konstantly
