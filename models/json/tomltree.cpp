// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/json/tomltree.h"

#include "models/json/utf8.h"

namespace Konstantly {

namespace {

using Form = TomlNode::Form;

TextType typeOf(Form form)
{
    return form == Form::Array || form == Form::Tables ? TextType::Array : TextType::Object;
}

} // namespace

bool TomlTree::isInside(int node, int outer) const
{
    while (node >= 0 && node != outer)
        node = nodes[size_t(node)].parent;
    return node >= 0;
}

TomlScanner::Finding TomlBuilder::build(TomlTree &tree)
{
    m_tree = &tree;
    if (m_text.size() > m_limits.maxBytes)
        return {TomlProblem::TooLarge, 0};
    if (looksLikeUtf16(m_text))
        return {TomlProblem::Utf16, 0};
    if (m_text.startsWith(utf8Mark))
        m_scanner.skip(utf8Mark.size());
    tree.sections.emplace_back();
    add(-1, Form::Table, {m_scanner.at(), m_text.size()});
    while (!m_scanner.atEnd() && line()) {
    }
    return m_scanner.finding();
}

bool TomlBuilder::line()
{
    m_scanner.skipBlank();
    m_begin = m_scanner.at();
    const bool isEmpty = m_scanner.atEnd() || m_scanner.isLineEnd() || m_scanner.peek() == '#'
                         || m_scanner.peek() == '\r';
    if (!isEmpty && !(m_scanner.peek() == '[' ? header() : statement()))
        return false;
    return m_scanner.endLine();
}

bool TomlBuilder::header()
{
    const bool isElement = m_scanner.peek(1) == '[';
    const qsizetype brackets = isElement ? 2 : 1;
    m_scanner.skip(brackets);
    m_scanner.skipBlank();
    std::vector<TomlStep> steps;
    if (!m_scanner.key(steps))
        return false;
    int parent = 0;
    for (size_t i = 0; i + 1 < steps.size(); ++i) {
        parent = intoHeader(parent, steps[i]);
        if (parent < 0)
            return false;
    }
    if (!(isElement ? openElement(parent, steps.back()) : openTable(parent, steps.back())))
        return false;
    if (m_scanner.peek() != ']' || (isElement && m_scanner.peek(1) != ']'))
        return m_scanner.report(TomlProblem::ExpectedBracket, m_scanner.at());
    m_scanner.skip(brackets);
    TomlSection &section = m_tree->sections.back();
    section.header = {m_begin, m_scanner.at()};
    extend(section.node, section.header.end);
    return true;
}

bool TomlBuilder::openTable(int parent, const TomlStep &step)
{
    int table = -1;
    if (const TextMember *known = member(parent, step.name)) {
        table = known->value.node;
        const Form form = table < 0 ? Form::Array : node(table).form;
        if (form == Form::Array || form == Form::Inline || form == Form::InlineDotted)
            return m_scanner.report(TomlProblem::DuplicateName, step.range.begin);
        if (form == Form::Tables || node(table).section >= 0 || node(table).dottedIn >= 0)
            return m_scanner.report(TomlProblem::TableTwice, step.range.begin);
        node(parent).repeats.push_back(step.range);
    } else {
        table = addMember(parent, step, Form::Table);
    }
    if (table < 0)
        return false;
    node(table).section = int(m_tree->sections.size());
    m_tree->sections.push_back({{}, table});
    return true;
}

bool TomlBuilder::openElement(int parent, const TomlStep &step)
{
    int array = -1;
    if (const TextMember *known = member(parent, step.name)) {
        array = known->value.node;
        if (array < 0 || node(array).form != Form::Tables)
            return m_scanner.report(TomlProblem::DuplicateName, step.range.begin);
        node(parent).repeats.push_back(step.range);
    } else {
        array = addMember(parent, step, Form::Tables);
    }
    const int table = array < 0 ? -1 : add(array, Form::Table, {m_begin, m_begin});
    if (table < 0)
        return false;
    node(table).section = int(m_tree->sections.size());
    node(array).elements.push_back(node(table).value);
    m_tree->sections.push_back({{}, table});
    return true;
}

bool TomlBuilder::statement()
{
    std::vector<TomlStep> steps;
    if (!takeKey(steps))
        return false;
    TomlStatement statement;
    statement.section = int(m_tree->sections.size()) - 1;
    statement.node = walk(m_tree->sections.back().node, steps, Form::Dotted);
    TextValue result;
    if (statement.node < 0 || !value(statement.node, result))
        return false;
    const TomlStep &name = steps.back();
    addValue(statement.node, name, result);
    statement.key = {m_begin, name.range.end};
    statement.name = name.range;
    statement.end = result.range.end;
    extend(statement.node, statement.end);
    m_tree->statements.push_back(statement);
    return true;
}

//! A value, brackets inside brackets included. \a parent is the table that it goes into.
bool TomlBuilder::value(int parent, TextValue &result)
{
    std::vector<Open> open;
    bool goesOn = true;
    while (goesOn) {
        const char c = m_scanner.peek();
        if (c == '[' || c == '{') {
            if (!openBracket(open.empty() ? parent : open.back().target, open))
                return false;
            if (!takeEnd(open, result)) {
                if (!beginItem(open.back()))
                    return false;
                continue;
            }
        } else if (!m_scanner.scalar(result)) {
            return false;
        }
        if (!endItem(open, result, goesOn))
            return false;
    }
    return true;
}

bool TomlBuilder::openBracket(int parent, std::vector<Open> &open)
{
    const Form form = m_scanner.peek() == '[' ? Form::Array : Form::Inline;
    const int index = add(parent, form, {m_scanner.at(), m_scanner.at()});
    if (index < 0)
        return false;
    open.push_back({index, index, {}});
    m_scanner.skip(1);
    return skipInside(open.back());
}

//! What may be between the pieces of an array or table.
bool TomlBuilder::skipInside(const Open &top)
{
    if (node(top.node).form == Form::Array)
        return m_scanner.skipLines();
    m_scanner.skipBlank();
    return !m_scanner.isLineEnd() || m_scanner.report(TomlProblem::LineEndInTable, m_scanner.at());
}

//! Over the closing bracket, if it is here: then \a result is what it closes.
bool TomlBuilder::takeEnd(std::vector<Open> &open, TextValue &result)
{
    TomlNode &top = node(open.back().node);
    if (m_scanner.peek() != (top.form == Form::Array ? ']' : '}'))
        return false;
    m_scanner.skip(1);
    top.value.range.end = m_scanner.at();
    result = top.value;
    open.pop_back();
    return true;
}

//! A value is complete: puts it where it belongs and goes to the next one, out of brackets that end here.
bool TomlBuilder::endItem(std::vector<Open> &open, TextValue &result, bool &goesOn)
{
    while (!open.empty()) {
        Open &top = open.back();
        const bool isArray = node(top.node).form == Form::Array;
        if (isArray)
            node(top.node).elements.push_back(result);
        else
            addValue(top.target, top.name, result);
        if (!skipInside(top))
            return false;
        if (m_scanner.peek() != ',') {
            if (!takeEnd(open, result))
                return m_scanner.report(TomlProblem::ExpectedComma, m_scanner.at());
            continue;
        }
        m_scanner.skip(1);
        if (!skipInside(top))
            return false;
        if (!isArray && m_scanner.peek() == '}')
            return m_scanner.report(TomlProblem::TrailingComma, m_scanner.at());
        if (!takeEnd(open, result))
            return beginItem(top);
    }
    goesOn = false;
    return true;
}

//! Up to a value inside brackets: over `a.b =` in a table.
bool TomlBuilder::beginItem(Open &top)
{
    if (node(top.node).form == Form::Array)
        return true;
    std::vector<TomlStep> steps;
    m_pairBegin = m_scanner.at();
    if (!takeKey(steps))
        return false;
    top.target = walk(top.node, steps, Form::InlineDotted);
    top.name = steps.back();
    return top.target >= 0;
}

//! `a.b =`
bool TomlBuilder::takeKey(std::vector<TomlStep> &steps)
{
    if (!m_scanner.key(steps))
        return false;
    if (m_scanner.peek() != '=')
        return m_scanner.report(TomlProblem::ExpectedEquals, m_scanner.at());
    m_scanner.skip(1);
    m_scanner.skipBlank();
    return true;
}

//! The table that the last of \a steps is to be put into, which must not have it yet; -1 if that is not allowed.
int TomlBuilder::walk(int table, const std::vector<TomlStep> &steps, Form form)
{
    for (size_t i = 0; i + 1 < steps.size() && table >= 0; ++i)
        table = intoDotted(table, steps[i], form);
    if (table >= 0 && member(table, steps.back().name)) {
        m_scanner.report(TomlProblem::DuplicateName, steps.back().range.begin);
        return -1;
    }
    return table;
}

int TomlBuilder::intoDotted(int parent, const TomlStep &step, Form form)
{
    const int section = int(m_tree->sections.size()) - 1;
    int table = -1;
    if (const TextMember *known = member(parent, step.name)) {
        table = known->value.node;
        const TomlProblem problem = dottedProblem(table, section, form);
        if (problem != TomlProblem::None) {
            m_scanner.report(problem, step.range.begin);
            return -1;
        }
        node(parent).repeats.push_back(step.range);
    } else {
        table = addMember(parent, step, form);
    }
    if (table >= 0 && form == Form::Dotted)
        node(table).dottedIn = section;
    return table;
}

//! Why a dotted key must not lead through \a table.
TomlProblem TomlBuilder::dottedProblem(int table, int section, Form form)
{
    if (table < 0)
        return TomlProblem::NotATable;
    const TomlNode &there = node(table);
    if (there.form == Form::Array || there.form == Form::Tables)
        return TomlProblem::NotATable;
    if (form == Form::InlineDotted)
        return there.form == form ? TomlProblem::None : TomlProblem::ClosedTable;
    if (there.form == Form::Inline || there.form == Form::InlineDotted)
        return TomlProblem::ClosedTable;
    const bool isOpen = there.section < 0 && (there.dottedIn < 0 || there.dottedIn == section);
    return isOpen ? TomlProblem::None : TomlProblem::TableTwice;
}

//! The table that a step of a header leads to.
int TomlBuilder::intoHeader(int parent, const TomlStep &step)
{
    const TextMember *known = member(parent, step.name);
    if (!known)
        return addMember(parent, step, Form::Table);
    const int there = known->value.node;
    const Form form = there < 0 ? Form::Array : node(there).form;
    if (form == Form::Array || form == Form::Inline || form == Form::InlineDotted) {
        m_scanner.report(form == Form::Array ? TomlProblem::NotATable : TomlProblem::ClosedTable,
                         step.range.begin);
        return -1;
    }
    node(parent).repeats.push_back(step.range);
    return form == Form::Tables ? node(there).elements.back().node : there;
}

int TomlBuilder::add(int parent, Form form, TextRange range)
{
    const int depth = parent < 0 ? 0 : node(parent).depth + 1;
    if (depth > m_limits.maxDepth) {
        m_scanner.report(TomlProblem::TooDeep, m_scanner.at() - 1);
        return -1;
    }
    TomlNode result;
    result.form = form;
    result.parent = parent;
    result.depth = depth;
    result.value = {typeOf(form), range, int(m_tree->nodes.size())};
    m_tree->nodes.push_back(std::move(result));
    return int(m_tree->nodes.size()) - 1;
}

int TomlBuilder::addMember(int parent, const TomlStep &step, Form form)
{
    const qsizetype begin = form == Form::InlineDotted ? m_pairBegin : m_begin;
    const int index = add(parent, form, {begin, begin});
    if (index >= 0)
        addValue(parent, step, node(index).value);
    return index;
}

void TomlBuilder::addValue(int table, const TomlStep &step, const TextValue &value)
{
    m_index.insert({table, step.name}, qsizetype(node(table).members.size()));
    node(table).members.push_back({step.name, step.range, value, -1});
    if (node(table).form == Form::InlineDotted)
        extend(table, value.range.end);
}

//! A table that is written in pieces ends where its last piece does.
void TomlBuilder::extend(int table, qsizetype end)
{
    for (; table > 0; table = node(table).parent) {
        const Form form = node(table).form;
        if (form == Form::Inline || form == Form::Array)
            return;
        node(table).value.range.end = qMax(node(table).value.range.end, end);
    }
}

const TextMember *TomlBuilder::member(int table, const QString &name)
{
    const auto found = m_index.constFind({table, name});
    return found == m_index.cend() ? nullptr : &node(table).members[size_t(*found)];
}

} // namespace Konstantly
