// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/yamltree.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qint64 maxAliased = 100'000;

QByteArray bytesOf(const yaml_char_t *text)
{
    return text ? QByteArray(reinterpret_cast<const char *>(text)) : QByteArray();
}

//! What a scalar without quotes is (YAML 1.2, section 10.3.2).
TextType plainType(const QString &text)
{
    static const QRegularExpression null(u"\\A(?:null|Null|NULL|~|)\\z"_s);
    static const QRegularExpression boolean(u"\\A(?:true|True|TRUE|false|False|FALSE)\\z"_s);
    static const QRegularExpression number(
        u"\\A(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)"
        "(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))\\z"_s);
    if (null.match(text).hasMatch())
        return TextType::Null;
    if (boolean.match(text).hasMatch())
        return TextType::Bool;
    return number.match(text).hasMatch() ? TextType::Number : TextType::String;
}

} // namespace

YamlBuilder::YamlBuilder(QByteArrayView text, qsizetype markSize, TextLimits limits)
    : m_text(text)
    , m_markSize(markSize)
    , m_limits(limits)
{
    // libyaml counts characters, we count bytes.
    const auto isTail = [](char c) { return (uchar(c) & 0xC0) == 0x80; };
    if (std::any_of(text.begin(), text.end(), [](char c) { return uchar(c) >= 0x80; })) {
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (!isTail(text[i]))
                m_offsets.push_back(i);
        }
    }
    if (!yaml_parser_initialize(&m_parser))
        qFatal("libyaml: no memory");
    yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&m_parser, reinterpret_cast<const yaml_char_t *>(text.data()),
                                 size_t(text.size()));
}

YamlBuilder::~YamlBuilder()
{
    yaml_parser_delete(&m_parser);
}

YamlBuilder::Finding YamlBuilder::build(YamlTree &tree)
{
    m_tree = &tree;
    tree.root.range = {m_markSize, m_markSize};
    bool goesOn = true;
    while (goesOn) {
        yaml_event_t event;
        if (!yaml_parser_parse(&m_parser, &event)) {
            reportParser();
            break;
        }
        goesOn = event.type != YAML_STREAM_END_EVENT && take(event);
        yaml_event_delete(&event);
    }
    return m_finding;
}

bool YamlBuilder::take(const yaml_event_t &event)
{
    switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
        return ++m_documents == 1 || report(YamlProblem::TwoDocuments, offset(event.start_mark));
    case YAML_MAPPING_START_EVENT:
        return open(event, true, event.data.mapping_start.anchor,
                    event.data.mapping_start.style != YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_START_EVENT:
        return open(event, false, event.data.sequence_start.anchor,
                    event.data.sequence_start.style != YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        return close(event);
    case YAML_SCALAR_EVENT:
        return scalar(event);
    case YAML_ALIAS_EVENT:
        return alias(event);
    default:
        return true;
    }
}

bool YamlBuilder::open(const yaml_event_t &event, bool isMapping, const yaml_char_t *anchor,
                       bool isBlock)
{
    const qsizetype begin = behindProperties(offset(event.start_mark), m_text.size());
    if (m_open.size() >= size_t(m_limits.maxDepth))
        return report(YamlProblem::TooDeep, begin);
    if (!m_open.empty() && node(m_open.back().node).value.type == TextType::Object
        && !m_open.back().hasName)
        return report(YamlProblem::NameNotScalar, begin);
    const int index = add(isMapping ? TextType::Object : TextType::Array, {begin, begin}, anchor);
    node(index).isBlock = isBlock;
    m_open.push_back({index, false, {}, {}});
    return true;
}

bool YamlBuilder::close(const yaml_event_t &event)
{
    const int index = m_open.back().node;
    m_open.pop_back();
    YamlNode &closed = node(index);
    closed.isClosed = true;
    if (!closed.isBlock)
        closed.value.range.end = offset(event.end_mark) + m_markSize;
    return deliver(index);
}

bool YamlBuilder::scalar(const yaml_event_t &event)
{
    const auto &data = event.data.scalar;
    const qsizetype end = offset(event.end_mark);
    const qsizetype begin = behindProperties(offset(event.start_mark), end);
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data.value),
                                           qsizetype(data.length));
    const QByteArray tag = bytesOf(data.tag);
    const bool isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
                         && (tag.isEmpty()
                             || (tag.startsWith("tag:yaml.org,2002:") && !tag.endsWith(":str")));
    const int index = add(isPlain ? plainType(text) : TextType::String, {begin, end}, data.anchor);
    node(index).text = text;
    node(index).isScalar = true;
    node(index).isClosed = true;
    return deliver(index);
}

