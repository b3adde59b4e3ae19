// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/lostdevicedialog.h"

#include "models/keys/consoleaccess.h"
#include "models/keys/keyfiltermodel.h"
#include "models/keys/keylistmodel.h"
#include "models/keys/keytext.h"
#include "models/konstantly/konstantlyclient.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/dialogs/revocationview.h"
#include "ui/dialogs/tickedkeysmodel.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/controls.h"

#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! A list where a click anywhere on a row ticks it.
class TickList final : public QListView
{
public:
    using QListView::QListView;

protected:
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override
    {
        // The view offers every release of the mouse here first; its own answer would toggle on the box alone.
        if (event != nullptr && event->type() == QEvent::MouseButtonRelease && index.isValid()) {
            const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
            return model()->setData(index, isTicked ? Qt::Unchecked : Qt::Checked,
                                    Qt::CheckStateRole);
        }
        return QListView::edit(index, trigger, event);
    }
};

} // namespace

LostDeviceDialog::LostDeviceDialog(Occasion occasion, const WindowParts &parts,
                                   const WorkspaceParts &workspace, KeyListModel &keys,
                                   QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_workspace(workspace)
{
    setObjectName(u"lostDeviceDialog"_s);
    const bool isOffboarding = occasion == Occasion::Offboarding;
    QVBoxLayout *column = buildDialogFrame(
        this, isOffboarding ? tr("Before somebody leaves") : tr("A device is lost or a key leaked"),
        isOffboarding ? tr(
            "Every call with a key acts for its owner. Revoke somebody's keys before their account "
            "is blocked, so that nothing they set up breaks by surprise.")
                      : tr("Tick what has to stop working. Revoking takes effect at once and can't "
                           "be undone."),
        560);
    m_question = new QWidget(this);
    auto *question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    question->setSpacing(8);
    if (isOffboarding)
        addPeople(question, keys);
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"findLostKey"_s);
    m_search->setAccessibleName(tr("Find a key"));
    m_search->setPlaceholderText(tr("Name, owner or prefix"));
    m_search->setClearButtonEnabled(true);
    if (auto *clear = m_search->findChild<QToolButton *>())
        clear->setAccessibleName(tr("Clear the search"));
    question->addWidget(m_search);
    m_filter = new KeyFilterModel(keys, this);
    m_filter->sort(0);
    m_keys = new TickedKeysModel(*m_filter, this);
    m_list = new TickList(this);
    m_list->setModel(m_keys);
    m_list->setObjectName(u"lostKeys"_s);
    m_list->setAccessibleName(tr("Keys that work now"));
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(3);
    m_list->setMinimumHeight(230);
    QSizePolicy policy = m_list->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_list->setSizePolicy(policy);
    QFrame *card = makeCard(this);
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(6, 6, 6, 6);
    inner->addWidget(m_list);
    question->addWidget(card, 1);
    column->addWidget(m_question, 1);
    m_run = new RevocationView(m_parts, m_workspace, this);
    m_run->hide();
    column->addWidget(m_run);

    QPushButton *browser = makeButton(tr("Do it in the browser…"), u"openConsole"_s,
                                      ButtonKind::Link, this);
    m_cancel = makeButton(tr("Cancel"), u"cancel"_s, ButtonKind::Plain, this);
    m_confirm = makeButton(tr("Revoke now"), u"confirm"_s, ButtonKind::Final, this);
    m_confirm->setAccessibleName(tr("Revoke the ticked keys"));
    addDialogButtons(column, browser, {m_cancel, m_confirm});
    connect(browser, &QPushButton::clicked, this, [this] {
        m_parts.prompter.openInBrowser(consoleKeysPage(m_workspace.access.workspace().origin));
    });
    connect(m_search, &QLineEdit::textChanged, m_filter, &KeyFilterModel::setText);
    connect(m_keys, &TickedKeysModel::ticksChanged, this, &LostDeviceDialog::updateButton);
    connect(m_cancel, &QPushButton::clicked, this, &LostDeviceDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &LostDeviceDialog::start);
    connect(m_run, &RevocationView::finished, this, [this](bool allRevoked) {
        changeDialogHeading(this, allRevoked ? tr("Revoked") : tr("Not everything is revoked"));
        m_cancel->setEnabled(true);
        m_cancel->setText(tr("Close"));
        m_cancel->setFocus();
    });
    updateButton();
    m_search->setFocus();
    if (isOffboarding) {
        m_search->hide(); // the person is the search
        m_people->setFocus();
        showPerson();
    }
}

void LostDeviceDialog::addPeople(QVBoxLayout *column, const KeyListModel &keys)
{
    struct Person
    {
        QString name;
        int keys = 0;
    };
    QMap<QString, Person> people; // by id
    for (int i = 0; i < keys.rowCount(); ++i) {
        const Key &key = keys.row(i).key;
        if (key.revokedAt || !key.owner)
            continue;
        Person &person = people[key.owner->id];
        person.name = ownerText(key);
        ++person.keys;
    }
    m_people = new ChoiceBox(this);
    m_people->setObjectName(u"leaver"_s);
    m_people->setAccessibleName(tr("Who leaves"));
    for (auto it = people.cbegin(); it != people.cend(); ++it)
        m_people->addItem(tr("%1 · %n key(s)", nullptr, it->keys).arg(it->name), it.key());
    m_people->model()->sort(0);
    m_people->setCurrentIndex(-1); // nobody's keys are a click away from being revoked by chance
    m_people->setPlaceholderText(tr("Choose a person"));
    addField(column, tr("Who leaves"), m_people);
    connect(m_people, &QComboBox::currentIndexChanged, this, &LostDeviceDialog::showPerson);
}

void LostDeviceDialog::showPerson()
{
    const bool isChosen = m_people->currentIndex() >= 0;
    m_list->setVisible(isChosen);
    if (!isChosen)
        return;
    m_filter->setOwner(m_people->currentData().toString());
    m_keys->tickShown();
}

void LostDeviceDialog::updateButton()
{
    const int count = int(m_keys->tickedIds().size());
    m_confirm->setEnabled(count > 0);
    m_confirm->setText(count > 0 ? tr("Revoke %n key(s) now", nullptr, count) : tr("Revoke now"));
}

void LostDeviceDialog::start()
{
    const QStringList ids = m_keys->tickedIds();
    m_question->hide();
    m_confirm->hide();
    m_run->show();
    m_cancel->setText(tr("Stop"));
    m_cancel->setEnabled(ids.size() > 1);
    m_run->start(ids);
    QMetaObject::invokeMethod(
        this, [this] { fitDialog(this); }, Qt::QueuedConnection);
}

void LostDeviceDialog::reject()
{
    if (m_run->isRunning())
        m_run->cancel();
    else
        QDialog::reject();
}

} // namespace Konstantly
