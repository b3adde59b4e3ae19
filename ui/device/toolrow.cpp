// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/toolrow.h"

#include "models/base/plaintext.h"
#include "models/device/devicelistmodel.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int PatienceMs = 400;

//! Whether the tool really uses what its file says; nothing where that is no question.
QString lastUseText(const ToolStatus &status)
{
    if (status.state != ToolState::Protected && !status.lastLaunchAt.isValid())
        return {};
    if (!status.lastLaunchAt.isValid())
        return ToolRow::tr("not started by it yet");
    const QDateTime local = status.lastLaunchAt.toLocalTime();
    const QString when = local.date() == QDate::currentDate()
                             ? QLocale().toString(local.time(), QLocale::ShortFormat)
                             : QLocale().toString(local.date(), QLocale::ShortFormat);
    return status.wasServed ? ToolRow::tr("last started %1").arg(when)
                            : ToolRow::tr("last tried %1, without success").arg(when);
}

} // namespace

ToolAction mainActionFor(const ToolStatus &status)
{
    // It was put back often enough: another time would end like the ones before.
    if (status.hasDrifted && !status.offersPutBack)
        return ToolAction::ShowFile;
    const bool isForTheUser = !status.tool.isEditable() && status.state != ToolState::Protected
                              && status.state != ToolState::Unreadable
                              && status.state != ToolState::Revoked;
    if (isForTheUser)
        return ToolAction::Paste;
    switch (status.state) {
    case ToolState::Plaintext:
        return ToolAction::Protect;
    case ToolState::Protected:
        return ToolAction::Test;
    case ToolState::OtherWorkspace:
        return ToolAction::Review;
    case ToolState::Outdated:
        return ToolAction::Update;
    case ToolState::Changed:
        return ToolAction::PutBack;
    case ToolState::Revoked:
        return ToolAction::NewKey;
    case ToolState::Unreadable:
        return ToolAction::ShowFile;
    case ToolState::Absent:
    case ToolState::NotSetUp:
        break;
    }
    return ToolAction::SetUp;
}

Tone toneOf(ToolState state)
{
    switch (state) {
    case ToolState::Plaintext:
    case ToolState::Revoked:
        return Tone::Bad;
    case ToolState::Protected:
        return Tone::Ok;
    case ToolState::OtherWorkspace:
    case ToolState::Outdated:
    case ToolState::Changed:
    case ToolState::Unreadable:
        return Tone::Warn;
    case ToolState::Absent:
    case ToolState::NotSetUp:
        break;
    }
    return Tone::Neutral;
}

ToolRow::ToolRow(const Theme &theme, QString home, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_home(std::move(home))
{
    m_sign = makeLabel({}, Rank::Body, this);
    m_sign->setProperty("rank", u"tile"_s);
    m_sign->setAlignment(Qt::AlignCenter);
    m_sign->setFixedSize(32, 32);
    m_name = new ElidedLabel(this);
    m_name->setProperty("rank", u"strong"_s);
    m_place = new ElidedLabel(this, Qt::ElideMiddle);
    m_place->setProperty("rank", u"muted"_s);
    m_detail = makeWrappedLabel({}, Rank::Hint, this);
    m_state = makePill(this);
    m_state->setObjectName(u"toolState"_s);
    m_action = makeButton({}, u"toolAction"_s, ButtonKind::Plain, this);
    m_more = makeButton({}, u"toolMenu"_s, ButtonKind::Icon, this);
    m_menu = new QMenu(m_more);
    m_more->setMenu(m_menu);
    const auto paint = [more = m_more, &theme] {
        more->setIcon(glyphIcon(Glyph::More, theme.tokens().muted));
    };
    paint();
    connect(&theme, &Theme::changed, m_more, paint);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addStretch(1);
    texts->addWidget(m_name);
    texts->addWidget(m_place);
    texts->addWidget(m_detail);
    texts->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 12, 0, 13);
    row->setSpacing(12);
    row->addWidget(m_sign);
    row->addSpacing(4);
    row->addLayout(texts, 1);
    row->addWidget(m_state);
    row->addWidget(m_action);
    row->addWidget(m_more);
    connect(m_action, &QPushButton::clicked, this,
            [this] { Q_EMIT actionRequested(mainActionFor(m_status)); });
    connect(m_menu, &QMenu::aboutToShow, this, &ToolRow::fillMenu);
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &ToolRow::showDetail);
    fillMenu();
}

