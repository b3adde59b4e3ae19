// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/newkeydialog.h"

#include "models/base/plaintext.h"
#include "models/device/devicelistmodel.h"
#include "models/keychain/secretstore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keycreator.h"
#include "models/keys/keyform.h"
#include "models/keys/keyrevoker.h"
#include "models/keys/keystatus.h"
#include "models/keys/keystore.h"
#include "models/keys/pastedsetup.h"
#include "models/konstantly/konstantlyclient.h"
#include "ui/device/toolsetup.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/guidedkeypane.h"
#include "ui/dialogs/newkeyshowndialog.h"
#include "ui/dialogs/prompter.h"
#include "ui/dialogs/rotationchoice.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/flowlayout.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int ReadOnly = 0;
constexpr int ReadAndWrite = 1;
constexpr int NoToolYet
    = 1000; // the chip that stands for "the tools of this device" when none is found

} // namespace

NewKeyDialog::NewKeyDialog(const WindowParts &parts, const WorkspaceParts &workspace,
                           QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_workspace(workspace)
{
    setObjectName(u"newKeyDialog"_s);
    const Workspace record = workspace.access.workspace();
    m_form = std::make_unique<KeyForm>(workspace.keys.activeNames(), record.userName,
                                       record.deviceName);
    m_form->setRules(keyRules(m_parts.settings));
    QVBoxLayout *column = buildDialogFrame(this, tr("New key"), {}, 560);
    m_fields = new QWidget(this);
    auto *fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(12);
    addName(fields);
    addScopes(fields);
    addField(fields, tr("Rotate every"), new RotationChoice(*m_form, m_fields));
    addTools(fields);
    column->addWidget(m_fields);
    m_guide = new GuidedKeyPane(m_parts.prompter, record.origin, this);
    column->addWidget(m_guide);
    connect(m_guide, &GuidedKeyPane::changed, this, &NewKeyDialog::showForm);
    m_failure = new Banner(this);
    m_failure->setObjectName(u"newKeyFailure"_s);
    m_step = makeLabel({}, Rank::Hint, this);
    m_step->setObjectName(u"newKeyStep"_s);
    m_step->hide();
    column->addStretch(1);
    addBelowContent(column, m_failure);
    addBelowContent(column, m_step);
    m_cancel = makeButton(tr("Cancel"), u"cancel"_s, ButtonKind::Plain, this);
    m_create = makeButton({}, u"create"_s, ButtonKind::Primary, this);
    m_create->setDefault(true);
    addDialogButtons(column, nullptr, {m_cancel, m_create});
    connect(m_cancel, &QPushButton::clicked, this, &NewKeyDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &NewKeyDialog::start);
    connect(m_form.get(), &KeyForm::changed, this, &NewKeyDialog::showForm);
    connect(&workspace.creator, &KeyCreator::stepChanged, this, [this](KeyCreator::Step step) {
        m_step->setText(step == KeyCreator::Step::CheckingKeychain
                            ? tr("Checking that the keychain can hold it…")
                        : step == KeyCreator::Step::Creating ? tr("Creating the key…")
                        : step == KeyCreator::Step::Storing ? tr("Storing it in %1…").arg(m_backend)
                        : step == KeyCreator::Step::LookingForOrphan
                            ? tr("The answer was lost. Looking at the list of keys…")
                            : QString());
    });

    // A device without a key of its own gets one now, unless the user thinks otherwise.
    if (record.deviceSlot.isEmpty()) {
        for (int i = 0; i < int(m_toolIds.size()); ++i) {
            const auto tool = m_parts.device.find(m_toolIds[i]);
            // One that serves another workspace goes on doing so, unless it is asked to change.
            if (tool && tool->state != ToolState::OtherWorkspace)
                m_tools->setChosen(i);
        }
        if (m_toolIds.isEmpty())
            m_tools->setChosen(NoToolYet);
        m_name->setText(m_form->suggestions().value(0));
        m_name->selectAll();
    }
    setGuided(workspace.keys.managementRefusal().has_value());
    askKeychain();
    m_name->setFocus();
}

NewKeyDialog::~NewKeyDialog() = default;

void NewKeyDialog::addName(QVBoxLayout *column)
{
    m_name = new QLineEdit(m_fields);
    m_name->setObjectName(u"keyName"_s);
    m_name->setAccessibleName(tr("Key name"));
    m_name->setPlaceholderText(tr("owner-device, such as alex-laptop"));
    m_name->setMaxLength(255);
    QVBoxLayout *box = addField(column, tr("Name"), m_name);
    m_nameHint = makeWrappedLabel({}, Rank::Hint, m_fields);
    m_nameHint->setObjectName(u"nameHint"_s);
    box->addWidget(m_nameHint);
    m_suggestions = new QWidget(m_fields);
    (void) new FlowLayout(m_suggestions, 10);
    box->addWidget(m_suggestions);
    connect(m_name, &QLineEdit::textChanged, m_form.get(), &KeyForm::setName);
}

void NewKeyDialog::addScopes(QVBoxLayout *column)
{
    m_scopes = new ChoiceRow(tr("It may"), ChoiceRow::Mode::One, m_fields);
    m_scopes->addChoice(ReadOnly, tr("Read"), u"scopeRead"_s);
    m_scopes->addChoice(ReadAndWrite, tr("Read and write"), u"scopeWrite"_s);
    m_scopes->setChosen(ReadOnly);
    QVBoxLayout *box = addField(column, tr("It may"), m_scopes);
    box->addWidget(
        makeWrappedLabel(tr("Scopes never grow: a key that reads needs a successor to write."),
                         Rank::Hint, m_fields));
    connect(m_scopes, &ChoiceRow::toggled, this, [this](int id, bool isChosen) {
        if (isChosen)
            m_form->setCanWrite(id == ReadAndWrite);
    });
}

void NewKeyDialog::addTools(QVBoxLayout *column)
{
    m_tools = new ChoiceRow(tr("Use it on this device"), ChoiceRow::Mode::Several, m_fields);
    for (const ToolStatus &status : m_parts.device.tools()) {
        if (status.state == ToolState::Absent || status.state == ToolState::Unreadable
            || !status.tool.isEditable())
            continue;
        m_tools->addChoice(int(m_toolIds.size()), status.tool.name, u"tool_"_s + status.tool.id);
        m_toolIds.append(status.tool.id);
    }
    if (m_toolIds.isEmpty())
        m_tools->addChoice(NoToolYet, tr("AI tools on this device"), u"tool_any"_s);
    QVBoxLayout *box = addField(column, tr("Use it on this device"), m_tools);
    // A line's room until the keychain answers: a dialog that grows while it opens jumps.
    m_toolsHint = makeWrappedLabel(u" "_s, Rank::Hint, m_fields);
    box->addWidget(m_toolsHint);
    connect(m_tools, &ChoiceRow::toggled, this, [this] {
        m_form->setToolIds(chosenTools());
        m_form->setForThisDevice(m_tools->isChosen(NoToolYet));
        showForm();
    });
}

void NewKeyDialog::setGuided(bool isGuided)
{
    m_isGuided = isGuided;
    m_guide->setVisible(isGuided);
    showForm();
}

void NewKeyDialog::askKeychain()
{
    m_parts.secrets.status().then(this, [this](const KeychainStatus &status) {
        m_backend = status.backend;
        m_toolsHint->setText(
            tr("Stored in %1; the tools get an entry without the key.").arg(m_backend));
        const auto error = errorFor(status.state);
        if (error && status.state != KeychainState::Locked
            && status.state != KeychainState::Unknown)
            showFailure(*error);
    });
}

QStringList NewKeyDialog::chosenTools() const
{
    QStringList ids;
    for (qsizetype i = 0; i < m_toolIds.size(); ++i) {
        if (m_tools->isChosen(int(i)))
            ids.append(m_toolIds[i]);
    }
    return ids;
}

void NewKeyDialog::showForm()
{
    const QString advice = m_form->nameMessage();
    const QString blocking = m_form->name().isEmpty() ? QString() : m_form->blockingMessage();
    if (!blocking.isEmpty()) {
        m_nameHint->setText(blocking);
        setTone(m_nameHint, Tone::Bad);
    } else if (m_form->name().isEmpty()) {
        m_nameHint->setText(tr("Whose key it is and where it is used."));
        setTone(m_nameHint, Tone::Neutral);
    } else {
        m_nameHint->setText(advice.isEmpty() ? tr("Good: tells whose device it is.") : advice);
        setTone(m_nameHint, advice.isEmpty() ? Tone::Ok : Tone::Warn);
    }
    showSuggestions();
    m_create->setText(m_isBusy                  ? tr("Creating…")
                      : m_isGuided              ? tr("Store it")
                      : chosenTools().isEmpty() ? tr("Create key")
                                                : tr("Create and set up"));
    const bool hasKey = !m_isGuided || keyFromInput(m_guide->text()).has_value();
    m_create->setEnabled(m_form->isComplete() && hasKey && !m_isBusy);
}

void NewKeyDialog::showSuggestions()
{
    QStringList names = m_form->suggestions();
    names.removeAll(m_form->trimmedName());
    const bool isGood = m_form->isComplete() && m_form->nameMessage().isEmpty();
    if (isGood)
        names.clear();
    if (m_suggestions->property("names").toStringList() == names)
        return;
    m_suggestions->setProperty("names", names);
    qDeleteAll(m_suggestions->findChildren<QPushButton *>());
    for (const QString &name : names) {
        QPushButton *button = makeButton(withoutMnemonics(name), u"suggestion"_s, ButtonKind::Link,
                                         m_suggestions);
        button->setAccessibleName(tr("Use the name %1").arg(name));
        m_suggestions->layout()->addWidget(button);
        button->show();
        connect(button, &QPushButton::clicked, this, [this, name] {
            m_name->setText(name);
            m_name->setFocus();
        });
    }
    m_suggestions->setVisible(!names.isEmpty());
}

void NewKeyDialog::start()
{
    if (!m_create->isEnabled())
        return;
    CreateKeyRequest request;
    request.name = m_form->trimmedName();
    request.scopes = m_form->scopes();
    request.useHere = m_form->isForThisDevice();
    request.rotationDays = m_form->ownRotationDays();
    m_failure->hide();
    setBusy(true);
    QFuture<Result<StoredKey>> job;
    if (m_isGuided) {
        const auto typed = keyFromInput(m_guide->text());
        job = m_workspace.creator.adopt(typed->key, request);
    } else {
        job = m_workspace.creator.create(request);
    }
    job.then(this, [this](const Result<StoredKey> &stored) {
        if (stored) {
            m_guide->clear();
            Q_EMIT created(stored->key.id);
            setUpTools(*stored);
            return;
        }
        setBusy(false);
        showFailure(stored.error());
    });
}

void NewKeyDialog::showFailure(const Error &error)
{
    const ErrorText text = describe(error);
    m_failure->show(Tone::Bad, text.message, text.hint);
    if (const auto unstored = m_workspace.creator.unstored()) {
        // It exists on the service and nowhere else: the user gets it, or it is lost.
        StoredKey shown;
        shown.key = unstored->key;
        shown.secret = unstored->secret;
        Q_EMIT created(unstored->key.id);
        showKey(shown, nullptr);
    } else if (m_workspace.creator.orphan()) {
        showOrphan();
    } else if (isManagementRefused(error)) {
        setGuided(true);
    }
}

void NewKeyDialog::showOrphan()
{
    const Key key = m_workspace.creator.orphan()->key;
    m_failure->show(
        Tone::Bad,
        tr("The service made “%1”, but its answer with the key was lost.").arg(plainText(key.name)),
        tr("Nobody has that key. Revoke it, then create another one."), tr("Revoke it"));
    connect(
        m_failure, &Banner::actionTriggered, this,
        [this, id = key.id] {
            m_failure->hide();
            m_workspace.revoker.revoke({id}).then(this, [this](const Result<RevokeReport> &report) {
                const bool isGone = report && report->failed.isEmpty();
                if (isGone)
                    m_failure->show(Tone::Ok, tr("The lost key is revoked."),
                                    tr("You can create another one now."));
                else
                    showFailure(report ? report->failed.first().error : report.error());
            });
        },
        Qt::SingleShotConnection);
}

void NewKeyDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_fields->setEnabled(!isBusy);
    m_guide->setEnabled(!isBusy);
    m_cancel->setEnabled(!isBusy);
    m_step->setVisible(isBusy);
    showForm();
}

