// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPlainTextEdit>

namespace Konstantly {

class Theme;

//! A unified diff, read-only: what goes in red with "-", what comes in green with "+". As high as its text, up to a screenful.
class DiffView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(const Theme &theme, QWidget *parent = nullptr);

    //! \a diff holds no secrets (maskedDiff()).
    void showDiff(const QString &diff);

private:
    void colour();

    const Theme &m_theme;
};

} // namespace Konstantly
