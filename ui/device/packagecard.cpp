// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/packagecard.h"

#include "models/base/plaintext.h"
#include "ui/device/packagechangesview.h"
#include "ui/dialogs/prompter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/managednote.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! The version that the service's documentation names.
constexpr auto AdvisedVersion = "0.2.0"_L1;

} // namespace

PackageCard::PackageCard(const ServerPackage &package, Prompter &prompter,
                         const QString &pinnedVersion, QWidget *parent)
    : QFrame(parent)
    , m_package(package)
    , m_prompter(prompter)
    , m_pinnedVersion(pinnedVersion)
{
    setObjectName(u"packageCard"_s);
    setProperty("kind", u"card"_s);
    m_title = makeLabel({}, Rank::Strong, this);
    m_title->setObjectName(u"packageTitle"_s);
    m_detail = makeWrappedLabel({}, Rank::Muted, this);
    m_detail->setObjectName(u"packageDetail"_s);
    m_integrity = makePill(this);
    m_integrity->setObjectName(u"packageIntegrity"_s);
    m_signature = makePill(this);
    m_change = makeButton({}, u"changePackage"_s, ButtonKind::Plain, this);

    m_details = buildDetails();
    m_chooser = buildChooser();
    m_running = buildProgress();
    m_changes = new PackageChangesView(this);
    m_changes->hide();
    m_failure = new Banner(this);
    m_failure->setObjectName(u"packageFailure"_s);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    top->addLayout(texts, 1);
    top->addWidget(m_integrity);
    top->addWidget(m_signature);
    top->addWidget(m_change);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 14, 16, 14);
    outer->setSpacing(10);
    outer->addLayout(top);
    outer->addWidget(m_details);
    outer->addWidget(m_chooser);
    outer->addWidget(m_running);
    outer->addWidget(m_changes);
    outer->addWidget(m_failure);
    connectButtons();
    showChooser(false);
    setBusy(false);
    showStatus(m_package.status());
}

PackageCard::~PackageCard()
{
    m_prepared.discard();
}

QWidget *PackageCard::buildDetails()
{
    auto *details = new QWidget(this);
    m_hash = makeLabel({}, Rank::Hint, details);
    m_hash->setObjectName(u"packageHash"_s);
    m_copy = makeButton(tr("Copy"), u"copyPackageHash"_s, ButtonKind::Link, details);
    m_copy->setAccessibleName(tr("Copy the checksum of the server package"));
    m_verify = makeButton(tr("Verify now"), u"verifyPackage"_s, ButtonKind::Plain, details);
    m_verify->setAccessibleName(tr("Verify every file of the server now"));
    auto *row = new QHBoxLayout(details);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_hash);
    row->addWidget(m_copy);
    row->addStretch(1);
    row->addWidget(m_verify);
    return details;
}

QWidget *PackageCard::buildChooser()
{
    auto *chooser = new QWidget(this);
    m_version = new QLineEdit(chooser);
    m_version->setObjectName(u"packageVersion"_s);
    m_version->setAccessibleName(tr("Version"));
    const bool isPinned = !m_pinnedVersion.isEmpty();
    m_version->setText(isPinned ? m_pinnedVersion : AdvisedVersion);
    m_version->setPlaceholderText(AdvisedVersion);
    m_version->setReadOnly(isPinned);
    m_version->setFixedWidth(120);
    m_install = makeButton(tr("Check"), u"installPackage"_s, ButtonKind::Primary, chooser);
    m_install->setAccessibleName(tr("Fetch and check this version"));
    m_file = makeButton(tr("From a file…"), u"installPackageFile"_s, ButtonKind::Plain, chooser);
    auto *column = new QVBoxLayout(chooser);
    column->setContentsMargins(0, 0, 0, 0);
    auto *choose = new QHBoxLayout;
    column->addLayout(choose);
    if (isPinned)
        column->addWidget(makeManagedNote(chooser));
    choose->addWidget(makeLabel(tr("Exact version"), Rank::Muted, chooser));
    choose->addWidget(m_version);
    choose->addWidget(m_install);
    choose->addWidget(m_file);
    choose->addStretch(1);
    return chooser;
}

