// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/packagecard.h"

#include "models/base/plaintext.h"
#include "ui/dialogs/prompter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! The version that the service's documentation names.
constexpr auto AdvisedVersion = "0.2.0"_L1;

} // namespace

PackageCard::PackageCard(const ServerPackage &package, Prompter &prompter, QWidget *parent)
    : QFrame(parent)
    , m_package(package)
    , m_prompter(prompter)
{
    setObjectName(u"packageCard"_s);
    setProperty("kind", u"card"_s);
    m_title = makeLabel({}, Rank::Strong, this);
    m_title->setObjectName(u"packageTitle"_s);
    m_detail = makeWrappedLabel({}, Rank::Muted, this);
    m_integrity = makePill(this);
    m_integrity->setObjectName(u"packageIntegrity"_s);
    m_signature = makePill(this);
    m_change = makeButton({}, u"changePackage"_s, ButtonKind::Plain, this);

    m_chooser = new QWidget(this);
    m_version = new QLineEdit(m_chooser);
    m_version->setObjectName(u"packageVersion"_s);
    m_version->setAccessibleName(tr("Version"));
    m_version->setText(AdvisedVersion);
    m_version->setPlaceholderText(AdvisedVersion);
    m_version->setFixedWidth(120);
    m_install = makeButton(tr("Install"), u"installPackage"_s, ButtonKind::Primary, m_chooser);
    m_install->setAccessibleName(tr("Install this version"));
    m_file = makeButton(tr("From a file…"), u"installPackageFile"_s, ButtonKind::Plain, m_chooser);
    auto *choose = new QHBoxLayout(m_chooser);
    choose->setContentsMargins(0, 0, 0, 0);
    choose->addWidget(makeLabel(tr("Exact version"), Rank::Muted, m_chooser));
    choose->addWidget(m_version);
    choose->addWidget(m_install);
    choose->addWidget(m_file);
    choose->addStretch(1);

    m_running = new QWidget(this);
    auto *progress = new QProgressBar(m_running);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(tr("Installing"));
    auto *line = new ElidedLabel(m_running);
    line->setProperty("rank", u"hint"_s);
    m_line = line;
    m_line->setObjectName(u"installLine"_s);
    m_cancel = makeButton(tr("Cancel"), u"cancelInstall"_s, ButtonKind::Plain, m_running);
    m_cancel->setAccessibleName(tr("Cancel the installation"));
    auto *bars = new QVBoxLayout;
    bars->addWidget(progress);
    bars->addWidget(m_line);
    auto *run = new QHBoxLayout(m_running);
    run->setContentsMargins(0, 0, 0, 0);
    run->addLayout(bars, 1);
    run->addWidget(m_cancel);
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
    outer->addWidget(m_chooser);
    outer->addWidget(m_running);
    outer->addWidget(m_failure);
    connect(m_change, &QPushButton::clicked, this, [this] { showChooser(m_chooser->isHidden()); });
    connect(m_version, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_install->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_version, &QLineEdit::returnPressed, m_install, &QPushButton::click);
    connect(m_install, &QPushButton::clicked, this,
            [this] { install(m_version->text().trimmed()); });
    connect(m_file, &QPushButton::clicked, this, &PackageCard::chooseFile);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        delete m_run;
        m_run = nullptr;
        setBusy(false);
    });
    showChooser(false);
    setBusy(false);
    showStatus(m_package.status());
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

void PackageCard::showStatus(const Result<PackageStatus> &status)
{
    const bool isMissing = !status && status.error().code == ErrorCode::PackageMissing;
    if (status) {
        m_title->setText(tr("MCP server %1").arg(plainText(status->version)));
        m_detail->setText(tr("%1 · %n file(s) · installed %2", nullptr, status->files)
                              .arg(plainText(status->name),
                                   QLocale().toString(status->installedAt.toLocalTime().date(),
                                                      QLocale::ShortFormat)));
        m_detail->setToolTip(plainToolTip(status->integrity));
        m_integrity->setText(status->verified ? tr("Integrity verified") : tr("Checking…"));
        setTone(m_integrity, status->verified ? Tone::Ok : Tone::Neutral);
        const bool isSigned = status->signature == "verified"_L1;
        m_signature->setText(isSigned                             ? tr("Signature verified")
                             : status->signature == "unsigned"_L1 ? tr("Unsigned")
                                                                  : tr("Signature: can't tell"));
        setTone(m_signature, isSigned ? Tone::Ok : Tone::Neutral);
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
                              : text.message);
        m_integrity->setText(isMissing ? tr("Not installed") : tr("Not verified"));
        setTone(m_integrity, isMissing ? Tone::Warn : Tone::Bad);
        m_summary = isMissing ? tr("server not installed") : tr("server not verified");
    }
    m_signature->setVisible(status.has_value());
    m_change->setText(status ? tr("Change version…") : tr("Install…"));
    m_change->setAccessibleName(status ? tr("Change the server's version…")
                                       : tr("Install the server…"));
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
                install(path);
        });
}

void PackageCard::install(const QString &versionOrTarball)
{
    if (m_run != nullptr)
        return;
    m_failure->hide();
    m_line->setText(tr("Starting…"));
    setBusy(true);
    m_run = new QObject(this);
    const auto progress = [label = QPointer<QLabel>(m_line)](const QString &line) {
        if (label != nullptr)
            label->setText(plainText(line));
    };
    m_package.install(versionOrTarball, progress, m_run)
        .then(m_run, [this](const Result<PackageStatus> &status) {
            m_run->deleteLater();
            m_run = nullptr;
            setBusy(false);
            if (status) {
                showChooser(false);
            } else {
                const ErrorText text = describe(status.error());
                m_failure->show(Tone::Bad, text.message, text.hint);
            }
            refresh();
        });
}

void PackageCard::setBusy(bool isBusy)
{
    m_running->setVisible(isBusy);
    m_chooser->setEnabled(!isBusy);
    m_change->setEnabled(!isBusy);
}

} // namespace Konstantly
