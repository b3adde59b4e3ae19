// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/jsontext.h"

#include "models/json/jsonscan.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JsonText)
};

QString describeProblem(JsonProblem problem)
{
    switch (problem) {
    case JsonProblem::None:
        break;
    case JsonProblem::Empty:
        return Texts::tr("the file is empty");
    case JsonProblem::TooLarge:
        return Texts::tr("the file is too large");
    case JsonProblem::TooDeep:
        return Texts::tr("brackets are nested too deeply");
    case JsonProblem::Utf16:
        return Texts::tr("the file is UTF-16, not UTF-8");
    case JsonProblem::InvalidUtf8:
        return Texts::tr("the text is not UTF-8");
    case JsonProblem::NulByte:
        return Texts::tr("there is a zero byte");
    case JsonProblem::LoneSurrogate:
        return Texts::tr("half of a character pair (\\uD800 to \\uDFFF) stands alone");
    case JsonProblem::ControlCharacter:
        return Texts::tr("there is a control character inside a string");
    case JsonProblem::BadEscape:
        return Texts::tr("there is an unknown backslash sequence");
    case JsonProblem::UnfinishedString:
        return Texts::tr("a string starts here and does not end");
    case JsonProblem::UnfinishedComment:
        return Texts::tr("a comment starts here and does not end");
    case JsonProblem::UnexpectedEnd:
        return Texts::tr("the file ends in the middle");
    case JsonProblem::UnexpectedText:
        return Texts::tr("there is something unexpected");
    case JsonProblem::ExpectedValue:
        return Texts::tr("a value is missing");
    case JsonProblem::ExpectedName:
        return Texts::tr("a name in double quotes is missing");
    case JsonProblem::ExpectedColon:
        return Texts::tr("a colon is missing");
    case JsonProblem::ExpectedComma:
        return Texts::tr("a comma or a closing bracket is missing");
    case JsonProblem::BadNumber:
        return Texts::tr("this is not a JSON number");
    case JsonProblem::Comment:
        return Texts::tr("there is a comment, which this file may not have");
    case JsonProblem::TrailingComma:
        return Texts::tr("there is a comma before a closing bracket");
    case JsonProblem::TextAfterEnd:
        return Texts::tr("there is more text behind the end");
    case JsonProblem::DuplicateName:
        return Texts::tr("a name is there twice in the object that ends here");
    }
    return {};
}

} // namespace

Result<JsonText> JsonText::parse(QByteArray bytes, JsonDialect dialect, JsonLimits limits)
{
    JsonText text;
    JsonScanner scanner(bytes, dialect);
    const JsonScanner::Finding finding = scanner.check(limits, text.m_root);
    if (finding.problem == JsonProblem::TooLarge)
        return fail(ErrorCode::FileUnsupported, describeProblem(finding.problem));
    if (finding.problem == JsonProblem::Empty || finding.problem == JsonProblem::Utf16)
        return fail(ErrorCode::FileNotParsable, describeProblem(finding.problem));
    if (finding.problem != JsonProblem::None) {
        const JsonPosition where = positionIn(bytes, finding.offset);
        return fail(finding.problem == JsonProblem::TooDeep ? ErrorCode::FileUnsupported
                                                            : ErrorCode::FileNotParsable,
                    Texts::tr("line %1, column %2: %3.")
                        .arg(where.line)
                        .arg(where.column)
                        .arg(describeProblem(finding.problem)));
    }
    text.m_bytes = std::move(bytes);
    text.m_dialect = dialect;
    text.m_large = scanner.takeLarge();
    return text;
}

JsonScanner JsonText::scanner() const
{
    return {m_bytes, m_dialect, &m_large};
}

std::vector<JsonMember> JsonText::members(const JsonValue &object) const
{
    std::vector<JsonMember> result;
    if (object.type != JsonType::Object)
        return result;
    const JsonScanner scanner = this->scanner();
    qsizetype at = scanner.skipBlank(object.range.begin + 1);
    while (at < m_bytes.size() && m_bytes[at] == '"') {
        JsonMember member;
        member.key = {at, scanner.skipString(at)};
        member.name = decodeJsonString(
            QByteArrayView(m_bytes).sliced(at + 1, member.key.size() - 2));
        at = scanner.skipBlank(member.key.end); // the colon
        member.value = scanner.value(scanner.skipBlank(at + 1));
        at = scanner.skipBlank(member.value.range.end);
        if (m_bytes[at] == ',') {
            member.comma = at;
            at = scanner.skipBlank(at + 1);
        }
        result.push_back(std::move(member));
    }
    return result;
}

std::vector<JsonValue> JsonText::elements(const JsonValue &array) const
{
    std::vector<JsonValue> result;
    if (array.type != JsonType::Array)
        return result;
    const JsonScanner scanner = this->scanner();
    qsizetype at = scanner.skipBlank(array.range.begin + 1);
    while (at < m_bytes.size() && m_bytes[at] != ']') {
        result.push_back(scanner.value(at));
        at = scanner.skipBlank(result.back().range.end);
        if (m_bytes[at] == ',')
            at = scanner.skipBlank(at + 1);
    }
    return result;
}

QString JsonText::string(const JsonValue &value) const
{
    if (value.type != JsonType::String)
        return {};
    return decodeJsonString(
        QByteArrayView(m_bytes).sliced(value.range.begin + 1, value.range.size() - 2));
}

std::vector<JsonRange> JsonText::stringRanges(const JsonValue &value) const
{
    std::vector<JsonRange> result;
    const JsonScanner scanner = this->scanner();
    for (qsizetype at = value.range.begin; at < value.range.end;) {
        if (m_bytes[at] == '"') {
            result.push_back({at, scanner.skipString(at)});
            at = result.back().end;
        } else {
            at = m_bytes[at] == '/' ? scanner.skipBlank(at) : at + 1;
        }
    }
    return result;
}

JsonRange JsonText::contentRange(JsonRange string) const
{
    return {string.begin + 1, string.end - 1};
}

QByteArray JsonText::quoted(const QString &text) const
{
    return jsonString(text);
}

QByteArray jsonString(const QString &text)
{
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray result = "\"";
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
            result += "\\\"";
            break;
        case '\\':
            result += "\\\\";
            break;
        case '\b':
            result += "\\b";
            break;
        case '\f':
            result += "\\f";
            break;
        case '\n':
            result += "\\n";
            break;
        case '\r':
            result += "\\r";
            break;
        case '\t':
            result += "\\t";
            break;
        default:
            if (uchar(c) < 0x20)
                result += QByteArray("\\u00") + hex[uchar(c) >> 4] + hex[uchar(c) & 15];
            else
                result += c;
        }
    }
    return result + '"';
}

} // namespace Konstantly
