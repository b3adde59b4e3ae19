// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/usage/usagesourceline.h"

#include "models/keys/keytext.h"
#include "ui/widgets/controls.h"

#include <QLocale>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString sourceText(const UsageFeedStatus::Source &source, const QDateTime &now)
{
    const QDateTime read = QDateTime::fromMSecsSinceEpoch(source.readAt.count(), Qt::UTC);
    switch (source.source) {
    case UsageSource::Service:
        return UsageSourceLine::tr("the workspace's usage list, read %1").arg(agoText(read, now));
    case UsageSource::Audit:
        return UsageSourceLine::tr("the audit log (calls that change something), read %1")
            .arg(agoText(read, now));
    case UsageSource::Device:
        break;
    }
    return UsageSourceLine::tr("this device, live");
}

//! What a source does not tell, and why.
QString missingText(const UsageFeedStatus::Source &source)
{
    const ErrorText why = describe({*source.problem, {}, {}, {}});
    switch (source.source) {
    case UsageSource::Service:
        return UsageSourceLine::tr("The workspace's usage list can't be read: %1 Calls of other "
                                   "devices may be missing.")
            .arg(why.message);
    case UsageSource::Audit:
        return UsageSourceLine::tr("The audit log can't be read: %1").arg(why.message);
    case UsageSource::Device:
        break;
    }
    return UsageSourceLine::tr("The record of this device can't be read: %1").arg(why.message);
}

QString problemText(const Error &error)
{
    const ErrorText text = describe(error);
    return text.hint.isEmpty() ? text.message : text.message + u' ' + text.hint;
}

} // namespace

UsageSourceLine::UsageSourceLine(Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
{
    setAccessibleName(tr("Sources"));
    m_sources = makeWrappedLabel({}, Rank::Hint, this);
    m_sources->setObjectName(u"usageSources"_s);
    m_problem = makeWrappedLabel({}, Rank::Hint, this);
    m_problem->setObjectName(u"usageSourceProblem"_s);
    setTone(m_problem, Tone::Warn);
    m_progress = new QWidget(this);
    m_progressText = makeLabel({}, Rank::Hint, m_progress);
    m_progressText->setObjectName(u"syncProgress"_s);
    auto *bar = new QProgressBar(m_progress);
    bar->setRange(0, 0); // how many there will be nobody knows
    bar->setTextVisible(false);
    bar->setFixedWidth(120);
    bar->setAccessibleName(tr("Reading calls"));
    m_cancel = makeButton(tr("Cancel"), u"cancelSync"_s, ButtonKind::Link, m_progress);
    m_cancel->setAccessibleName(tr("Stop reading calls"));
    auto *row = new QHBoxLayout(m_progress);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(bar);
    row->addWidget(m_progressText);
    row->addWidget(m_cancel);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2, 0, 2, 0);
    column->setSpacing(3);
    column->addWidget(m_progress);
    column->addWidget(m_problem);
    column->addWidget(m_sources);
    connect(m_cancel, &QPushButton::clicked, this, &UsageSourceLine::cancelRequested);
    showStatus({});
}

void UsageSourceLine::showStatus(const UsageFeedStatus &status)
{
    QStringList sources;
    QStringList problems;
    for (const UsageFeedStatus::Source &source : status.sources) {
        if (source.readAt.count() > 0)
            sources.append(sourceText(source, m_clock()));
        if (source.problem && *source.problem != ErrorCode::Cancelled)
            problems.append(missingText(source));
        else if (source.isIncomplete)
            problems.append(tr("A limit was met although there was room left by these numbers: "
                               "calls are missing."));
    }
    const auto isTold = [&status](ErrorCode code) {
        return std::ranges::any_of(status.sources, [code](const UsageFeedStatus::Source &source) {
            return source.problem == code;
        });
    };
    if (status.syncProblem && !isTold(status.syncProblem->code))
        problems.append(problemText(*status.syncProblem));
    if (status.storeProblem)
        problems.append(problemText(*status.storeProblem));
    if (!status.keptAside.isEmpty())
        problems.append(tr("The history on this device was damaged and is read anew. The old file "
                           "is kept as %1.")
                            .arg(status.keptAside));
    QString text = sources.isEmpty() ? tr("No source has told of calls yet.")
                                     : tr("Numbers from: %1.").arg(sources.join(u"; "_s));
    if (status.ownCalls > 0)
        text += u' '
                + tr("This program used %n of your calls in the last 24 hours.", nullptr,
                     int(status.ownCalls));
    m_sources->setText(text);
    m_problem->setText(problems.join(u'\n'));
    m_problem->setHidden(problems.isEmpty());
    m_progress->setVisible(status.isSyncing);
    m_progressText->setText(status.syncedCalls > 0
                                ? tr("Reading calls: %n so far", nullptr, int(status.syncedCalls))
                                : tr("Reading calls…"));
}

QString UsageSourceLine::text() const
{
    return m_sources->text();
}

} // namespace Konstantly
