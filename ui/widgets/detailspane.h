// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/tokens.h"
#include "ui/widgets/controls.h"

#include <QFrame>

class QFormLayout;
class QVBoxLayout;

namespace Konstantly {

class ElidedLabel;
class Theme;

//! Beside a list, everything about the row that is selected: its name and pills, facts and sections that scroll, and what can be done
//! with it at the bottom.
class DetailsPane : public QFrame
{
    Q_OBJECT

public:
    //! \a factsName is what a screen reader calls the part that scrolls.
    DetailsPane(const Theme &theme, const QString &factsName, QWidget *parent = nullptr);

Q_SIGNALS:
    void closed();

protected:
    //! Begins anew: everything between the name and the buttons goes.
    void clearContent();
    void setName(const QString &name);
    void addPill(const QString &text, Tone tone);
    //! Nothing is added for an empty \a value.
    void addFact(const QString &caption, const QString &value, Tone tone = Tone::Neutral,
                 bool isMonospace = false);
    void addSection(const QString &title, const QStringList &lines, Tone tone = Tone::Neutral);
    //! \a widget, a child of content(), below what is there.
    void addContent(QWidget *widget);
    //! Shows what was added.
    void endContent();
    [[nodiscard]] QWidget *content() const { return m_content; }
    //! \a button at the bottom, behind those that are there; on a further line where they don't fit beside each other.
    void addButton(QPushButton *button);

private:
    ElidedLabel *m_name = nullptr;
    QWidget *m_pills = nullptr;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_column = nullptr;
    QFormLayout *m_facts = nullptr;
    QWidget *m_buttons = nullptr;
};

} // namespace Konstantly
