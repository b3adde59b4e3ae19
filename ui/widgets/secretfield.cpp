// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/secretfield.h"

#include "ui/widgets/controls.h"
#include "ui/widgets/secretclipboard.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString masked(const Secret &secret)
{
    // The prefix is no secret: it tells that this is an MCP key. The length says nothing.
    const bool isKey = secret.reveal().startsWith("kmcp_");
    return (isKey ? u"kmcp_"_s : QString()) + QString(24, u'•');
}

} // namespace

SecretField::SecretField(SecretClipboard &clipboard, std::chrono::seconds revealFor,
                         std::chrono::seconds clipboardKeeps, QWidget *parent)
    : QFrame(parent)
    , m_clipboard(clipboard)
    , m_revealFor(revealFor)
    , m_clipboardKeeps(clipboardKeeps)
{
    m_text = makeLabel({}, Rank::Body, this);
    m_text->setObjectName(u"secretText"_s);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::NoTextInteraction);
    m_revealButton = makeButton(tr("Show"), u"revealSecret"_s, ButtonKind::Plain, this);
    m_revealButton->setAccessibleName(tr("Show the key"));
    m_copyButton = makeButton(tr("Copy"), u"copySecret"_s, ButtonKind::Plain, this);
    m_copyButton->setAccessibleName(tr("Copy the key"));
    m_note = makeLabel({}, Rank::Hint, this);
    m_note->setObjectName(u"secretNote"_s);
    m_clearButton = makeButton(tr("Clear now"), u"clearClipboard"_s, ButtonKind::Link, this);
    m_clearButton->hide();

    auto *box = new QFrame(this);
    box->setProperty("kind", u"banner"_s);
    auto *inner = new QHBoxLayout(box);
    inner->setContentsMargins(12, 8, 8, 8);
    inner->addWidget(m_text, 1);
    inner->addWidget(m_revealButton);
    inner->addWidget(m_copyButton);
    auto *notes = new QHBoxLayout;
    notes->addWidget(m_note);
    notes->addWidget(m_clearButton);
    notes->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(box);
    column->addLayout(notes);

    connect(m_revealButton, &QPushButton::clicked, this,
            [this] { isRevealed() ? mask() : reveal(); });
    connect(m_copyButton, &QPushButton::clicked, this, [this] {
        m_clipboard.copy(m_secret, m_clipboardKeeps);
        Q_EMIT copied();
    });
    connect(m_clearButton, &QPushButton::clicked, &m_clipboard, &SecretClipboard::clearNow);
    connect(&m_clipboard, &SecretClipboard::ticked, this, &SecretField::showTime);
    m_revealTimer.setInterval(1000);
    connect(&m_revealTimer, &QTimer::timeout, this,
            [this] { --m_revealLeft > 0 ? showTime() : mask(); });
    showTime();
}

void SecretField::setSecret(const Secret &secret)
{
    m_secret = secret;
    mask();
}

void SecretField::reveal()
{
    m_text->setText(QString::fromLatin1(m_secret.reveal()));
    m_text->setAccessibleName({}); // the text itself, once
    m_revealLeft = int(m_revealFor.count());
    m_revealTimer.start();
    m_revealButton->setText(tr("Hide"));
    m_revealButton->setAccessibleName(tr("Hide the key"));
    showTime();
    Q_EMIT revealed();
}

void SecretField::mask()
{
    m_revealTimer.stop();
    m_text->setText(masked(m_secret));
    m_text->setAccessibleName(tr("The key, hidden"));
    m_revealButton->setText(tr("Show"));
    m_revealButton->setAccessibleName(tr("Show the key"));
    showTime();
}

void SecretField::showTime()
{
    QStringList notes;
    if (isRevealed())
        notes.append(tr("Hidden again in %n second(s).", nullptr, m_revealLeft));
    if (m_clipboard.isHolding())
        notes.append(tr("Copied. Cleared from the clipboard in %n second(s).", nullptr,
                        m_clipboard.secondsLeft()));
    if (notes.isEmpty())
        notes.append(tr("A copy is cleared from the clipboard after %n second(s).", nullptr,
                        int(m_clipboardKeeps.count())));
    m_note->setText(notes.join(u' '));
    m_clearButton->setVisible(m_clipboard.isHolding());
}

bool SecretField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && isRevealed()) {
        if (event->type() == QEvent::WindowDeactivate
            || (event->type() == QEvent::WindowStateChange && window()->isMinimized())) {
            mask();
        }
    }
    return QFrame::eventFilter(watched, event);
}

void SecretField::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    window()->installEventFilter(this);
}

void SecretField::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    mask();
}

} // namespace Konstantly
