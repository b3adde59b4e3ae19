// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomlscan.h"
#include "models/json/utf8.h"

#include <QDate>

namespace Konstantly {

namespace {

//! Reads a word from its beginning, piece by piece.
class WordReader final
{
public:
    explicit WordReader(QByteArrayView word)
        : m_rest(word)
    {}

    [[nodiscard]] bool isEmpty() const { return m_rest.isEmpty(); }
    bool take(char c)
    {
        if (m_rest.isEmpty() || m_rest.front() != c)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }
    //! Digits with single underscores between them.
    bool digits(int base)
    {
        if (!digit(base))
            return false;
        while (!m_rest.isEmpty()) {
            const QByteArrayView before = m_rest;
            take('_');
            if (!digit(base)) {
                m_rest = before;
                break;
            }
        }
        return true;
    }
    //! Exactly \a count decimal digits; -1 if there are fewer.
    int number(int count)
    {
        int result = 0;
        for (int i = 0; i < count; ++i) {
            const char c = m_rest.isEmpty() ? '\0' : m_rest.front();
            if (!digit(10))
                return -1;
            result = result * 10 + (c - '0');
        }
        return result;
    }

private:
    bool digit(int base)
    {
        const int value = m_rest.isEmpty() ? -1 : hexValue(m_rest.front());
        if (value < 0 || value >= base)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    QByteArrayView m_rest;
};

bool fitsInto64Bits(QByteArrayView digits, int base)
{
    bool ok = false;
    QByteArray plain = digits.toByteArray();
    plain.replace('_', "").toLongLong(&ok, base);
    return ok;
}

TomlProblem checkPrefixed(QByteArrayView word, int base)
{
    WordReader reader(word.sliced(2));
    if (!reader.digits(base) || !reader.isEmpty())
        return TomlProblem::BadValue;
    return fitsInto64Bits(word.sliced(2), base) ? TomlProblem::None : TomlProblem::IntegerTooLarge;
}

TomlProblem checkNumber(QByteArrayView word)
{
    if (word.startsWith("0x"))
        return checkPrefixed(word, 16);
    if (word.startsWith("0o"))
        return checkPrefixed(word, 8);
    if (word.startsWith("0b"))
        return checkPrefixed(word, 2);
    WordReader reader(word);
    const bool hasSign = reader.take('+') || reader.take('-');
    if (const QByteArrayView rest = word.sliced(hasSign ? 1 : 0); rest == "inf" || rest == "nan")
        return TomlProblem::None;
    if (!reader.take('0') && !reader.digits(10))
        return TomlProblem::BadValue;
    if (reader.isEmpty())
        return fitsInto64Bits(word, 10) ? TomlProblem::None : TomlProblem::IntegerTooLarge;
    if (reader.take('.') && !reader.digits(10))
        return TomlProblem::BadValue;
    if (reader.take('e') || reader.take('E')) {
        if (!reader.take('+'))
            reader.take('-');
        if (!reader.digits(10))
            return TomlProblem::BadValue;
    }
    return reader.isEmpty() ? TomlProblem::None : TomlProblem::BadValue;
}

//! Two digits from 0 to \a most.
bool takePair(WordReader &reader, int most)
{
    const int value = reader.number(2);
    return value >= 0 && value <= most;
}

bool takeTime(WordReader &reader)
{
    if (!takePair(reader, 23) || !reader.take(':') || !takePair(reader, 59) || !reader.take(':')
        || !takePair(reader, 59))
        return false;
    if (!reader.take('.'))
        return true;
    if (reader.number(1) < 0)
        return false;
    while (reader.number(1) >= 0) {
    }
    return true;
}

bool isDateTime(QByteArrayView word)
{
    WordReader reader(word);
    const int year = reader.number(4);
    if (year < 0 || !reader.take('-'))
        return false;
    const int month = reader.number(2);
    if (month < 0 || !reader.take('-'))
        return false;
    if (!QDate::isValid(year, month, reader.number(2)))
        return false;
    if (reader.isEmpty())
        return true;
    if (!reader.take('T') && !reader.take('t') && !reader.take(' '))
        return false;
    if (!takeTime(reader))
        return false;
    if (reader.take('+') || reader.take('-')) {
        if (!takePair(reader, 23) || !reader.take(':') || !takePair(reader, 59))
            return false;
    } else if (!reader.take('Z')) {
        reader.take('z');
    }
    return reader.isEmpty();
}

bool isTime(QByteArrayView word)
{
    WordReader reader(word);
    return takeTime(reader) && reader.isEmpty();
}

//! Appends what the escape at the start of \a text stands for; returns its length.
qsizetype appendEscape(QString &result, QByteArrayView text)
{
    const char kind = text[1];
    static constexpr QByteArrayView kinds = "btnfr\"\\";
    static constexpr char meanings[] = "\b\t\n\f\r\"\\";
    if (const qsizetype index = kinds.indexOf(kind); index >= 0) {
        result += QLatin1Char(meanings[index]);
        return 2;
    }
    if (kind == 'u' || kind == 'U') {
        const qsizetype digits = kind == 'u' ? 4 : 8;
        char32_t code = 0;
        for (qsizetype i = 0; i < digits; ++i)
            code = code * 16 + char32_t(hexValue(text[2 + i]));
        result += QString::fromUcs4(&code, 1);
        return 2 + digits;
    }
    // A line that goes on: all white space behind it is gone.
    qsizetype length = 1;
    while (length < text.size() && QByteArrayView(" \t\r\n").contains(text[length]))
        ++length;
    return length;
}

} // namespace

TextType tomlScalarType(QByteArrayView word, TomlProblem &problem)
{
    if (word == "true" || word == "false")
        return TextType::Bool;
    const bool looksLikeDate = WordReader(word).number(4) >= 0 && word.size() > 4 && word[4] == '-';
    const bool looksLikeTime = word.size() >= 3 && word[2] == ':';
    if (looksLikeDate || looksLikeTime) {
        if (!isDateTime(word) && !isTime(word))
            problem = TomlProblem::BadTime;
        return TextType::Time;
    }
    problem = checkNumber(word);
    return TextType::Number;
}

qsizetype tomlQuotes(QByteArrayView string)
{
    if (string.isEmpty() || (string.front() != '"' && string.front() != '\''))
        return 0;
    return string.size() >= 6 && string[1] == string[0] && string[2] == string[0] ? 3 : 1;
}

QString decodeTomlString(QByteArrayView string)
{
    const qsizetype quotes = tomlQuotes(string);
    if (quotes == 0)
        return QString::fromUtf8(string);
    QByteArrayView content = string.sliced(quotes, string.size() - 2 * quotes);
    QByteArray plain; // line ends are LF, whatever the file's are
    if (quotes == 3) {
        if (content.startsWith("\r\n"))
            content = content.sliced(2);
        else if (content.startsWith('\n'))
            content = content.sliced(1);
        if (content.contains('\r')) {
            plain = content.toByteArray().replace("\r\n", "\n");
            content = plain;
        }
    }
    if (string.front() == '\'' || !content.contains('\\'))
        return QString::fromUtf8(content);
    QString result;
    result.reserve(content.size());
    qsizetype from = 0;
    for (qsizetype i = content.indexOf('\\'); i >= 0; i = content.indexOf('\\', from)) {
        result += QString::fromUtf8(content.sliced(from, i - from));
        from = i + appendEscape(result, content.sliced(i));
    }
    return result + QString::fromUtf8(content.sliced(from));
}

} // namespace Konstantly
