// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/teststepsview.h"

#include "models/base/plaintext.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/flowlayout.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

// Not inside the function: lupdate would not see the context that Q_DECLARE_TR_FUNCTIONS gives.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TestStepsView)
};

} // namespace

QString testStepText(const QString &name)
{
    if (name == "workspace"_L1)
        return Texts::tr("Workspace found");
    if (name == "keychain"_L1)
        return Texts::tr("Key read from the keychain");
    if (name == "package"_L1)
        return Texts::tr("Server package verified");
    if (name == "start"_L1)
        return Texts::tr("Server started");
    if (name == "handshake"_L1)
        return Texts::tr("Handshake");
    if (name == "tools"_L1)
        return Texts::tr("Tools offered");
    return plainText(name);
}

TestStepsView::TestStepsView(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"testCard"_s);
    setProperty("kind", u"card"_s);
    m_title = makeLabel({}, Rank::Strong, this);
    m_title->setObjectName(u"testTitle"_s);
    m_close = makeButton({}, u"closeTest"_s, ButtonKind::Plain, this);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Test in progress"));
    m_body = new QWidget(this);
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_close);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 14, 16, 14);
    outer->setSpacing(10);
    outer->addLayout(top);
    outer->addWidget(m_progress);
    outer->addWidget(m_body);
    connect(m_close, &QPushButton::clicked, this, [this] {
        stop();
        hide();
    });
    hide();
}

void TestStepsView::start(const QString &toolName, const ServerTestRequest &request)
{
    stop();
    clear();
    m_toolName = toolName;
    m_title->setText(tr("Starting the server as %1 does…").arg(toolName));
    m_close->setText(tr("Cancel"));
    m_close->setAccessibleName(tr("Cancel the test"));
    m_progress->show();
    show();
    m_run = new QObject(this);
    testServer(request, m_run).then(m_run, [this](const Result<ServerTestReport> &report) {
        // Not at once: this runs inside the object that goes.
        m_run->deleteLater();
        m_run = nullptr;
        if (report)
            showReport(*report);
        else
            showFailure(report.error());
    });
}

void TestStepsView::stop()
{
    delete m_run;
    m_run = nullptr;
}

void TestStepsView::clear()
{
    qDeleteAll(m_body->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_progress->hide();
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close the test"));
}

void TestStepsView::addStep(const ServerTestStep &step)
{
    auto *line = new QWidget(m_body);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    QLabel *mark = makeLabel(step.ok ? u"✓"_s : u"✕"_s, Rank::Strong, line);
    mark->setAccessibleName(step.ok ? tr("passed") : tr("failed"));
    mark->setFixedWidth(14);
    setTone(mark, step.ok ? Tone::Ok : Tone::Bad);
    QLabel *name = makeLabel(testStepText(step.name), Rank::Body, line);
    name->setObjectName(u"testStep"_s);
    name->setMinimumWidth(fontMetrics().averageCharWidth() * 28);
    QLabel *time = makeLabel(tr("%L1 ms").arg(step.ms), Rank::Muted, line);
    time->setMinimumWidth(fontMetrics().averageCharWidth() * 9);
    time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QLabel *detail = makeWrappedLabel(plainText(step.detail, 500), Rank::Muted, line);
    detail->setObjectName(u"testDetail"_s);
    setTone(detail, step.ok ? Tone::Neutral : Tone::Bad);
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(time, 0, Qt::AlignTop);
    row->addSpacing(8);
    row->addWidget(detail, 1);
    m_column->addWidget(line);
    line->show();
}

void TestStepsView::showReport(const ServerTestReport &report)
{
    clear();
    qint64 total = 0;
    for (const ServerTestStep &step : report.steps) {
        addStep(step);
        total += step.ms;
    }
    const bool isGood = report.passed() && !report.isStandIn;
    m_title->setText(isGood ? tr("%1 works: ready after %L2 ms").arg(m_toolName).arg(total)
                            : tr("%1 does not work yet").arg(m_toolName));
    if (!report.tools.isEmpty() && isGood) {
        auto *tools = new QWidget(m_body);
        tools->setAccessibleName(tr("Tools offered"));
        auto *flow = new FlowLayout(tools, 6);
        for (const QString &name : report.tools) {
            QLabel *pill = makePill(tools);
            pill->setText(plainText(name, 60));
            flow->addWidget(pill);
        }
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        tools->setSizePolicy(policy);
        m_column->addSpacing(4);
        m_column->addWidget(tools);
        tools->show();
    }
    Q_EMIT finished(isGood);
}

void TestStepsView::showFailure(const Error &error)
{
    clear();
    const ErrorText text = describe(error);
    m_title->setText(tr("The test of %1 could not run").arg(m_toolName));
    QLabel *label = makeWrappedLabel(text.message + u' ' + text.hint, Rank::Body, m_body);
    setTone(label, Tone::Bad);
    m_column->addWidget(label);
    label->show();
    Q_EMIT finished(false);
}

} // namespace Konstantly
