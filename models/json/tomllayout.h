// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/tomltext.h"
#include "models/json/tomltree.h"

namespace Konstantly {

//! How a value is written. Inside tomledit.h's doors only.
struct TomlLayout
{
    QByteArray equals = " = "; //!< between name and value
    QByteArray comma = ", ";
    QByteArray pad = " "; //!< inside braces
};

//! \a draft on one line.
[[nodiscard]] QByteArray renderToml(const TextDraft &draft, const TomlLayout &layout = {});
//! `name = value`
[[nodiscard]] QByteArray renderTomlPair(const QString &name, const TextDraft &draft,
                                        const TomlLayout &layout = {});
//! `[a.b]` and the members of \a draft, a line each, without the last line end.
[[nodiscard]] QByteArray renderTomlTable(const QStringList &path, const TextDraft &draft,
                                         const QByteArray &newLine);

//! The lines of a text, and what stands on them.
class TomlStyle final
{
public:
    explicit TomlStyle(const TomlText &text)
        : m_text(text)
        , m_bytes(text.bytes())
        , m_first(text.root().range.begin)
    {}

    //! Where the text behind the mark begins.
    [[nodiscard]] qsizetype first() const { return m_first; }
    [[nodiscard]] qsizetype lineBegin(qsizetype offset) const;
    //! Behind the line end of the line that \a offset is on.
    [[nodiscard]] qsizetype nextLine(qsizetype offset) const;
    //! Whether the line that begins at \a begin has nothing but blanks on it; the end of the text is no line.
    [[nodiscard]] bool isBlankLine(qsizetype begin) const;
    //! Whether the line before the one that begins at \a begin is a blank one.
    [[nodiscard]] bool isBehindBlankLine(qsizetype begin) const;
    //! Whether the line that begins at \a begin is a comment.
    [[nodiscard]] bool startsComment(qsizetype begin) const;
    //! Whether \a offset is behind a line end, or at the beginning of the text.
    [[nodiscard]] bool isLineBegin(qsizetype offset) const;
    //! The line end before \a offset, else the first one in the text, else \n.
    [[nodiscard]] QByteArray newLineBefore(qsizetype offset) const;
    //! Whether tables are set off by blank lines: they are unless there are some and none is.
    [[nodiscard]] bool separatesTables() const;

    //! Behind the last line of a section.
    [[nodiscard]] qsizetype sectionEnd(size_t section) const;
    //! The last section of \a table or of tables in it, nothing when there is none.
    [[nodiscard]] std::optional<size_t> lastSection(int table) const;
    //! The last statement in \a section, null when there is none.
    [[nodiscard]] const TomlStatement *lastStatement(size_t section) const;
    [[nodiscard]] bool hasOneStatement(size_t section) const;
    //! The last statement that leads into \a table from outside by a dotted key, null when there is none.
    [[nodiscard]] const TomlStatement *lastDotted(int table) const;
    //! `=` with the blanks around it, as it stands behind \a name.
    [[nodiscard]] QByteArray equalsBehind(qsizetype name) const;
    //! The blanks around what stands in the braces of \a table, which has members.
    [[nodiscard]] TomlLayout layoutInside(const TextValue &table) const;

    //! The first byte from \a offset on that is neither space nor tab.
    [[nodiscard]] qsizetype skipBlank(qsizetype offset) const;
    //! Behind the last byte before \a offset that is neither space nor tab.
    [[nodiscard]] qsizetype skipBlankBack(qsizetype offset) const;

private:
    const TomlText &m_text;
    const QByteArray &m_bytes;
    qsizetype m_first;
};

} // namespace Konstantly
