// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomltext.h"

#include "models/json/jsontext.h"
#include "models/json/tomltree.h"

#include <QCoreApplication>

#include <algorithm>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TomlText)
};

//! What is wrong with the characters.
QString describeCharacters(TomlProblem problem)
{
    switch (problem) {
    case TomlProblem::TooLarge:
        return Texts::tr("the file is too large");
    case TomlProblem::TooDeep:
        return Texts::tr("tables or brackets are nested too deeply");
    case TomlProblem::Utf16:
        return Texts::tr("the file is UTF-16, not UTF-8");
    case TomlProblem::InvalidUtf8:
        return Texts::tr("the text is not UTF-8");
    case TomlProblem::NulByte:
        return Texts::tr("there is a zero byte");
    case TomlProblem::ControlCharacter:
        return Texts::tr("there is a control character");
    case TomlProblem::BadEscape:
        return Texts::tr("there is an unknown backslash sequence");
    case TomlProblem::NoCharacter:
        return Texts::tr("a backslash sequence names no character");
    case TomlProblem::UnfinishedString:
        return Texts::tr("a string starts here and does not end");
    case TomlProblem::UnexpectedEnd:
        return Texts::tr("the file ends in the middle");
    default:
        return {};
    }
}

QString describeProblem(TomlProblem problem)
{
    switch (problem) {
    case TomlProblem::ExpectedKey:
        return Texts::tr("a name is missing");
    case TomlProblem::ExpectedEquals:
        return Texts::tr("an equals sign is missing");
    case TomlProblem::ExpectedValue:
        return Texts::tr("a value is missing");
    case TomlProblem::BadValue:
        return Texts::tr("this is not a TOML value");
    case TomlProblem::IntegerTooLarge:
        return Texts::tr("this number does not fit into 64 bits");
    case TomlProblem::BadTime:
        return Texts::tr("this is not a date or time");
    case TomlProblem::ExpectedComma:
        return Texts::tr("a comma or a closing bracket is missing");
    case TomlProblem::TrailingComma:
        return Texts::tr("there is a comma before a closing brace");
    case TomlProblem::LineEndInTable:
        return Texts::tr("a line ends between braces");
    case TomlProblem::ExpectedBracket:
        return Texts::tr("a closing bracket is missing");
    case TomlProblem::ExpectedLineEnd:
        return Texts::tr("there is more text where the line should end");
    case TomlProblem::DuplicateName:
        return Texts::tr("this name is there already");
    case TomlProblem::TableTwice:
        return Texts::tr("this table is there already");
    case TomlProblem::NotATable:
        return Texts::tr("this name is there already, and it is not a table");
    case TomlProblem::ClosedTable:
        return Texts::tr("a table in braces can't be added to from outside");
    default:
        return describeCharacters(problem);
    }
}

void collectStrings(const TomlTree &tree, const TextValue &value, std::vector<TextRange> &result)
{
    if (value.type == TextType::String)
        result.push_back(value.range);
    if (value.node < 0)
        return;
    const TomlNode &node = tree.node(value);
    for (const TextMember &member : node.members) {
        result.push_back(member.key);
        collectStrings(tree, member.value, result);
    }
    result.insert(result.end(), node.repeats.begin(), node.repeats.end());
    for (const TextValue &element : node.elements)
        collectStrings(tree, element, result);
}

} // namespace

Result<TomlText> TomlText::parse(QByteArray bytes, TextLimits limits)
{
    TomlTree tree;
    const TomlScanner::Finding finding = TomlBuilder(bytes, limits).build(tree);
    if (finding.problem == TomlProblem::TooLarge)
        return fail(ErrorCode::FileUnsupported, describeProblem(finding.problem));
    if (finding.problem == TomlProblem::Utf16)
        return fail(ErrorCode::FileNotParsable, describeProblem(finding.problem));
    if (finding.problem != TomlProblem::None) {
        const TextPosition where = positionIn(bytes, finding.offset);
        return fail(finding.problem == TomlProblem::TooDeep ? ErrorCode::FileUnsupported
                                                            : ErrorCode::FileNotParsable,
                    Texts::tr("line %1, column %2: %3.")
                        .arg(where.line)
                        .arg(where.column)
                        .arg(describeProblem(finding.problem)));
    }
    TomlText text;
    text.m_bytes = std::move(bytes);
    text.m_root = tree.nodes.front().value;
    text.m_tree = std::make_shared<const TomlTree>(std::move(tree));
    return text;
}

std::vector<TextMember> TomlText::members(const TextValue &object) const
{
    if (object.type != TextType::Object || object.node < 0)
        return {};
    std::vector<TextMember> result = m_tree->node(object).members;
    for (TextMember &member : result) {
        if (member.value.node >= 0)
            member.value = m_tree->node(member.value).value;
    }
    return result;
}

std::vector<TextValue> TomlText::elements(const TextValue &array) const
{
    if (array.type != TextType::Array || array.node < 0)
        return {};
    std::vector<TextValue> result = m_tree->node(array).elements;
    for (TextValue &element : result) {
        if (element.node >= 0)
            element = m_tree->node(element).value;
    }
    return result;
}

QString TomlText::string(const TextValue &value) const
{
    return value.type == TextType::String ? decodeTomlString(raw(value.range)) : QString();
}

std::vector<TextRange> TomlText::stringRanges(const TextValue &value) const
{
    std::vector<TextRange> result;
    collectStrings(*m_tree, value, result);
    std::sort(result.begin(), result.end(),
              [](TextRange left, TextRange right) { return left.begin < right.begin; });
    return result;
}

TextRange TomlText::contentRange(TextRange string) const
{
    const qsizetype quotes = tomlQuotes(raw(string));
    return {string.begin + quotes, string.end - quotes};
}

QByteArray TomlText::quoted(const QString &text) const
{
    return tomlString(text);
}

QByteArray tomlString(const QString &text)
{
    // What JSON escapes TOML does too, and one character more.
    return jsonString(text).replace('\x7F', "\\u007f");
}

QByteArray tomlKey(const QString &name)
{
    const QByteArray bytes = name.toUtf8();
    return !bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), isBareTomlKey)
               ? bytes
               : tomlString(name);
}

} // namespace Konstantly
