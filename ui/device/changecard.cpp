// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/changecard.h"

#include "models/base/plaintext.h"
#include "ui/device/diffview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"

#include <QClipboard>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

ChangeCard::ChangeCard(const Theme &theme, QString home, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_home(std::move(home))
{
    setObjectName(u"changeCard"_s);
    setProperty("kind", u"card"_s);
    m_title = makeWrappedLabel({}, Rank::Strong, this);
    m_title->setObjectName(u"changeTitle"_s);
    m_cancel = makeButton(tr("Not now"), u"cancelChange"_s, ButtonKind::Plain, this);
    m_apply = makeButton(tr("Apply"), u"applyChange"_s, ButtonKind::Primary, this);
    m_undo = makeButton(tr("Undo last change"), u"undoChange"_s, ButtonKind::Plain, this);
    m_banner = new Banner(this);
    m_banner->setObjectName(u"changeBanner"_s);
    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_title, 1);
    top->addWidget(m_cancel);
    top->addWidget(m_undo);
    top->addWidget(m_apply);
    m_body = new QWidget(this);
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 14, 16, 14);
    outer->setSpacing(10);
    outer->addLayout(top);
    outer->addWidget(m_banner);
    outer->addWidget(m_body);
    connect(m_cancel, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_apply, &QPushButton::clicked, this, &ChangeCard::applyRequested);
    connect(m_undo, &QPushButton::clicked, this, [this] { Q_EMIT undoRequested(m_undoToolId); });
    auto *escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr,
                                 Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, m_cancel, &QPushButton::click);
    hide();
}

void ChangeCard::focusAction()
{
    for (QPushButton *button : {m_apply, m_undo, m_cancel}) {
        if (button->isVisible() && button->isEnabled()) {
            button->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void ChangeCard::clear()
{
    qDeleteAll(m_body->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_banner->hide();
    m_apply->hide();
    m_undo->hide();
    m_cancel->show();
    m_cancel->setText(tr("Not now"));
    m_body->show();
    show();
}

void ChangeCard::showPlans(const QList<DeviceProtection::Plan> &plans, const DeviceStore &device)
{
    clear();
    m_plans = plans;
    bool hasWork = false;
    bool hasSnippet = false;
    QStringList running;
    for (const DeviceProtection::Plan &plan : plans) {
        const auto status = device.find(plan.change.toolId);
        const QString name = status ? status->tool.name : plan.change.toolId;
        addPlan(plan, name);
        hasWork = hasWork
                  || (plan.change.action != ChangeAction::None
                      && plan.change.action != ChangeAction::Paste);
        hasSnippet = hasSnippet || plan.change.action == ChangeAction::Paste;
        if (plan.change.isRunning && status && status->tool.rewritesFile)
            running.append(name);
    }
    m_title->setText(plans.size() == 1
                         ? tr("What will change in %1")
                               .arg(plainText(QFileInfo(plans.first().change.path).fileName()))
                         : tr("What will change in %n file(s)", nullptr, int(plans.size())));
    if (!hasWork && hasSnippet)
        m_title->setText(tr("To be put into the file by you"));
    else if (!hasWork)
        m_title->setText(tr("Nothing to change"));
    if (!running.isEmpty())
        m_banner->show(
            Tone::Warn, tr("%1 is running.").arg(running.join(u", "_s)),
            tr("It may write its file back from memory and lose the change: quit it first."));
    m_apply->setVisible(hasWork);
    m_apply->setEnabled(true);
    m_cancel->setText(hasWork ? tr("Not now") : tr("Close"));
}

void ChangeCard::addPlan(const DeviceProtection::Plan &plan, const QString &toolName)
{
    const QString path = withTilde(plan.change.path, m_home);
    QLabel *place = makeWrappedLabel(
        plan.change.action == ChangeAction::None
            ? tr("%1 · %2 is as it should be").arg(toolName, plainText(path, 1000))
            : u"%1 · %2"_s.arg(toolName, plainText(path, 1000)),
        Rank::Muted, m_body);
    m_column->addWidget(place);
    if (!plan.change.maskedDiff.isEmpty()) {
        auto *diff = new DiffView(m_theme, m_body);
        diff->setAccessibleName(tr("Change for %1").arg(toolName));
        diff->showDiff(plan.change.maskedDiff);
        m_column->addWidget(diff);
    }
    if (!plan.change.command.isEmpty()) {
        m_column->addWidget(makeLabel(tr("%1 will run").arg(toolName), Rank::Hint, m_body));
        addCode(plainText(plan.change.command, 4000), u"plannedCommand"_s);
    }
    if (plan.change.action == ChangeAction::Paste)
        addSnippet(plan.change.snippet);
    for (const QString &note : plan.notes)
        m_column->addWidget(makeWrappedLabel(note, Rank::Muted, m_body));
    for (QWidget *widget : m_body->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        widget->show();
}

void ChangeCard::addCode(const QString &text, const QString &name)
{
    QLabel *code = makeWrappedLabel(text, Rank::Body, m_body);
    code->setObjectName(name);
    code->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_column->addWidget(code);
}

void ChangeCard::addSnippet(const QString &snippet)
{
    addCode(snippet.trimmed(), u"snippet"_s);
    QPushButton *copy = makeButton(tr("Copy"), u"copySnippet"_s, ButtonKind::Plain, m_body);
    copy->setAccessibleName(tr("Copy what to paste"));
    connect(copy, &QPushButton::clicked, copy, [copy, snippet] {
        QGuiApplication::clipboard()->setText(snippet);
        copy->setText(tr("Copied"));
    });
    m_column->addWidget(copy, 0, Qt::AlignLeft);
}

void ChangeCard::showFailure(const QString &title, const Error &error)
{
    clear();
    m_plans.clear();
    m_title->setText(title);
    const ErrorText text = describe(error);
    m_banner->show(Tone::Bad, text.message, text.hint);
    m_cancel->setText(tr("Close"));
    m_body->hide();
}

void ChangeCard::showBusy()
{
    m_apply->setEnabled(false);
    m_cancel->hide();
}

void ChangeCard::showOutcome(const QStringList &results, const QStringList &problems,
                             const QString &undoToolId)
{
    clear();
    m_plans.clear();
    m_undoToolId = undoToolId;
    m_title->setText(problems.isEmpty()  ? tr("Done")
                     : results.isEmpty() ? tr("Not done")
                                         : tr("Done in part"));
    for (const QString &line : results) {
        QLabel *label = makeWrappedLabel(u"✓ "_s + line, Rank::Body, m_body);
        label->setObjectName(u"changeResult"_s);
        setTone(label, Tone::Ok);
        m_column->addWidget(label);
    }
    for (const QString &line : problems) {
        QLabel *label = makeWrappedLabel(line, Rank::Body, m_body);
        label->setObjectName(u"changeProblem"_s);
        setTone(label, Tone::Bad);
        m_column->addWidget(label);
    }
    m_undo->setHidden(undoToolId.isEmpty());
    m_cancel->setText(tr("Close"));
}

} // namespace Konstantly
