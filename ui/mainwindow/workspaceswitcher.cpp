// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/workspaceswitcher.h"

#include "models/base/plaintext.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Konstantly {

WorkspaceSwitcher::WorkspaceSwitcher(const Theme &theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setObjectName(u"workspaceSwitcher"_s);
    setProperty("kind", u"switcher"_s);
    setAccessibleName(tr("Workspace"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_menu = new QMenu(this);
    setMenu(m_menu);

    m_logo = makeLabel({}, Rank::Body, this);
    m_logo->setProperty("rank", u"logo"_s);
    m_logo->setAlignment(Qt::AlignCenter);
    m_logo->setFixedSize(28, 28);
    m_name = new ElidedLabel(this);
    m_name->setProperty("rank", u"strong"_s);
    m_host = new ElidedLabel(this);
    m_host->setProperty("rank", u"hint"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addStretch(1);
    texts->addWidget(m_name);
    texts->addWidget(m_host);
    texts->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(9, 8, 22, 8);
    row->setSpacing(10);
    row->addWidget(m_logo);
    row->addLayout(texts, 1);
    // The button is one control: what is on it takes no clicks.
    for (QWidget *part : {static_cast<QWidget *>(m_logo), static_cast<QWidget *>(m_name),
                          static_cast<QWidget *>(m_host)})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize WorkspaceSwitcher::sizeHint() const
{
    return {160, std::max(56, m_name->sizeHint().height() + m_host->sizeHint().height() + 22)};
}

void WorkspaceSwitcher::setWorkspaces(const QList<Workspace> &workspaces, const QString &current)
{
    m_menu->clear();
    auto *group = new QActionGroup(m_menu);
    const Workspace *shown = nullptr;
    for (const Workspace &workspace : workspaces) {
        QAction *action = m_menu->addAction(withoutMnemonics(plainText(workspace.name)));
        action->setCheckable(true);
        action->setActionGroup(group);
        connect(action, &QAction::triggered, this,
                [this, name = workspace.name] { Q_EMIT chosen(name); });
        if (workspace.name == current) {
            action->setChecked(true);
            shown = &workspace;
        }
    }
    if (!workspaces.isEmpty())
        m_menu->addSeparator();
    connect(m_menu->addAction(tr("Connect a workspace…")), &QAction::triggered, this,
            &WorkspaceSwitcher::connectRequested);
    if (shown != nullptr) {
        connect(
            m_menu->addAction(tr("Disconnect “%1”…").arg(withoutMnemonics(plainText(shown->name)))),
            &QAction::triggered, this,
            [this, name = shown->name] { Q_EMIT removeRequested(name); });
    }

    const QString name = shown != nullptr ? plainText(shown->name) : tr("No workspace");
    QString host = tr("not connected yet");
    if (shown != nullptr) {
        host = shown->origin.port() == 443
                   ? shown->origin.host()
                   : u"%1:%2"_s.arg(shown->origin.host()).arg(shown->origin.port());
    }
    m_logo->setText(shown != nullptr ? name.left(1).toUpper() : u"K"_s);
    m_name->setText(name);
    m_host->setText(host);
    setSpokenDescription(this, u"%1, %2"_s.arg(name, host));
    setToolTip(u"%1\n%2"_s.arg(name, host));
}

void WorkspaceSwitcher::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    QPainter painter(this);
    const int size = 14;
    const QRect place = QStyle::visualRect(
        layoutDirection(), rect(), QRect(width() - size - 8, (height() - size) / 2, size, size));
    painter.drawPixmap(
        place, glyphPixmap(Glyph::ChevronDown, m_theme.tokens().muted, size, devicePixelRatioF()));
}

} // namespace Konstantly
