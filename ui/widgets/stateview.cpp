// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/stateview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/controls.h"

#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Where the rows will be, drawn while they load. Still on purpose: motion would cost frames and help nobody.
class Skeleton final : public QWidget
{
public:
    Skeleton(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setObjectName(u"skeleton"_s);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const int rowHeight = fontMetrics().height() + 20;
        const int bar = fontMetrics().height() * 2 / 3;
        constexpr int columns = 4;
        constexpr int rowCount = 7;
        const int columnWidth = (width() - 28) / columns;
        for (int row = 0; row < rowCount && (row + 1) * rowHeight < height(); ++row) {
            // Later rows fade: a list of unknown length.
            painter.setBrush(
                mixed(m_theme.tokens().line, m_theme.tokens().surface, double(row) / rowCount));
            for (int column = 0; column < columns; ++column) {
                const int length = columnWidth * (9 - (row * 3 + column * 5) % 5) / 12;
                painter.drawRoundedRect(16 + column * columnWidth,
                                        row * rowHeight + (rowHeight - bar) / 2, length, bar, 4, 4);
            }
        }
    }

private:
    const Theme &m_theme;
};

} // namespace

StateView::StateView(const Theme &theme, QWidget *content, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
{
    m_stale = new Banner(this);
    m_stale->setObjectName(u"staleBanner"_s);
    m_skeleton = new Skeleton(theme, this);
    m_message = new QWidget(this);
    m_title = makeWrappedLabel({}, Rank::Strong, m_message);
    m_title->setObjectName(u"stateTitle"_s);
    m_title->setAlignment(Qt::AlignHCenter);
    m_sentence = makeWrappedLabel({}, Rank::Muted, m_message);
    m_sentence->setObjectName(u"stateSentence"_s);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_action = makeButton({}, u"stateAction"_s, ButtonKind::Plain, m_message);

    auto *column = new QVBoxLayout(m_message);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addSpacing(6);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(6);
    outer->addWidget(m_stale);
    m_stack = new QStackedLayout;
    outer->addLayout(m_stack, 1);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_skeleton);
    m_stack->addWidget(m_message);
    connect(m_action, &QPushButton::clicked, this, &StateView::actionTriggered);
    connect(m_stale, &Banner::actionTriggered, this, &StateView::actionTriggered);
    connect(&theme, &Theme::changed, m_skeleton, qOverload<>(&QWidget::update));
}

void StateView::showLoading(const QString &message)
{
    m_state = State::Loading;
    m_stale->hide();
    m_skeleton->setAccessibleName(message);
    m_stack->setCurrentWidget(m_skeleton);
}

void StateView::showEmpty(const QString &title, const QString &sentence, const QString &actionText)
{
    showMessage(State::Empty, title, sentence, actionText);
}

void StateView::showFailed(const ErrorText &text, const QString &actionText)
{
    showMessage(State::Failed, text.message, text.hint, actionText);
}

void StateView::showFilled()
{
    m_state = State::Filled;
    m_stale->hide();
    m_stack->setCurrentWidget(m_content);
}

void StateView::showFilledButFailed(const QString &message, const ErrorText &text,
                                    const QString &actionText)
{
    m_state = State::Filled;
    m_stale->show(Tone::Warn, message,
                  text.hint.isEmpty() ? text.message : text.message + u' ' + text.hint, actionText);
    m_stack->setCurrentWidget(m_content);
}

void StateView::showMessage(State state, const QString &title, const QString &sentence,
                            const QString &actionText)
{
    m_state = state;
    m_stale->hide();
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setHidden(sentence.isEmpty());
    m_action->setText(actionText);
    m_action->setHidden(actionText.isEmpty());
    m_stack->setCurrentWidget(m_message);
}

} // namespace Konstantly
