// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/revocationview.h"

#include "models/base/plaintext.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keyrevoker.h"
#include "models/konstantly/konstantlyclient.h"
#include "ui/dialogs/prompter.h"
#include "ui/mainwindow/windowparts.h"
#include "ui/widgets/controls.h"

#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

RevocationView::RevocationView(const WindowParts &parts, const WorkspaceParts &workspace,
                               QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_workspace(workspace)
{
    m_progressText = makeLabel({}, Rank::Muted, this);
    m_progressText->setObjectName(u"revokeProgressText"_s);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Revoking keys"));
    m_browser = makeButton(tr("Open “MCP Keys” in the browser"), u"openConsole"_s, ButtonKind::Link,
                           this);
    m_browser->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_progressText);
    column->addWidget(m_progress);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(6);
    column->addLayout(m_lines);
    column->addWidget(m_browser);
    connect(m_browser, &QPushButton::clicked, this, [this] {
        m_parts.prompter.openInBrowser(consoleKeysPage(m_workspace.access.workspace().origin));
    });
    connect(&m_workspace.revoker, &KeyRevoker::progressed, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
        m_progressText->setText(done < total ? tr("Revoking %1 of %2…").arg(done + 1).arg(total)
                                             : tr("Asking the service for confirmation…"));
    });
}

void RevocationView::start(const QStringList &ids)
{
    m_isRunning = true;
    m_progress->setRange(0, 0);
    m_progressText->setText(tr("Revoking…"));
    m_workspace.revoker.revoke(ids).then(this, [this](const Result<RevokeReport> &report) {
        m_isRunning = false;
        m_progress->hide();
        m_progressText->hide();
        if (report)
            showReport(*report);
        else
            showFailure(report.error());
    });
}

void RevocationView::cancel()
{
    if (!m_isRunning)
        return;
    m_workspace.revoker.cancel();
    m_progressText->setText(tr("Stopping after this key…"));
}

void RevocationView::showReport(const RevokeReport &report)
{
    if (!report.revoked.isEmpty()) {
        addLine(tr("%n key(s) revoked, confirmed by the service. Whatever used them is refused "
                   "from now on.",
                   nullptr, int(report.revoked.size())),
                false);
    }
    if (report.revokedDeviceKey)
        addLine(
            tr("This device's key is gone: create a new one to keep the AI tools here working."),
            false);
    if (report.revokedConsoleKey)
        addLine(
            tr("This window's own key is gone too: connect the workspace again with another one."),
            false);
    for (const FailedRevocation &failure : report.failed) {
        const ErrorText text = describe(failure.error);
        addLine(tr("“%1” is not confirmed as revoked. %2 %3")
                    .arg(plainText(failure.name), text.message, text.hint),
                true);
        if (isManagementRefused(failure.error))
            m_browser->show();
    }
    if (!report.skipped.isEmpty())
        addLine(
            tr("%n key(s) left alone, because you stopped.", nullptr, int(report.skipped.size())),
            false);
    const bool isComplete = report.failed.isEmpty() && report.skipped.isEmpty();
    if (report.revokedDeviceKey || report.revokedConsoleKey) {
        m_workspace.revoker.cleanUp(report).then(this, [this](const Result<> &cleaned) {
            if (!cleaned)
                addLine(tr("The revoked key could not be removed from the keychain. It is of no "
                           "use to anybody any more. %1")
                            .arg(describe(cleaned.error()).message),
                        true);
        });
    }
    Q_EMIT finished(isComplete);
}

void RevocationView::showFailure(const Error &error)
{
    const ErrorText text = describe(error);
    addLine(tr("Nothing was revoked. %1 %2").arg(text.message, text.hint), true);
    // Works with a locked keychain and without our own access.
    m_browser->show();
    Q_EMIT finished(false);
}

void RevocationView::addLine(const QString &text, bool isProblem)
{
    QLabel *label = makeWrappedLabel(text, Rank::Body, this);
    label->setObjectName(isProblem ? u"revokeProblem"_s : u"revokeResult"_s);
    setTone(label, isProblem ? Tone::Bad : Tone::Neutral);
    m_lines->addWidget(label);
}

} // namespace Konstantly
