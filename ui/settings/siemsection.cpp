// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/settings/siemsection.h"

#include "models/audit/siemsettings.h"
#include "models/audit/syslogforwarder.h"
#include "models/base/background.h"
#include "models/base/plaintext.h"
#include "models/settings/certificatefile.h"
#include "models/settings/settingkeys.h"
#include "ui/dialogs/prompter.h"
#include "ui/widgets/controls.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr std::chrono::seconds StatusPause{2};

QString momentText(const QDateTime &at)
{
    return QLocale().toString(at.toLocalTime(), QLocale::ShortFormat);
}

QHBoxLayout *addLine(QVBoxLayout *column)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    column->addLayout(line);
    return line;
}

} // namespace

SiemSection::SiemSection(Settings &settings, Prompter &prompter, AppPaths paths,
                         QString workspaceName, Clock clock, QWidget *parent)
    : SettingsSection(settings, tr("SIEM"), parent)
    , m_prompter(prompter)
    , m_paths(std::move(paths))
    , m_workspaceName(std::move(workspaceName))
    , m_clock(std::move(clock))
{
    setObjectName(u"siemSection"_s);
    column()->setSpacing(6);
    addTarget();
    addAuthority();
    addTest();
    lockIfManaged(column(), nullptr,
                  {SettingKeys::SiemTarget.name, SettingKeys::SiemCaFile.name,
                   SettingKeys::SiemEnabled.name});
    m_statusTimer.setInterval(StatusPause);
    connect(&m_statusTimer, &QTimer::timeout, this, &SiemSection::askStatus);
}

void SiemSection::takeFocus()
{
    (m_target->isEnabled() ? static_cast<QWidget *>(m_target) : m_test)->setFocus();
}

void SiemSection::addTarget()
{
    QCheckBox *enabled = makeSwitch(SettingKeys::SiemEnabled, tr("Send events to a SIEM"),
                                    u"siemEnabled"_s, this);
    column()->addWidget(enabled);
    m_target = new QLineEdit(settings().value(SettingKeys::SiemTarget), this);
    m_target->setObjectName(u"siemTarget"_s);
    m_target->setAccessibleName(tr("Address of the SIEM"));
    m_target->setPlaceholderText(u"syslog+tls://siem.acme.com:6514"_s);
    m_target->setEnabled(!settings().isLocked(SettingKeys::SiemTarget.name));
    column()->addWidget(m_target);
    m_targetProblem = makeWrappedLabel({}, Rank::Hint, this);
    m_targetProblem->setObjectName(u"siemTargetProblem"_s);
    m_targetProblem->hide();
    column()->addWidget(m_targetProblem);
    connect(enabled, &QCheckBox::toggled, this, &SiemSection::askStatus);
    m_target->installEventFilter(this);
    connect(m_target, &QLineEdit::editingFinished, this, &SiemSection::storeTarget);
    connect(m_target, &QLineEdit::textChanged, this, [this] {
        m_targetProblem->hide();
        m_testResult->hide();
        m_test->setEnabled(!m_target->text().trimmed().isEmpty());
    });
}

//! Return ends the editing, and not the dialog, where a problem would never be seen.
bool SiemSection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_target || event->type() != QEvent::KeyPress)
        return SettingsSection::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return false;
    storeTarget();
    return true;
}

void SiemSection::storeTarget()
{
    if (!m_target->isEnabled())
        return;
    const QString url = m_target->text().trimmed();
    const Result<SyslogTarget> target = SyslogTarget::fromUrl(url);
    if (!url.isEmpty() && !target)
        return say(m_targetProblem, describe(target.error()).message, true);
    m_targetProblem->hide();
    settings().setValue(SettingKeys::SiemTarget, url);
    askStatus();
}

void SiemSection::addAuthority()
{
    QHBoxLayout *line = addLine(column());
    m_authority = makeWrappedLabel({}, Rank::Body, this);
    m_authority->setObjectName(u"siemAuthority"_s);
    QPushButton *choose = makeButton(tr("Choose…"), u"siemChooseAuthority"_s, ButtonKind::Plain,
                                     this);
    choose->setAccessibleName(tr("Choose the certificate authority of the SIEM"));
    m_noAuthority = makeButton(tr("Use the system's"), u"siemNoAuthority"_s, ButtonKind::Link,
                               this);
    const bool isLocked = settings().isLocked(SettingKeys::SiemCaFile.name);
    choose->setEnabled(!isLocked);
    m_noAuthority->setEnabled(!isLocked);
    line->addWidget(m_authority, 1);
    line->addWidget(m_noAuthority);
    line->addWidget(choose);
    m_fingerprint = makeWrappedLabel({}, Rank::Hint, this);
    m_fingerprint->setObjectName(u"siemFingerprint"_s);
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse
                                           | Qt::TextSelectableByKeyboard);
    m_fingerprint->setFocusPolicy(Qt::StrongFocus);
    m_fingerprint->setAccessibleName(tr("Fingerprint of the SIEM's certificate authority"));
    column()->addWidget(m_fingerprint);
    connect(choose, &QPushButton::clicked, this, [this] {
        m_prompter
            .chooseFile(this, tr("Certificate authority of the SIEM"),
                        tr("Certificates (*.pem *.crt *.cer);;All files (*)"))
            .then(this, [this](const QString &path) {
                if (!path.isEmpty())
                    storeAuthority(path);
            });
    });
    connect(m_noAuthority, &QPushButton::clicked, this, [this] { storeAuthority({}); });
    showAuthority();
}