void ToolRow::showStatus(const ToolStatus &status, const QString &deviceKeyName)
{
    m_status = status;
    const QString name = status.tool.name;
    m_sign->setText(name.left(1).toUpper());
    m_name->setText(name);
    const QString path = withTilde(status.path, m_home);
    const QString place
        = status.state == ToolState::NotSetUp && status.serverCount == 0
              ? tr("%1 · not set up").arg(plainText(path))
              : tr("%1 · %n server(s)", nullptr, status.serverCount).arg(plainText(path));
    const QString use = lastUseText(status);
    m_place->setText(use.isEmpty() ? place : u"%1 · %2"_s.arg(place, use));
    showDetail();
    const QString state = toolStateText(status.state);
    m_state->setText(status.state == ToolState::Protected && !deviceKeyName.isEmpty()
                         ? u"%1 · %2"_s.arg(state, plainText(deviceKeyName, 40))
                         : state);
    setTone(m_state, toneOf(status.state));

    const ToolAction action = mainActionFor(status);
    const QString text = action == ToolAction::Protect   ? tr("Protect")
                         : action == ToolAction::SetUp   ? tr("Set up")
                         : action == ToolAction::Test    ? tr("Test")
                         : action == ToolAction::Review  ? tr("Review")
                         : action == ToolAction::Update  ? tr("Update")
                         : action == ToolAction::PutBack ? tr("Put back")
                         : action == ToolAction::NewKey  ? tr("New key…")
                         : action == ToolAction::Paste   ? tr("What to paste")
                                                         : tr("Show file");
    m_action->setText(text);
    //: %1 is what the button does ("Protect"), %2 the AI tool ("Cursor"); spoken by screen readers
    m_action->setAccessibleName(tr("%1 %2").arg(text, name));
    m_more->setAccessibleName(tr("More for %1").arg(name));
    m_more->setToolTip(tr("More for %1").arg(name));
    const QString kind = action == ToolAction::Protect ? u"primary"_s : u"plain"_s;
    if (m_action->property("kind").toString() != kind) {
        m_action->setProperty("kind", kind);
        m_action->style()->unpolish(m_action);
        m_action->style()->polish(m_action);
    }
    setAccessibleName(u"%1, %2"_s.arg(name, m_state->text()));
}

void ToolRow::showDetail()
{
    QString detail = m_status.detail;
    if (m_status.error) {
        const ErrorText text = describe(*m_status.error);
        detail = text.message + u' ' + text.hint;
    }
    if (m_status.noticedAt.isValid())
        detail += u' '
                  + tr("Noticed at %1.")
                        .arg(QLocale().toString(m_status.noticedAt.toLocalTime().time(),
                                                QLocale::ShortFormat));
    const bool isWaiting = !m_action->isEnabled() && !m_patience.isActive();
    if (isWaiting)
        detail = tr("Working on the file. The disk is slow, or another program holds the file.");
    m_detail->setText(detail);
    m_detail->setHidden(detail.isEmpty());
}

void ToolRow::setBusy(bool isBusy)
{
    if (m_action->isEnabled() != isBusy)
        return;
    m_action->setEnabled(!isBusy);
    m_more->setEnabled(!isBusy);
    if (isBusy)
        m_patience.start();
    else
        m_patience.stop();
    showDetail();
}

void ToolRow::setLast(bool isLast)
{
    m_isLast = isLast;
    update();
}

void ToolRow::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!m_isLast)
        QPainter(this).fillRect(0, height() - 1, width(), 1, m_theme.tokens().line);
}

void ToolRow::fillMenu()
{
    m_menu->clear();
    const bool hasEntry = !m_status.entryName.isEmpty();
    QAction *show = m_menu->addAction(tr("Show file"));
    show->setEnabled(m_status.serverCount > 0 || hasEntry
                     || m_status.state == ToolState::Unreadable);
    connect(show, &QAction::triggered, this,
            [this] { Q_EMIT actionRequested(ToolAction::ShowFile); });
    QAction *preview = m_menu->addAction(tr("Preview change"));
    preview->setEnabled(m_status.state != ToolState::Unreadable);
    connect(preview, &QAction::triggered, this, &ToolRow::previewRequested);
    QAction *copy = m_menu->addAction(tr("Copy the command"));
    copy->setEnabled(!m_status.command.isEmpty());
    connect(copy, &QAction::triggered, this, &ToolRow::copyRequested);
    connect(m_menu->addAction(tr("Usage of this tool")), &QAction::triggered, this,
            &ToolRow::usageRequested);
    m_menu->addSeparator();
    QAction *undo = m_menu->addAction(tr("Undo last change…"));
    undo->setEnabled(m_status.canUndo);
    connect(undo, &QAction::triggered, this, &ToolRow::undoRequested);
    QAction *restore = m_menu->addAction(tr("Restore backup…"));
    restore->setEnabled(m_status.hasBackups);
    connect(restore, &QAction::triggered, this, &ToolRow::restoreRequested);
    QAction *remove = m_menu->addAction(tr("Remove…"));
    remove->setEnabled(hasEntry);
    connect(remove, &QAction::triggered, this, &ToolRow::removeRequested);
}

} // namespace Konstantly
