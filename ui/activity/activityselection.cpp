// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/audit/auditfeed.h"
#include "models/audit/auditstore.h"
#include "models/audit/audittext.h"
#include "models/base/background.h"
#include "models/keys/keystore.h"
#include "ui/activity/activitydetails.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/activitysearchbar.h"
#include "ui/widgets/rowtable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

// The part of the page Activity that is about the events which are selected: their details, what can be copied, and the
// ways on from them.

using namespace Qt::StringLiterals;

namespace Konstantly {

void ActivityPage::keepSelection()
{
    m_keptCursors.clear();
    const QList<int> rows = m_table->selectedRows();
    // More is a selection of everything, which means other rows after another filter.
    if (rows.size() > 100)
        return;
    for (const int row : rows)
        m_keptCursors << model()->cursor(row);
}

void ActivityPage::restoreSelection()
{
    QItemSelection selection;
    for (const qint64 cursor : std::exchange(m_keptCursors, {})) {
        if (const int row = model()->rowOf(cursor); row >= 0)
            selection.select(model()->index(row, 0),
                             model()->index(row, AuditTableModel::ColumnCount - 1));
    }
    if (selection.isEmpty())
        return showSelection();
    m_table->selectionModel()->setCurrentIndex(selection.first().topLeft(),
                                               QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void ActivityPage::showSelection()
{
    const QList<int> rows = m_workspace ? m_table->selectedRows() : QList<int>();
    if (rows.size() == 1)
        showDetails(rows.first());
    else if (!rows.isEmpty())
        m_details->showSelection(int(rows.size()));
    if (rows.size() != 1) {
        m_shownRecord = {};
        m_shownCursor = -1;
    }
    m_details->setVisible(!rows.isEmpty());
    if (m_workspace)
        showSummary();
}

void ActivityPage::showDetails(int row)
{
    const qint64 cursor = model()->cursor(row);
    if (cursor == m_shownCursor)
        return;
    m_shownCursor = cursor;
    m_shownRecord = model()->record(row);
    const auto show = [this] {
        const QString &key = m_shownRecord.key;
        m_details->showRecord(m_shownRecord, key.isEmpty() ? QString() : model()->keyName(key),
                              !selectedKeyId().isEmpty());
    };
    show();
    // Its id is in the journal alone.
    whenFinished(m_workspace->audit.eventAt(model()->place(row), cursor), this,
                 [this, cursor, show](const Result<AuditRecord> &record) {
                     if (!record || cursor != m_shownCursor)
                         return;
                     m_shownRecord = *record;
                     show();
                 });
}

QString ActivityPage::selectedKeyId() const
{
    const QString &key = m_shownRecord.key;
    if (!m_workspace || key.isEmpty())
        return {};
    if (m_workspace->keys.find(key))
        return key;
    // What happened on this device tells the name.
    for (const Key &known : m_workspace->keys.keys()) {
        if (known.name == key)
            return known.id;
    }
    return {};
}

void ActivityPage::requestKey()
{
    if (const QString id = selectedKeyId(); !id.isEmpty())
        Q_EMIT keyRequested(id);
}

void ActivityPage::showOnlyThisKey()
{
    m_bar->showOnly(auditTextForKey(model()->keyName(m_shownRecord.key)));
}

void ActivityPage::showOnlyThisPerson()
{
    QString person = m_shownRecord.person;
    m_bar->showOnly(u"person:\"%1\""_s.arg(person.remove(u'"')));
}

void ActivityPage::copyAsJson()
{
    if (m_shownCursor < 0)
        return;
    const AuditFeedItem item{m_shownRecord, m_shownCursor, m_workspace->name,
                             m_shownRecord.key.isEmpty() ? QString()
                                                         : model()->keyName(m_shownRecord.key)};
    QGuiApplication::clipboard()->setText(QString::fromUtf8(toJsonLine(item)));
}

void ActivityPage::openMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, bool isEnabled, auto slot) {
        QAction *action = menu->addAction(text);
        action->setEnabled(isEnabled);
        connect(action, &QAction::triggered, this, slot);
    };
    const bool isOne = m_shownCursor >= 0;
    QAction *copy = menu->addAction(tr("Copy"));
    copy->setEnabled(!m_table->selectedRows().isEmpty());
    connect(copy, &QAction::triggered, m_table, &RowTable::copySelected);
    add(tr("Copy as JSON"), isOne, &ActivityPage::copyAsJson);
    menu->addSeparator();
    add(tr("Show key"), !selectedKeyId().isEmpty(), &ActivityPage::requestKey);
    add(tr("Only events of this key"), isOne && !m_shownRecord.key.isEmpty(),
        &ActivityPage::showOnlyThisKey);
    add(tr("Only events of this person"), isOne && !m_shownRecord.person.isEmpty(),
        &ActivityPage::showOnlyThisPerson);
    menu->addSeparator();
    m_table->fillColumnMenu(menu->addMenu(tr("Columns")));
    menu->popup(position);
}

} // namespace Konstantly