void SiemSection::storeAuthority(const QString &path)
{
    if (!path.isEmpty()) {
        if (const auto prints = certificateFingerprints(path); !prints) {
            const ErrorText text = describe(prints.error());
            return say(m_fingerprint, text.message, true);
        }
    }
    settings().setValue(SettingKeys::SiemCaFile, path);
    m_testResult->hide();
    showAuthority();
}

void SiemSection::showAuthority()
{
    const QString path = settings().value(SettingKeys::SiemCaFile);
    m_noAuthority->setVisible(!path.isEmpty());
    if (path.isEmpty()) {
        m_authority->setText(tr("Trusts the system's certificate authorities"));
        m_fingerprint->hide();
        return;
    }
    m_authority->setText(tr("Trusts %1").arg(plainText(withTilde(path, m_paths.home), 500)));
    const Result<QStringList> prints = certificateFingerprints(path);
    say(m_fingerprint,
        prints ? tr("SHA-256: %1").arg(prints->join(u'\n')) : describe(prints.error()).message,
        !prints);
}

void SiemSection::addTest()
{
    QHBoxLayout *line = addLine(column());
    m_status = makeWrappedLabel({}, Rank::Hint, this);
    m_status->setObjectName(u"siemStatus"_s);
    m_test = makeButton(tr("Send a test"), u"siemTest"_s, ButtonKind::Plain, this);
    m_test->setEnabled(!m_target->text().isEmpty());
    line->addWidget(m_status, 1);
    line->addWidget(m_test, 0, Qt::AlignTop);
    m_testResult = makeWrappedLabel({}, Rank::Hint, this);
    m_testResult->setObjectName(u"siemTestResult"_s);
    m_testResult->hide();
    column()->addWidget(m_testResult);
    connect(m_test, &QPushButton::clicked, this, &SiemSection::test);
}

void SiemSection::test()
{
    const Result<SyslogTarget> target = SyslogTarget::fromUrl(
        m_target->text().trimmed(), settings().value(SettingKeys::SiemCaFile));
    if (!target)
        return say(m_targetProblem, describe(target.error()).message, true);
    storeTarget();
    m_test->setEnabled(false);
    say(m_testResult, tr("Sending a test message to %1…").arg(target->host), false);
    whenFinished(SyslogForwarder::sendTest(*target, m_clock), this,
                 [this](const Result<> &result) { tested(result); });
}

void SiemSection::tested(const Result<> &result)
{
    m_test->setEnabled(true);
    if (result) {
        say(m_testResult, tr("The test message arrived."), false);
        setTone(m_testResult, Tone::Ok);
        return;
    }
    const ErrorText text = describe(result.error());
    say(m_testResult, u"%1 %2"_s.arg(text.message, text.hint).trimmed(), true);
}

void SiemSection::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askStatus();
    m_statusTimer.start();
}

void SiemSection::hideEvent(QHideEvent *event)
{
    m_statusTimer.stop();
    storeTarget(); // a click on Close leaves the cursor in the field
    QWidget::hideEvent(event);
}

void SiemSection::askStatus()
{
    const SiemSettings siem = SiemSettings::of(settings());
    const Result<SyslogTarget> target = siem.target();
    if (!siem.isOn() || !target || m_workspaceName.isEmpty()) {
        const bool isBad = siem.isOn() && !target;
        return say(m_status, isBad ? describe(target.error()).message : tr("Nothing is sent."),
                   isBad);
    }
    if (m_isAsking)
        return;
    m_isAsking = true;
    const auto work = [paths = m_paths, name = m_workspaceName, target = *target] {
        return readSiemStatus(paths, name, target);
    };
    whenFinished(inBackground<Result<SiemStatus>>(work), this,
                 [this](const Result<SiemStatus> &status) {
                     m_isAsking = false;
                     showStatus(status);
                 });
}

void SiemSection::showStatus(const Result<SiemStatus> &status)
{
    if (!SiemSettings::of(settings()).isOn())
        return;
    if (!status)
        return say(m_status, describe(status.error()).message, true);
    QStringList lines{status->state.deliveredAt.isValid()
                          ? tr("Last delivery: %1.").arg(momentText(status->state.deliveredAt))
                          : tr("Nothing was delivered yet.")};
    if (status->waiting > 0)
        lines << tr("%Ln event(s) wait.", nullptr, int(status->waiting));
    if (status->state.lost > 0)
        lines << tr("%Ln event(s) never arrive: they are damaged in this device's journal, or were "
                    "removed from it before their turn.",
                    nullptr, int(status->state.lost));
    if (const auto &error = status->state.lastError)
        lines << tr("The last try failed (%1): %2")
                     .arg(momentText(status->state.failedAt), describe(*error).message);
    say(m_status, lines.join(u' '), status->state.lastError.has_value());
}

void SiemSection::say(QLabel *label, const QString &text, bool isBad)
{
    label->setText(text);
    setTone(label, isBad ? Tone::Bad : Tone::Neutral);
    label->show();
}

} // namespace Konstantly
