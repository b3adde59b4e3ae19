// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/diffview.h"

#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {
constexpr int MostLines = 16;
} // namespace

DiffView::DiffView(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setObjectName(u"diff"_s);
    setAccessibleName(tr("What will change"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap); // the whole line is there, never cut (security C-8)
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(0);
    connect(&theme, &Theme::changed, this, &DiffView::colour);
}

void DiffView::showDiff(const QString &diff)
{
    // The two header lines name the file, which the card says already.
    QStringList lines = diff.split(u'\n');
    lines.removeIf([](const QString &line) {
        return line.startsWith("--- "_L1) || line.startsWith("+++ "_L1);
    });
    // "@@ -5,11 +5,9 @@" → "line 5".
    static const QRegularExpression hunk(u"^@@ -\\d+(?:,\\d+)? \\+(\\d+)"_s);
    for (QString &line : lines) {
        if (const auto match = hunk.match(line); match.hasMatch())
            line = tr("  … line %1").arg(match.captured(1));
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    setPlainText(lines.join(u'\n'));
    colour();
    const int rows = std::clamp(int(lines.size()), 1, MostLines);
    setFixedHeight(rows * fontMetrics().lineSpacing() + 2 * frameWidth()
                   + horizontalScrollBar()->sizeHint().height() + 4);
}

void DiffView::colour()
{
    const Tokens &tokens = m_theme.tokens();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        QTextCharFormat format;
        format.setForeground(line.startsWith(u'-')   ? tokens.bad
                             : line.startsWith(u'+') ? tokens.ok
                                                     : tokens.muted);
        QTextCursor cursor(block);
        cursor.select(QTextCursor::BlockUnderCursor);
        cursor.setCharFormat(format);
    }
}

} // namespace Konstantly
