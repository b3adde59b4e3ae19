// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/connectworkspacedialog.h"

#include "models/base/redaction.h"
#include "models/keychain/secretstore.h"
#include "models/keys/namingrule.h"
#include "models/keys/pastedsetup.h"
#include "models/keys/workspaceconnector.h"
#include "models/konstantly/konstantlyclient.h"
#include "models/settings/certificatefile.h"
#include "models/settings/settings.h"
#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/prompter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"

#include <QLineEdit>
#include <QSysInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

ConnectWorkspaceDialog::ConnectWorkspaceDialog(const WindowParts &parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
{
    setObjectName(u"connectDialog"_s);
    QVBoxLayout *column = buildDialogFrame(
        this, tr("Connect a workspace"),
        tr("Or paste an install snippet: address and key are taken from it."), 560);
    m_form = new QWidget(this);
    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(12);
    addAddress(form);
    addKey(form);
    addDevice(form);
    column->addWidget(m_form);
    m_failure = new Banner(this);
    m_failure->setObjectName(u"connectFailure"_s);
    m_step = makeLabel({}, Rank::Hint, this);
    m_step->setObjectName(u"connectStep"_s);
    m_step->hide();
    column->addStretch(1);
    addBelowContent(column, m_failure);
    addBelowContent(column, m_step);

    QPushButton *demo = nullptr;
    if (m_parts.openDemo) {
        demo = makeButton(tr("Try the demo workspace"), u"openDemo"_s, ButtonKind::Link, this);
        connect(demo, &QPushButton::clicked, this, [this] { m_parts.openDemo(); });
    }
    m_cancel = makeButton(tr("Cancel"), u"cancel"_s, ButtonKind::Plain, this);
    m_connect = makeButton(tr("Connect"), u"connect"_s, ButtonKind::Primary, this);
    m_connect->setDefault(true);
    addDialogButtons(column, demo, {m_cancel, m_connect});
    connect(m_cancel, &QPushButton::clicked, this, &ConnectWorkspaceDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &ConnectWorkspaceDialog::start);
    connect(&m_parts.connector, &WorkspaceConnector::stepChanged, this,
            [this](WorkspaceConnector::Step step) {
                m_step->setText(step == WorkspaceConnector::Step::CheckingKey
                                    ? tr("Asking the workspace who the key belongs to…")
                                : step == WorkspaceConnector::Step::CheckingKeychain
                                    ? tr("Checking the keychain…")
                                    : tr("Storing the key in %1…").arg(m_backend));
            });
    askKeychain();
    readAddress();
    m_address->setFocus();
}

ConnectWorkspaceDialog::~ConnectWorkspaceDialog()
{
    // Qt's text field keeps what it shows until it is told otherwise.
    m_key->clear();
}

void ConnectWorkspaceDialog::addAddress(QVBoxLayout *column)
{
    m_address = new QLineEdit(m_form);
    m_address->setObjectName(u"workspaceAddress"_s);
    m_address->setAccessibleName(tr("Workspace address"));
    m_address->setPlaceholderText(tr("acme or acme.konstantly.com"));
    QVBoxLayout *box = addField(column, tr("Workspace"), m_address);
    m_addressHint = makeWrappedLabel({}, Rank::Hint, m_form);
    m_addressHint->setObjectName(u"addressHint"_s);
    box->addWidget(m_addressHint);
    m_confirmBox = new QWidget(m_form);
    auto *confirm = new QVBoxLayout(m_confirmBox);
    confirm->setContentsMargins(0, 6, 0, 0);
    m_confirmHost = new QLineEdit(m_confirmBox);
    m_confirmHost->setObjectName(u"confirmHost"_s);
    m_confirmHost->setAccessibleName(tr("Type the host to confirm"));
    addField(confirm,
             tr("It is not a konstantly.com address. Type the host to confirm that it is yours"),
             m_confirmHost);
    box->addWidget(m_confirmBox);
    connect(m_address, &QLineEdit::textChanged, this, &ConnectWorkspaceDialog::readAddress);
    connect(m_confirmHost, &QLineEdit::textChanged, this, &ConnectWorkspaceDialog::updateButtons);
}

void ConnectWorkspaceDialog::addKey(QVBoxLayout *column)
{
    m_key = new QLineEdit(m_form);
    m_key->setObjectName(u"workspaceKey"_s);
    m_key->setAccessibleName(tr("MCP key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData
                               | Qt::ImhNoAutoUppercase);
    m_key->setContextMenuPolicy(Qt::DefaultContextMenu);
    m_browser = makeButton(tr("Create one in the browser…"), u"createInBrowser"_s, ButtonKind::Link,
                           m_form);
    QVBoxLayout *box = addField(column, tr("MCP key"), m_key, m_browser);
    m_keyHint = makeWrappedLabel({}, Rank::Hint, m_form);
    m_keyHint->setObjectName(u"keyHint"_s);
    box->addWidget(m_keyHint);
    connect(m_key, &QLineEdit::textChanged, this, [this] {
        showKeyHint();
        updateButtons();
    });
    connect(m_browser, &QPushButton::clicked, this,
            [this] { m_parts.prompter.openInBrowser(consoleKeysPage(m_origin)); });
}

void ConnectWorkspaceDialog::addDevice(QVBoxLayout *column)
{
    m_device = new QLineEdit(m_form);
    m_device->setObjectName(u"deviceName"_s);
    m_device->setMaxLength(100);
    m_device->setText(
        suggestedDeviceName(qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME")),
                            QSysInfo::machineHostName()));
    addField(column, tr("Name of this device"), m_device);
    auto *row = new QHBoxLayout;
    m_authority = makeWrappedLabel({}, Rank::Hint, m_form);
    m_authority->setObjectName(u"authority"_s);
    m_authority->hide();
    m_chooseAuthority = makeButton(tr("Add a certificate authority…"), u"chooseAuthority"_s,
                                   ButtonKind::Link, m_form);
    m_chooseAuthority->hide(); // offered when the certificate was refused
    row->addWidget(m_authority, 1);
    row->addWidget(m_chooseAuthority);
    column->addLayout(row);
    connect(m_chooseAuthority, &QPushButton::clicked, this,
            &ConnectWorkspaceDialog::chooseAuthority);
    connect(m_device, &QLineEdit::textChanged, this, &ConnectWorkspaceDialog::updateButtons);
}

void ConnectWorkspaceDialog::readAddress()
{
    m_failure->hide();
    const QString text = m_address->text().trimmed();
    m_origin = {};
    if (text.isEmpty()) {
        const std::optional<QStringList> &hosts = m_parts.settings.policy().allowedHosts();
        m_addressHint->setText(
            hosts && !hosts->isEmpty()
                ? tr("The administrator of this device allows: %1").arg(hosts->join(u", "_s))
                : tr("The part before .konstantly.com, or your own host."));
        setTone(m_addressHint, Tone::Neutral);
    } else if (const auto setup = parsePastedSetup(text)) {
        m_origin = setup->origin;
        if (!setup->key.isEmpty()) {
            // A pasted snippet: move the key to where it is hidden, and out of this field and its undo.
            LiveSecrets::add(setup->key);
            m_key->setText(QString::fromLatin1(setup->key.reveal()));
            const QString address = m_origin.isValid() ? m_origin.toString() : QString();
            m_address->setText(address); // comes back here
            return;
        }
        showHost();
    } else {
        const ErrorText error = describe(setup.error());
        m_addressHint->setText(error.message + u' ' + error.hint);
        setTone(m_addressHint, Tone::Bad);
    }
    m_confirmBox->setVisible(needsHostTyped());
    m_browser->setEnabled(m_origin.isValid());
    updateButtons();
}

void ConnectWorkspaceDialog::showHost()
{
    if (!m_origin.isValid()) {
        m_addressHint->setText(tr("The snippet names no address: type it here."));
        setTone(m_addressHint, Tone::Warn);
        return;
    }
    if (const Result<> allowed = checkAllowed(); !allowed) {
        m_addressHint->setText(describe(allowed.error()).message);
        setTone(m_addressHint, Tone::Bad);
        return;
    }
    const QString promise
        = tr("%1 · the key will only ever be sent there").arg(m_origin.toString());
    const QString warning = m_origin.warning();
    m_addressHint->setText(warning.isEmpty() ? promise : promise + u'\n' + warning);
    setTone(m_addressHint, warning.isEmpty() && !needsHostTyped() ? Tone::Ok : Tone::Warn);
}

void ConnectWorkspaceDialog::showKeyHint()
{
    const QString keeps = m_backend.isEmpty() ? tr("Kept in the keychain, never in a file.")
                                              : tr("Kept in %1, never in a file.").arg(m_backend);
    QString text = keeps;
    Tone tone = Tone::Neutral;
    if (!m_key->text().isEmpty()) {
        const auto typed = keyFromInput(m_key->text());
        if (!typed) {
            text = describe(typed.error()).message;
            tone = Tone::Bad;
        } else if (!typed->warning.isEmpty()) {
            text = typed->warning;
            tone = Tone::Warn;
        }
    }
    m_keyHint->setText(text);
    setTone(m_keyHint, tone);
}

bool ConnectWorkspaceDialog::needsHostTyped() const
{
    return m_origin.isValid() && m_origin.kind() == Origin::Kind::Custom && checkAllowed();
}

//! What the administrator of this device says about the address; before a key is typed for nothing.
Result<> ConnectWorkspaceDialog::checkAllowed() const
{
    return m_parts.settings.policy().checkNewHost(m_origin.host());
}

void ConnectWorkspaceDialog::updateButtons()
{
    const bool isComplete = m_origin.isValid() && checkAllowed()
                            && !m_device->text().trimmed().isEmpty()
                            && (!needsHostTyped()
                                || confirmsHost(m_origin, m_confirmHost->text().trimmed()))
                            && keyFromInput(m_key->text()).has_value();
    m_connect->setEnabled(isComplete && !m_isBusy);
}

void ConnectWorkspaceDialog::askKeychain()
{
    showKeyHint();
    m_parts.secrets.status().then(this, [this](const KeychainStatus &status) {
        m_backend = status.backend;
        showKeyHint();
        const auto error = errorFor(status.state);
        // A locked one asks for its password when it is needed.
        if (error && status.state != KeychainState::Locked
            && status.state != KeychainState::Unknown) {
            const ErrorText text = describe(*error);
            m_failure->show(Tone::Warn, text.message, text.hint);
        }
    });
}

void ConnectWorkspaceDialog::chooseAuthority()
{
    m_parts.prompter
        .chooseFile(this, tr("Certificate authority"), tr("Certificates (*.pem *.crt *.cer)"))
        .then(this, [this](const QString &path) {
            if (path.isEmpty())
                return;
            const Result<QStringList> prints = certificateFingerprints(path);
            m_authority->show();
            if (!prints) {
                m_authority->setText(describe(prints.error()).message);
                setTone(m_authority, Tone::Bad);
                return;
            }
            m_caFile = path;
            m_authority->setText(tr("Trusted for this workspace alone: %1\nSHA-256 %2")
                                     .arg(path, prints->join(u'\n')));
            setTone(m_authority, Tone::Neutral);
            m_failure->hide();
        });
}

void ConnectWorkspaceDialog::start()
{
    auto typed = keyFromInput(m_key->text());
    if (!typed || !m_connect->isEnabled())
        return;
    ConnectRequest request;
    request.origin = m_origin;
    request.key = typed->key;
    request.confirmHost = m_confirmHost->text().trimmed();
    request.caFile = m_caFile;
    request.deviceName = m_device->text().trimmed();
    m_failure->hide();
    setBusy(true);
    m_parts.connector.add(request).then(this, [this](const Result<ConnectedWorkspace> &connection) {
        setBusy(false);
        if (!connection) {
            showFailure(connection.error());
            return;
        }
        m_key->clear();
        Q_EMIT connected(connection->workspace.name);
        accept();
    });
}

void ConnectWorkspaceDialog::showFailure(const Error &error)
{
    const ErrorText text = describe(error);
    m_failure->show(Tone::Bad, text.message, text.hint);
    if (error.code == ErrorCode::TlsRefused)
        m_chooseAuthority->show();
}

void ConnectWorkspaceDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_form->setEnabled(!isBusy);
    m_step->setVisible(isBusy);
    m_connect->setText(isBusy ? tr("Connecting…") : tr("Connect"));
    updateButtons();
}

void ConnectWorkspaceDialog::reject()
{
    m_key->clear();
    QDialog::reject();
}

} // namespace Konstantly
