// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/tomlscan.h"

#include <QHash>

namespace Konstantly {

//! A table or an array.
struct TomlNode
{
    enum class Form {
        Table,        //!< by headers, its own or those of tables in it; the root
        Dotted,       //!< by dotted keys
        Inline,       //!< in braces
        InlineDotted, //!< by dotted keys inside braces
        Array,        //!< in brackets
        Tables        //!< by headers in double brackets
    };

    Form form = Form::Table;
    TextValue value;
    int parent = -1;
    int depth = 0;
    int section = -1;  //!< the one that its own header opens, -1 = none
    int dottedIn = -1; //!< the last section whose dotted keys lead through it, -1 = none
    std::vector<TextMember> members; //!< the ranges of tables and arrays in it are in their nodes
    std::vector<TextValue> elements;
    std::vector<TextRange> repeats; //!< further places that name a member
};

//! A header and the lines that belong to it. The first one has no header.
struct TomlSection
{
    TextRange header; //!< with its brackets; empty in the first one
    int node = 0;     //!< the table that its keys are in
};

//! A key and its value outside of braces.
struct TomlStatement
{
    TextRange key;     //!< all steps of a dotted key
    TextRange name;    //!< the last step
    qsizetype end = 0; //!< behind the value
    int section = 0;
    int node = 0; //!< the table that \a name is in
};

//! What is where in a TOML text. Tables that are written in several places are one node here.
struct TomlTree
{
    std::vector<TomlNode> nodes; //!< the first one is the root
    std::vector<TomlSection> sections;
    std::vector<TomlStatement> statements;

    [[nodiscard]] const TomlNode &node(const TextValue &value) const
    {
        return nodes[size_t(value.node)];
    }
    //! Whether \a node is \a outer or somewhere in it.
    [[nodiscard]] bool isInside(int node, int outer) const;
};

//! Reads a whole text without recursion, and refuses what TOML 1.0 refuses.
class TomlBuilder final
{
public:
    TomlBuilder(QByteArrayView text, TextLimits limits)
        : m_text(text)
        , m_limits(limits)
        , m_scanner(text)
    {}

    //! None as its problem when \a tree is complete.
    [[nodiscard]] TomlScanner::Finding build(TomlTree &tree);

private:
    struct Open // an array or table in brackets that is not closed yet
    {
        int node = -1;
        int target = -1; // the table that the next value goes into
        TomlStep name;
    };

    bool line();
    bool header();
    bool openTable(int parent, const TomlStep &step);
    bool openElement(int parent, const TomlStep &step);
    bool statement();
    bool value(int parent, TextValue &result);
    bool openBracket(int parent, std::vector<Open> &open);
    bool skipInside(const Open &top);
    bool takeEnd(std::vector<Open> &open, TextValue &result);
    bool beginItem(Open &top);
    bool endItem(std::vector<Open> &open, TextValue &result, bool &goesOn);
    bool takeKey(std::vector<TomlStep> &steps);
    int walk(int table, const std::vector<TomlStep> &steps, TomlNode::Form form);
    int intoDotted(int parent, const TomlStep &step, TomlNode::Form form);
    int intoHeader(int parent, const TomlStep &step);
    [[nodiscard]] TomlProblem dottedProblem(int table, int section, TomlNode::Form form);
    int add(int parent, TomlNode::Form form, TextRange range);
    int addMember(int parent, const TomlStep &step, TomlNode::Form form);
    void addValue(int table, const TomlStep &step, const TextValue &value);
    void extend(int table, qsizetype end);
    [[nodiscard]] const TextMember *member(int node, const QString &name);
    [[nodiscard]] TomlNode &node(int index) { return m_tree->nodes[size_t(index)]; }

    QByteArrayView m_text;
    TextLimits m_limits;
    TomlScanner m_scanner;
    TomlTree *m_tree = nullptr;
    QHash<std::pair<int, QString>, qsizetype> m_index; // (table, name) → which member
    qsizetype m_begin = 0;                             // of the line, without its blanks
    qsizetype m_pairBegin = 0;                         // of the key inside braces
};

} // namespace Konstantly
