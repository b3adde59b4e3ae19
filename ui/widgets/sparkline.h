// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QWidget>

namespace Konstantly {

class Theme;

//! Numbers over time as a row of small columns, with what they amount to in words beside it for everybody who can't see it.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(const Theme &theme, QWidget *parent = nullptr);

    //! \a text says it in words: accessible name and tool tip.
    void setValues(const QList<qint64> &values, const QString &text);
    [[nodiscard]] const QList<qint64> &values() const { return m_values; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QList<qint64> m_values;
};

} // namespace Konstantly
