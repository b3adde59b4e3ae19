// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// Which of its states the page is in, what it says about it, and what the button of each does.

#include "models/keys/consoleaccess.h"
#include "models/keys/keyfiltermodel.h"
#include "models/keys/keylistmodel.h"
#include "models/keys/keystore.h"
#include "models/keys/keytext.h"
#include "models/konstantly/konstantlyclient.h"
#include "ui/dialogs/prompter.h"
#include "ui/keys/chipbar.h"
#include "ui/keys/keysearchbar.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/keytable.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/stateview.h"

using namespace Qt::StringLiterals;

namespace Konstantly {

void KeysPage::showState()
{
    const bool isConnected = m_workspace.has_value();
    const KeyStore *keys = isConnected ? &m_workspace->keys : nullptr;
    const bool isLoading = keys != nullptr && keys->isLoading();
    const bool hasData = keys != nullptr && keys->fetchedAt().isValid();
    m_newKey->setEnabled(isConnected);
    for (QPushButton *link : {m_panic, m_offboarding, m_calendar}) {
        link->setVisible(isConnected);
        link->setEnabled(hasData);
    }
    m_bar->chips()->setCountsKnown(hasData);
    m_refresh->setVisible(isConnected);
    m_refresh->setEnabled(!isLoading);
    m_refresh->setText(isLoading ? tr("Refreshing…") : tr("Refresh"));
    m_bar->setVisible(isConnected);

    if (!isConnected) {
        m_action = StateAction::Connect;
        m_state->showEmpty(
            tr("No workspace yet"),
            tr("Connect one to see its keys and to protect the AI tools on this device."),
            tr("Connect a workspace…"));
    } else if (!hasData && isLoading) {
        m_action = StateAction::None;
        m_state->showLoading(tr("Loading keys…"));
    } else if (!hasData && keys->lastError()) {
        m_action = StateAction::Refresh;
        m_state->showFailed(describe(*keys->lastError()), tr("Try again"));
    } else if (!hasData) {
        m_action = StateAction::Refresh;
        m_state->showEmpty(tr("Not loaded yet"), {}, tr("Load keys"));
    } else if (m_keys->rowCount() == 0 && !keys->lastError()) {
        m_action = StateAction::NewKey;
        m_state->showEmpty(
            tr("No keys yet"),
            tr("Every device gets a key of its own, named after its owner and the device."),
            tr("New key…"));
    } else if (m_filter->rowCount() == 0 && m_keys->rowCount() > 0) {
        m_action = StateAction::ShowAll;
        m_state->showEmpty(tr("No key matches"),
                           tr("Nothing fits the search and the filter together."),
                           tr("Show all keys"));
    } else {
        showStale();
    }
    if (hasFocus() && m_state->state() == StateView::State::Filled)
        m_table->setFocus(); // the page took it while there was nothing to stand on
    showSummary();
}

void KeysPage::showStale()
{
    const KeyStore &keys = m_workspace->keys;
    if (keys.lastError()) {
        m_action = StateAction::Refresh;
        m_state->showFilledButFailed(tr("This list is from %1. Refreshing it failed.")
                                         .arg(agoText(keys.fetchedAt(), m_parts.clock())),
                                     describe(*keys.lastError()), tr("Try again"));
    } else if (keys.managementRefusal()) {
        m_action = StateAction::OpenBrowser;
        const QString source
            = keys.source() == KeySource::Audit ? tr(
                  "The service does not list keys to this one: the list comes from its audit log.")
              : keys.source() == KeySource::Local
                  ? tr("The service does not list keys to this one: only those on this device are "
                       "shown.")
                  : tr("The service does not let this key manage keys.");
        m_state->showFilledButFailed(source, describe(*keys.managementRefusal()),
                                     tr("Open in the browser"));
    } else {
        m_action = StateAction::None;
        m_state->showFilled();
    }
}

void KeysPage::showSummary()
{
    if (!m_workspace) {
        m_header->setSummary(tr("No workspace yet"));
        m_shown->setText({});
        Q_EMIT badgeChanged({});
        return;
    }
    const KeyStore &keys = m_workspace->keys;
    if (!keys.fetchedAt().isValid()) {
        m_header->setSummary(keys.isLoading() ? tr("Loading…") : tr("Not loaded"));
        m_shown->setText({});
        Q_EMIT badgeChanged({});
        return;
    }
    const int count = m_filter->count(KeyFilterModel::Chip::All);
    const int attention = m_keys->attentionCount();
    QStringList parts{tr("%n key(s)", nullptr, count)};
    parts.append(attention > 0 ? tr("%n need(s) attention", nullptr, attention)
                               : tr("nothing needs attention"));
    m_header->setSummary(parts.join(u" · "_s));
    const int selected = int(m_table->selectedIds().size());
    QStringList shown{tr("%n shown", nullptr, m_filter->rowCount())};
    if (selected > 0)
        shown.append(tr("%n selected", nullptr, selected));
    m_shown->setText(shown.join(u" · "_s));
    Q_EMIT badgeChanged({QString::number(count), Tone::Neutral, parts.join(u", "_s)});
}

void KeysPage::runStateAction()
{
    switch (m_action) {
    case StateAction::Connect:
        Q_EMIT connectRequested();
        break;
    case StateAction::Refresh:
        refresh();
        break;
    case StateAction::NewKey:
        createNew();
        break;
    case StateAction::ShowAll:
        m_bar->clear();
        m_bar->chips()->choose(KeyFilterModel::Chip::All);
        break;
    case StateAction::OpenBrowser:
        m_parts.prompter.openInBrowser(consoleKeysPage(m_workspace->access.workspace().origin));
        break;
    case StateAction::None:
        break;
    }
}

} // namespace Konstantly