QWidget *PackageCard::buildProgress()
{
    auto *running = new QWidget(this);
    auto *progress = new QProgressBar(running);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(tr("Installing"));
    m_line = new ElidedLabel(running);
    m_line->setProperty("rank", u"hint"_s);
    m_line->setObjectName(u"installLine"_s);
    m_cancel = makeButton(tr("Cancel"), u"cancelInstall"_s, ButtonKind::Plain, running);
    m_cancel->setAccessibleName(tr("Cancel the installation"));
    auto *bars = new QVBoxLayout;
    bars->addWidget(progress);
    bars->addWidget(m_line);
    auto *run = new QHBoxLayout(running);
    run->setContentsMargins(0, 0, 0, 0);
    run->addLayout(bars, 1);
    run->addWidget(m_cancel);
    return running;
}

void PackageCard::connectButtons()
{
    connect(m_change, &QPushButton::clicked, this, [this] { showChooser(m_chooser->isHidden()); });
    connect(m_version, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_install->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_version, &QLineEdit::returnPressed, m_install, &QPushButton::click);
    connect(m_install, &QPushButton::clicked, this,
            [this] { propose(m_version->text().trimmed()); });
    connect(m_file, &QPushButton::clicked, this, &PackageCard::chooseFile);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        delete m_run;
        m_run = nullptr;
        setBusy(false);
    });
    connect(m_verify, &QPushButton::clicked, this, &PackageCard::verify);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_hashText); });
    connect(m_changes, &PackageChangesView::accepted, this, &PackageCard::commit);
    connect(m_changes, &PackageChangesView::refused, this, &PackageCard::refuseChanges);
}

void PackageCard::refresh()
{
    const auto installed = m_package.status();
    if (!installed) {
        showStatus(installed);
        return;
    }
    m_package.verifyInBackground().then(
        this, [this](const Result<PackageStatus> &status) { showStatus(status); });
}

void PackageCard::verify()
{
    m_integrity->setText(tr("Checking…"));
    setTone(m_integrity, Tone::Neutral);
    refresh();
}

void PackageCard::showStatus(const Result<PackageStatus> &status)
{
    const bool isMissing = !status && status.error().code == ErrorCode::PackageMissing;
    if (status) {
        m_title->setText(tr("MCP server %1").arg(plainText(status->version)));
        m_detail->setText(tr("%1 · %n file(s) · installed %2", nullptr, status->files)
                              .arg(plainText(status->name),
                                   QLocale().toString(status->installedAt.toLocalTime().date(),
                                                      QLocale::ShortFormat)));
        m_hashText = status->integrity;
        // Enough to compare at a glance; the whole is a click away.
        m_hash->setText(tr("Checksum %1…").arg(plainText(status->integrity.left(23))));
        m_hash->setToolTip(plainToolTip(status->integrity));
        if (m_pinnedVersion.isEmpty())
            m_version->setText(plainText(status->version));
        m_integrity->setText(status->verified ? tr("Integrity verified") : tr("Checking…"));
        setTone(m_integrity, status->verified ? Tone::Ok : Tone::Neutral);
        const bool isSigned = status->signature == "verified"_L1;
        const bool isUnsigned = status->signature == "unsigned"_L1;
        m_signature->setText(isSigned     ? tr("Signature verified")
                             : isUnsigned ? tr("Unsigned")
                                          : tr("Signature: can't tell"));
        setTone(m_signature, isSigned ? Tone::Ok : isUnsigned ? Tone::Warn : Tone::Neutral);
        m_signature->setToolTip(
            plainToolTip(describeSignature(status->signature, status->signatureDetail)));
        m_summary = status->verified
                        ? tr("server %1, integrity verified").arg(plainText(status->version))
                        : tr("server %1").arg(plainText(status->version));
    } else {
        const ErrorText text = describe(status.error());
        m_title->setText(isMissing ? tr("MCP server: not installed")
                                   : tr("MCP server: not as installed"));
        m_detail->setText(isMissing
                              ? tr("AI tools need it to reach the workspace. It is installed once, "
                                   "with an exact version, and checked before each start.")
                              : text.message + u' ' + plainText(status.error().detail));
        m_integrity->setText(isMissing ? tr("Not installed") : tr("Not verified"));
        setTone(m_integrity, isMissing ? Tone::Warn : Tone::Bad);
        m_summary = isMissing ? tr("server not installed") : tr("server not verified");
    }
    m_signature->setVisible(status.has_value());
    m_details->setVisible(status.has_value());
    m_change->setText(status      ? tr("Change version…")
                      : isMissing ? tr("Install…")
                                  : tr("Reinstall…"));
    m_change->setAccessibleName(status      ? tr("Change the server's version…")
                                : isMissing ? tr("Install the server…")
                                            : tr("Install the server again…"));
    Q_EMIT summaryChanged();
}

