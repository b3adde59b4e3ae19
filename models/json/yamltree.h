// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/structuredtext.h"

#include <QHash>

#include <yaml.h>

namespace Konstantly {

//! A value of a YAML text. An alias has no node of its own.
struct YamlNode
{
    TextValue value;
    QString text;                    //!< of a scalar, decoded
    std::vector<TextMember> members; //!< of a mapping
    std::vector<TextValue> elements; //!< of a sequence
    qint64 weight = 1; //!< how many values it stands for, aliases replaced by what they mean
    int height = 0;    //!< levels below it
    bool isScalar = false;
    bool isBlock = false; // a mapping or sequence without brackets
    bool isClosed = false;
};

struct YamlTree
{
    std::vector<YamlNode> nodes;
    TextValue root;

    [[nodiscard]] const YamlNode &node(const TextValue &value) const
    {
        return nodes[size_t(value.node)];
    }
};

//! Why a YAML text is refused although libyaml reads it.
enum class YamlProblem {
    None,
    Syntax,
    Encoding,
    Tab,
    TwoDocuments,
    NameNotScalar,
    Cycle,
    TooManyAliases,
    TooDeep
};

//! Turns libyaml's events into a YamlTree, with a stack of its own instead of recursion.
class YamlBuilder final
{
public:
    //! \a text is without its mark, which had \a markSize bytes.
    YamlBuilder(QByteArrayView text, qsizetype markSize, TextLimits limits);
    ~YamlBuilder();
    Q_DISABLE_COPY_MOVE(YamlBuilder)

    struct Finding
    {
        YamlProblem problem = YamlProblem::None;
        qsizetype offset = 0;
        const char *words = nullptr; //!< libyaml's, for Syntax; a literal
    };
    [[nodiscard]] Finding build(YamlTree &tree);

private:
    struct Open
    {
        int node = -1;
        bool hasName = false;
        QString name;
        TextRange key;
    };

    bool take(const yaml_event_t &event);
    bool open(const yaml_event_t &event, bool isMapping, const yaml_char_t *anchor, bool isBlock);
    bool close(const yaml_event_t &event);
    bool scalar(const yaml_event_t &event);
    bool alias(const yaml_event_t &event);
    bool deliver(int index);
    int add(TextType type, TextRange range, const yaml_char_t *anchor);
    bool report(YamlProblem problem, qsizetype offset);
    void reportParser();
    [[nodiscard]] qsizetype offset(const yaml_mark_t &mark) const;
    [[nodiscard]] qsizetype behindProperties(qsizetype begin, qsizetype end) const;
    [[nodiscard]] YamlNode &node(int index) { return m_tree->nodes[size_t(index)]; }

    QByteArrayView m_text;
    qsizetype m_markSize;
    TextLimits m_limits;
    yaml_parser_t m_parser{};
    std::vector<qsizetype> m_offsets; // of every character; empty when each is one byte
    YamlTree *m_tree = nullptr;
    std::vector<Open> m_open;
    QHash<QByteArray, int> m_anchors;
    qint64 m_aliased = 0;
    int m_documents = 0;
    Finding m_finding;
};

} // namespace Konstantly
