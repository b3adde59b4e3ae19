// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace Konstantly {

class ElidedLabel;

//! Top of every page: title, one line with real numbers, actions at the end.
class PageHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void setSummary(const QString &summary);
    [[nodiscard]] QString summary() const;
    void addAction(QWidget *button);

private:
    ElidedLabel *m_summary = nullptr;
    QHBoxLayout *m_row = nullptr;
};

} // namespace Konstantly