void PackageCard::showChooser(bool isShown)
{
    m_chooser->setVisible(isShown);
    if (isShown)
        m_version->setFocus();
}

void PackageCard::chooseFile()
{
    m_prompter
        .chooseFile(window(), tr("Package of the MCP server"), tr("npm packages (*.tgz *.tar.gz)"))
        .then(this, [this](const QString &path) {
            if (!path.isEmpty())
                propose(path);
        });
}

void PackageCard::propose(const QString &versionOrTarball)
{
    if (m_run != nullptr)
        return;
    begin();
    m_package.prepare(versionOrTarball, progress(), m_run)
        .then(m_run, [this](const Result<PreparedPackage> &prepared) {
            end();
            if (prepared)
                showChanges(*prepared);
            else
                showFailure(prepared.error());
        });
}

void PackageCard::showChanges(const PreparedPackage &prepared)
{
    m_prepared = prepared;
    m_changes->setChanges(prepared.changes());
    m_changes->show();
    showChooser(false);
    m_change->setEnabled(false);
}

void PackageCard::refuseChanges()
{
    m_prepared.discard();
    m_changes->hide();
    m_change->setEnabled(true);
}

void PackageCard::commit(const QString &acceptedPublisher)
{
    m_changes->hide();
    begin();
    m_line->setText(tr("Putting it in place…"));
    m_cancel->setEnabled(false); // it takes a moment, and half of it would be nothing
    m_package.commit(m_prepared, acceptedPublisher)
        .then(m_run, [this](const Result<PackageStatus> &status) { takeInstalled(status); });
    m_prepared = {};
}

void PackageCard::install(const QString &versionOrTarball)
{
    if (m_run != nullptr)
        return;
    refuseChanges();
    begin();
    m_package.install(versionOrTarball, progress(), m_run)
        .then(m_run, [this](const Result<PackageStatus> &status) { takeInstalled(status); });
}

void PackageCard::takeInstalled(const Result<PackageStatus> &status)
{
    end();
    if (status)
        showChooser(false);
    else
        showFailure(status.error());
    refresh();
}

void PackageCard::begin()
{
    m_failure->hide();
    m_line->setText(tr("Starting…"));
    m_cancel->setEnabled(true);
    setBusy(true);
    m_run = new QObject(this);
}

void PackageCard::end()
{
    m_run->deleteLater();
    m_run = nullptr;
    setBusy(false);
}

void PackageCard::showFailure(const Error &error)
{
    const ErrorText text = describe(error);
    m_failure->show(Tone::Bad, text.message, text.hint);
}

ServerPackage::Progress PackageCard::progress()
{
    return [label = QPointer<QLabel>(m_line)](const QString &line) {
        if (label != nullptr)
            label->setText(plainText(line));
    };
}

void PackageCard::setBusy(bool isBusy)
{
    m_running->setVisible(isBusy);
    m_chooser->setEnabled(!isBusy);
    m_change->setEnabled(!isBusy);
    m_verify->setEnabled(!isBusy);
}

} // namespace Konstantly
