// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/yamltext.h"

#include "models/json/jsontext.h"
#include "models/json/utf8.h"
#include "models/json/yamltree.h"

#include <QCoreApplication>

#include <algorithm>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(YamlText)
};

QString describeProblem(const YamlBuilder::Finding &finding)
{
    switch (finding.problem) {
    case YamlProblem::None:
        break;
    case YamlProblem::Syntax:
        return QString::fromUtf8(finding.words);
    case YamlProblem::Encoding:
        return Texts::tr("the text is not UTF-8, or there is a control character");
    case YamlProblem::Tab:
        return Texts::tr("there is a tab where only spaces may be");
    case YamlProblem::TwoDocuments:
        return Texts::tr("a second document starts here");
    case YamlProblem::NameNotScalar:
        return Texts::tr("a name is a list or a mapping");
    case YamlProblem::Cycle:
        return Texts::tr("an anchor is used inside itself");
    case YamlProblem::TooManyAliases:
        return Texts::tr("aliases stand for too many values");
    case YamlProblem::TooDeep:
        return Texts::tr("values are nested too deeply");
    }
    return {};
}

bool isUnsupported(YamlProblem problem)
{
    return problem != YamlProblem::Syntax && problem != YamlProblem::Encoding
           && problem != YamlProblem::Tab;
}

void collectStrings(const YamlTree &tree, const TextValue &value, std::vector<TextRange> &result)
{
    if (value.type == TextType::String)
        result.push_back(value.range);
    if (value.node < 0)
        return;
    for (const TextMember &member : tree.node(value).members) {
        result.push_back(member.key);
        collectStrings(tree, member.value, result);
    }
    for (const TextValue &element : tree.node(value).elements)
        collectStrings(tree, element, result);
}

} // namespace

Result<YamlText> YamlText::parse(QByteArray bytes, TextLimits limits)
{
    if (bytes.size() > limits.maxBytes)
        return fail(ErrorCode::FileUnsupported, Texts::tr("the file is too large"));
    if (looksLikeUtf16(bytes))
        return fail(ErrorCode::FileNotParsable, Texts::tr("the file is UTF-16, not UTF-8"));
    const qsizetype markSize = bytes.startsWith(utf8Mark) ? utf8Mark.size() : 0;
    YamlTree tree;
    const YamlBuilder::Finding finding
        = YamlBuilder(QByteArrayView(bytes).sliced(markSize), markSize, limits).build(tree);
    if (finding.problem != YamlProblem::None) {
        const TextPosition where = positionIn(bytes, finding.offset);
        return fail(isUnsupported(finding.problem) ? ErrorCode::FileUnsupported
                                                   : ErrorCode::FileNotParsable,
                    Texts::tr("line %1, column %2: %3.")
                        .arg(where.line)
                        .arg(where.column)
                        .arg(describeProblem(finding)));
    }
    YamlText text;
    text.m_bytes = std::move(bytes);
    text.m_root = tree.root;
    text.m_tree = std::make_shared<const YamlTree>(std::move(tree));
    return text;
}

std::vector<TextMember> YamlText::members(const TextValue &object) const
{
    return object.type == TextType::Object && object.node >= 0 ? m_tree->node(object).members
                                                               : std::vector<TextMember>();
}

std::vector<TextValue> YamlText::elements(const TextValue &array) const
{
    return array.type == TextType::Array && array.node >= 0 ? m_tree->node(array).elements
                                                            : std::vector<TextValue>();
}

QString YamlText::string(const TextValue &value) const
{
    if (value.type != TextType::String)
        return {};
    if (value.node >= 0)
        return m_tree->node(value).text;
    // Nodes are in the order of the text.
    const auto &nodes = m_tree->nodes;
    auto found = std::lower_bound(
        nodes.begin(), nodes.end(), value.range.begin,
        [](const YamlNode &node, qsizetype begin) { return node.value.range.begin < begin; });
    while (found != nodes.end() && found->value.range.begin == value.range.begin) {
        if (found->isScalar && found->value.range == value.range)
            return found->text;
        ++found;
    }
    return {};
}

std::vector<TextRange> YamlText::stringRanges(const TextValue &value) const
{
    std::vector<TextRange> result;
    collectStrings(*m_tree, value, result);
    const auto isBefore = [](TextRange left, TextRange right) { return left.begin < right.begin; };
    std::sort(result.begin(), result.end(), isBefore);
    // What an alias means is somewhere else already.
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

TextRange YamlText::contentRange(TextRange string) const
{
    const char first = string.size() > 0 ? m_bytes[string.begin] : '\0';
    if (first == '"' || first == '\'')
        return {string.begin + 1, string.end - 1};
    if (first == '|' || first == '>') {
        const qsizetype lineEnd = m_bytes.indexOf('\n', string.begin);
        return {lineEnd < 0 ? string.end : qMin(lineEnd + 1, string.end), string.end};
    }
    return string;
}

QByteArray YamlText::quoted(const QString &text) const
{
    // JSON's strings are YAML's, but for characters that YAML doesn't have in a text.
    QString result;
    for (const QChar c : QString::fromUtf8(jsonString(text))) {
        const bool isPlain = c.unicode() < 0x7F || (c.unicode() > 0x9F && c.unicode() < 0xFEFF)
                             || (c.unicode() > 0xFEFF && c.unicode() < 0xFFFE);
        const bool breaksLine = c.unicode() == 0x2028 || c.unicode() == 0x2029;
        if (isPlain && !breaksLine)
            result += c;
        else
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return result.toUtf8();
}

} // namespace Konstantly
