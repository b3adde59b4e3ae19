// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLayout>
#include <QList>

namespace Konstantly {

//! Items in reading order that wrap onto further lines, as words do. Hidden widgets take no room.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent, int spacing);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    [[nodiscard]] QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool isForReal) const;
    void placeLine(const QList<std::pair<QLayoutItem *, QRect>> &line, const QRect &rect,
                   int lineHeight) const;

    QList<QLayoutItem *> m_items; // owned, as QLayout wants it
};

//! A widget whose parts wrap, as wide as all of them in one line where there is room. They come into its layout().
[[nodiscard]] QWidget *makeFlow(QWidget *parent, int spacing);

} // namespace Konstantly
