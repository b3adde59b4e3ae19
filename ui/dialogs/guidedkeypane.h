// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLineEdit;

namespace Konstantly {

class Prompter;
class Origin;

//! Where the service does not let our key make keys: what to do in the browser, and the field for the key that was made there.
class GuidedKeyPane final : public QWidget
{
    Q_OBJECT

public:
    GuidedKeyPane(Prompter &prompter, const Origin &origin, QWidget *parent = nullptr);
    ~GuidedKeyPane() override;

    //! As it was typed or pasted; see keyFromInput().
    [[nodiscard]] QString text() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    QLineEdit *m_key = nullptr;
};

} // namespace Konstantly