void NewKeyDialog::setUpTools(const StoredKey &stored)
{
    auto *setUp = new ToolSetUp(m_parts.protection, m_parts.device, this);
    connect(setUp, &ToolSetUp::progressed, this,
            [this](const QString &tool) { m_step->setText(tr("Setting up %1…").arg(tool)); });
    connect(setUp, &ToolSetUp::finished, this, [this, setUp, stored] { showKey(stored, setUp); });
    setUp->run(chosenTools(), m_workspace.name);
}

void NewKeyDialog::showKey(const StoredKey &stored, const ToolSetUp *setUp)
{
    NewKeyShownDialog::Contents contents;
    contents.workspace = m_workspace.name;
    contents.name = stored.key.name;
    contents.secret = stored.secret;
    contents.isStored = stored.isDeviceKey;
    contents.keychain = m_backend;
    if (setUp != nullptr) {
        contents.results = setUp->results();
        contents.problems = setUp->problems();
    }
    if (!m_workspace.creator.unstored())
        m_failure->hide();
    else
        contents.problems.append(
            tr("It could not be stored in the keychain: copy it now, or revoke it."));
    // The window is its parent: this dialog goes.
    openDialog(new NewKeyShownDialog(m_parts, contents, parentWidget()));
    m_isBusy = false;
    accept();
}

void NewKeyDialog::reject()
{
    // A key being made can't be unmade by closing a window: the dialog stays until it is known what came of it.
    if (!m_isBusy)
        QDialog::reject();
}

} // namespace Konstantly
