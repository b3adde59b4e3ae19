// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/jsontext.h"

#include <QByteArrayView>
#include <QList>

namespace Konstantly {

//! Why a text is not acceptable.
enum class JsonProblem {
    None,
    Empty,
    TooLarge,
    TooDeep,
    Utf16,
    InvalidUtf8,
    NulByte,
    LoneSurrogate,
    ControlCharacter,
    BadEscape,
    UnfinishedString,
    UnfinishedComment,
    UnexpectedEnd,
    UnexpectedText,
    ExpectedValue,
    ExpectedName,
    ExpectedColon,
    ExpectedComma,
    BadNumber,
    Comment,
    TrailingComma,
    TextAfterEnd,
    DuplicateName
};

//! The tokenizer of JsonText. check() looks at every byte once, with a stack of its own instead of recursion; the other
//! functions then step over text that passed check() without looking for errors again.
class JsonScanner final
{
public:
    struct Finding
    {
        JsonProblem problem = JsonProblem::None;
        qsizetype offset = 0;
    };

    //! \a large: what check() found in the same text, so that value() need not step through them again. Not owned.
    JsonScanner(QByteArrayView text, JsonDialect dialect, const QList<JsonRange> *large = nullptr)
        : m_text(text)
        , m_dialect(dialect)
        , m_known(large)
    {}

    //! Length of the UTF-8 mark in front: 3 or 0.
    [[nodiscard]] qsizetype markSize() const;
    //! Checks everything; fills \a root when nothing was found.
    [[nodiscard]] Finding check(const JsonLimits &limits, JsonValue &root);
    //! After check(): the objects and arrays of some size, by where they begin. A file of 40 MiB has few of them.
    [[nodiscard]] QList<JsonRange> takeLarge() { return std::move(m_large); }

    //! The first byte at or after \a at that is neither white space nor part of a comment.
    [[nodiscard]] qsizetype skipBlank(qsizetype at) const;
    //! Behind the string that starts at \a at.
    [[nodiscard]] qsizetype skipString(qsizetype at) const;
    //! The value that starts at \a at.
    [[nodiscard]] JsonValue value(qsizetype at) const;
    //! The comments between \a range's ends, which must hold blanks, commas and comments only.
    [[nodiscard]] std::vector<JsonRange> comments(JsonRange range) const;

private:
    enum class State { Value, ValueOrEnd, Name, NameOrEnd, AfterValue };

    [[nodiscard]] char at(qsizetype i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    [[nodiscard]] const JsonRange *knownLarge(qsizetype begin) const;
    bool report(JsonProblem problem, qsizetype offset);
    bool checkBlank();
    bool checkComment();
    bool checkUtf8();
    bool checkString();
    bool checkEscape();
    bool checkNumber();
    bool checkWord(QByteArrayView word);
    bool checkScalar();
    bool checkName(const JsonLimits &limits);
    bool step(const JsonLimits &limits);
    bool open(char bracket, const JsonLimits &limits);
    bool close(char bracket);
    bool afterValue();

    QByteArrayView m_text;
    JsonDialect m_dialect;
    qsizetype m_at = 0;
    State m_state = State::Value;
    std::vector<char> m_stack;          // the open brackets
    std::vector<qsizetype> m_openLarge; // the place of each of them in m_large
    QList<JsonRange> m_large;
    const QList<JsonRange> *m_known;
    std::vector<std::vector<QString>>
        m_names; // with uniqueNames: the names so far, one list an open object
    Finding m_finding;
};

//! The content of a JSON string (without its quotes) that passed check().
[[nodiscard]] QString decodeJsonString(QByteArrayView content);

} // namespace Konstantly
