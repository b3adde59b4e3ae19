// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/controls.h"

#include <QEvent>
#include <QStyle>
#include <QTextDocument>
#include <QVariant>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString kindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Primary:
        return u"primary"_s;
    case ButtonKind::Danger:
        return u"danger"_s;
    case ButtonKind::Final:
        return u"final"_s;
    case ButtonKind::Chip:
        return u"chip"_s;
    case ButtonKind::Link:
        return u"link"_s;
    case ButtonKind::Icon:
        return u"icon"_s;
    case ButtonKind::Plain:
        break;
    }
    return u"plain"_s;
}

QString rankName(Rank rank)
{
    switch (rank) {
    case Rank::Title:
        return u"title"_s;
    case Rank::Heading:
        return u"heading"_s;
    case Rank::Strong:
        return u"strong"_s;
    case Rank::Muted:
        return u"muted"_s;
    case Rank::Hint:
        return u"hint"_s;
    case Rank::Body:
        break;
    }
    return u"body"_s;
}

//! A label that asks for the height of its text at the width it gets. QLabel's own minimum is that of a much narrower one, and
//! makes every dialog too high.
//!
//! It remembers the heights it told: layouts ask for the same one some ten times while a window opens, and QLabel breaks the text
//! into lines at each (measured: a sixth of the way to the first picture).
class WrappedLabel final : public QLabel
{
public:
    explicit WrappedLabel(QWidget *parent)
        : QLabel(parent)
    {
        setWordWrap(true);
        // Preferred, not Minimum: the latter takes the size hint, which is that of a narrow column, for the least height.
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        ensurePolished();
        return {fontMetrics().averageCharWidth() * 12, fontMetrics().height()};
    }

    [[nodiscard]] int heightForWidth(int width) const override
    {
        if (m_text != text() || m_heights.size() > MaxHeights) {
            m_text = text();
            m_heights.clear();
        }
        if (m_heights.isEmpty())
            m_heights.append({QWIDGETSIZE_MAX, QLabel::heightForWidth(QWIDGETSIZE_MAX)});
        // Between two widths that give the same height, every one does: what is wider never takes more lines.
        const auto wider = std::ranges::lower_bound(m_heights, width, {}, &Height::width);
        if (wider != m_heights.end()
            && (wider->width == width
                || (wider != m_heights.begin() && std::prev(wider)->height == wider->height)))
            return wider->height;
        const int height = QLabel::heightForWidth(width);
        m_heights.insert(wider, {width, height});
        return height;
    }

protected:
    bool event(QEvent *event) override
    {
        switch (event->type()) {
        case QEvent::Polish:
        case QEvent::FontChange:
        case QEvent::StyleChange:
        case QEvent::ContentsRectChange:
            m_heights.clear();
            break;
        default:
            break;
        }
        return QLabel::event(event);
    }

private:
    static constexpr qsizetype MaxHeights = 16;

    struct Height
    {
        int width = 0;
        int height = 0;
    };
    mutable QString m_text;          //!< that the heights are those of
    mutable QList<Height> m_heights; //!< by width
};

} // namespace

QPushButton *makeButton(const QString &text, const QString &objectName, ButtonKind kind,
                        QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setProperty("kind", kindName(kind));
    button->setFocusPolicy(Qt::TabFocus);
    button->setAutoDefault(false);
    if (kind == ButtonKind::Chip)
        button->setCheckable(true);
    if (kind == ButtonKind::Chip || kind == ButtonKind::Link)
        button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

namespace {

void prepare(QLabel *label, const QString &text, Rank rank)
{
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setProperty("rank", rankName(rank));
}

} // namespace

QLabel *makeLabel(const QString &text, Rank rank, QWidget *parent)
{
    auto *label = new QLabel(parent);
    prepare(label, text, rank);
    return label;
}

QLabel *makeWrappedLabel(const QString &text, Rank rank, QWidget *parent)
{
    auto *label = new WrappedLabel(parent);
    prepare(label, text, rank);
    return label;
}

QLabel *makePill(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("rank", u"pill"_s);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return label;
}

QFrame *makeCard(QWidget *parent)
{
    auto *frame = new QFrame(parent);
    frame->setProperty("kind", u"card"_s);
    return frame;
}

QFrame *makeRule(QWidget *parent)
{
    auto *frame = new QFrame(parent);
    frame->setProperty("kind", u"rule"_s);
    return frame;
}

void setTone(QWidget *widget, Tone tone)
{
    const QString name = toneName(tone);
    if (widget->property("tone").toString() == name)
        return;
    widget->setProperty("tone", name);
    // A style sheet looks at properties only when it polishes.
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? text.toHtmlEscaped() : text;
}

QString withTilde(const QString &path, const QString &home)
{
    return !home.isEmpty() && path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

QString withoutMnemonics(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace Konstantly