bool YamlBuilder::alias(const yaml_event_t &event)
{
    const qsizetype begin = offset(event.start_mark);
    const auto found = m_anchors.constFind(bytesOf(event.data.alias.anchor));
    if (found == m_anchors.cend()) {
        m_finding.words = "found undefined alias";
        return report(YamlProblem::Syntax, begin);
    }
    const YamlNode &meant = node(*found);
    if (!meant.isClosed)
        return report(YamlProblem::Cycle, begin);
    m_aliased += meant.weight;
    if (m_aliased > maxAliased)
        return report(YamlProblem::TooManyAliases, begin);
    if (m_open.size() + size_t(meant.height) > size_t(m_limits.maxDepth))
        return report(YamlProblem::TooDeep, begin);
    return deliver(*found);
}

//! Puts a complete value where it belongs.
bool YamlBuilder::deliver(int index)
{
    const TextValue value = node(index).value;
    if (m_open.empty()) {
        m_tree->root = value;
        return true;
    }
    Open &top = m_open.back();
    const bool isMapping = node(top.node).value.type == TextType::Object;
    if (isMapping && !top.hasName) {
        if (!node(index).isScalar)
            return report(YamlProblem::NameNotScalar, value.range.begin - m_markSize);
        top.hasName = true;
        top.name = node(index).text;
        top.key = value.range;
        return true;
    }
    YamlNode &holder = node(top.node);
    holder.weight += node(index).weight;
    holder.height = qMax(holder.height, node(index).height + 1);
    // An alias's value is elsewhere, in front of it.
    holder.value.range.end = qMax(holder.value.range.end, value.range.end);
    if (isMapping) {
        holder.value.range.end = qMax(holder.value.range.end, top.key.end);
        holder.members.push_back({top.name, top.key, value, -1});
    } else {
        holder.elements.push_back(value);
    }
    top.hasName = false;
    return true;
}

int YamlBuilder::add(TextType type, TextRange range, const yaml_char_t *anchor)
{
    const int index = int(m_tree->nodes.size());
    YamlNode result;
    result.value = {type, {range.begin + m_markSize, range.end + m_markSize}, index};
    m_tree->nodes.push_back(std::move(result));
    if (anchor)
        m_anchors.insert(bytesOf(anchor), index);
    return index;
}

bool YamlBuilder::report(YamlProblem problem, qsizetype at)
{
    m_finding.problem = problem;
    m_finding.offset = at + m_markSize;
    return false;
}

void YamlBuilder::reportParser()
{
    if (m_parser.error == YAML_READER_ERROR) {
        report(YamlProblem::Encoding, qsizetype(m_parser.problem_offset));
        return;
    }
    const qsizetype at = offset(m_parser.problem_mark);
    m_finding.words = m_parser.problem;
    report(at < m_text.size() && m_text[at] == '\t' ? YamlProblem::Tab : YamlProblem::Syntax, at);
}

qsizetype YamlBuilder::offset(const yaml_mark_t &mark) const
{
    if (m_offsets.empty())
        return qMin(qsizetype(mark.index), m_text.size());
    return mark.index < m_offsets.size() ? m_offsets[mark.index] : m_text.size();
}

//! Where the value itself begins: behind `&anchor` and `!tag`, which libyaml counts as a part of it.
qsizetype YamlBuilder::behindProperties(qsizetype begin, qsizetype end) const
{
    const auto isSpace = [](char c) { return QByteArrayView(" \t\r\n").contains(c); };
    while (begin < end && (m_text[begin] == '&' || m_text[begin] == '!')) {
        while (begin < end && !isSpace(m_text[begin]))
            ++begin;
        while (begin < end && (isSpace(m_text[begin]) || m_text[begin] == '#')) {
            const bool isComment = m_text[begin] == '#';
            while (isComment && begin < end && m_text[begin] != '\n')
                ++begin;
            begin += begin < end && isSpace(m_text[begin]) ? 1 : 0;
        }
    }
    return begin;
}

} // namespace Konstantly
