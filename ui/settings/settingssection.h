// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/settings/settings.h"

#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QSpinBox;
class QVBoxLayout;

namespace Konstantly {

//! One subject of the settings: a heading, and controls over preferences that take effect at once. What an administrator locked is
//! shown with its value, can't be changed, and says why.
class SettingsSection : public QWidget
{
    Q_OBJECT

protected:
    //! \a settings outlives this.
    SettingsSection(Settings &settings, const QString &heading, QWidget *parent);

    [[nodiscard]] Settings &settings() const { return m_settings; }
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }

    //! A row in \a parent for controls side by side.
    [[nodiscard]] static QHBoxLayout *makeRow(QWidget *parent);
    //! \a name is its accessible one; \a suffix comes after the number. Locked when it is managed: see addManagedNote().
    [[nodiscard]] QSpinBox *makeNumber(const SettingKey<int> &key, const QString &name,
                                       const QString &suffix, QWidget *parent);
    [[nodiscard]] QCheckBox *makeSwitch(const SettingKey<bool> &key, const QString &text,
                                        const QString &objectName, QWidget *parent);
    //! Adds the sentence to \a box when one of the preferences \a names is locked, and disables \a control (may be null).
    void lockIfManaged(QVBoxLayout *box, QWidget *control,
                       std::initializer_list<const char *> names);
    //! \a text below a control.
    void addHint(QVBoxLayout *box, const QString &text);
    //! Numbers and lists take the wheel only while they are used: else who scrolls past changes them.
    void keepFromWheel(QWidget *control);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Settings &m_settings;
    QVBoxLayout *m_column = nullptr;
};

} // namespace Konstantly
