// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// What the page does about rotations: begins them, leads to those that are unfinished, saves when they are due.

#include "models/base/file.h"
#include "models/base/plaintext.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keyfiltermodel.h"
#include "models/keys/keylistmodel.h"
#include "models/keys/rotationcalendar.h"
#include "models/keys/rotationreminders.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/dialogs/rotatedialog.h"
#include "ui/keys/chipbar.h"
#include "ui/keys/keysearchbar.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/keytable.h"
#include "ui/widgets/banner.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

void KeysPage::showUnfinished()
{
    const QList<RotationEntry> pending = m_workspace ? m_workspace->rotation.pending().value_or(
                                             QList<RotationEntry>{})
                                                     : QList<RotationEntry>{};
    m_unfinished->setVisible(!pending.isEmpty());
    if (pending.isEmpty())
        return;
    const RotationEntry &entry = pending.constFirst();
    const QString name = plainText(entry.oldName, 60);
    if (entry.next == RotationStep::Overlap && !entry.isUndoing)
        m_unfinished->show(Tone::Neutral, tr("“%1” was rotated and is still kept.").arg(name),
                           tr("It is revoked when servers that run no longer use it."),
                           tr("Rotation…"));
    else
        m_unfinished->show(Tone::Warn, tr("The rotation of “%1” is not finished.").arg(name),
                           tr("The tools on this device go on working. Continue it, or go back."),
                           tr("Rotation…"));
}

void KeysPage::followReminders()
{
    if (!m_workspace)
        return;
    m_reminders = std::make_unique<RotationReminders>(m_workspace->keys, m_parts.settings,
                                                      QTimeZone::systemTimeZone(), m_parts.clock);
    connect(m_reminders.get(), &RotationReminders::reminded, this,
            [this](const RotationReminder &reminder) {
                Q_EMIT noticed(reminder.title, reminder.message);
            });
    m_reminders->look();
}

void KeysPage::showRotationDue()
{
    if (m_filter == nullptr)
        return;
    m_bar->clear();
    m_bar->chips()->choose(m_filter->count(KeyFilterModel::Chip::NeedsRotation) > 0
                               ? KeyFilterModel::Chip::NeedsRotation
                               : KeyFilterModel::Chip::All);
}

void KeysPage::openUnfinished()
{
    const QList<RotationEntry> pending = m_workspace->rotation.pending().value_or(
        QList<RotationEntry>{});
    if (!pending.isEmpty())
        openDialog(new RotateDialog(m_parts, *m_workspace, pending.constFirst(), window()));
}

void KeysPage::rotateSelected()
{
    const QStringList ids = m_table->selectedIds();
    const int row = ids.size() == 1 ? m_keys->rowOf(ids.first()) : -1;
    if (row < 0 || !m_keys->row(row).isOnThisDevice())
        return;
    // One that is being replaced, or has just taken another's place, leads to that rotation.
    for (const RotationEntry &entry :
         m_workspace->rotation.pending().value_or(QList<RotationEntry>{})) {
        if (entry.oldId == ids.first() || entry.newId == ids.first())
            return openDialog(new RotateDialog(m_parts, *m_workspace, entry, window()));
    }
    openDialog(new RotateDialog(m_parts, *m_workspace, m_keys->row(row), window()));
}

void KeysPage::saveCalendar()
{
    std::vector<KeyRow> rows;
    for (int i = 0; i < m_keys->rowCount(); ++i)
        rows.push_back(m_keys->row(i));
    const QByteArray calendar = rotationCalendar(rows, m_workspace->access.workspace().origin,
                                                 m_parts.clock());
    m_parts.prompter
        .chooseNewFile(window(), tr("Save the rotation calendar"), u"rotation.ics"_s,
                       tr("Calendars (*.ics)"))
        .then(this, [this, calendar](const QString &path) {
            if (path.isEmpty())
                return;
            const Result<> written = writePrivateFile(path, calendar);
            if (!written)
                m_parts.prompter.tell(window(), tr("The calendar was not saved"),
                                      describe(written.error()));
        });
}

} // namespace Konstantly
