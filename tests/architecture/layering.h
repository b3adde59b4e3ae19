// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace Konstantly::Tests {

//! The rules about who may know whom (CONTRIBUTING.md, "The one rule"), applied to the text of one source file.
class Layering final
{
public:
    //! \a qtHeaders: the folder that holds QtCore, QtGui …, to tell which module a header belongs to.
    explicit Layering(const QString &qtHeaders);

    //! What \a text, the content of \a path (relative to the root of the repository), does against the rules: one sentence
    //! each, beginning with path and line.
    [[nodiscard]] QStringList breaches(const QString &path, const QString &text) const;

    //! The Qt module that `#include <header>` comes from: "QtWidgets"; empty for what is not Qt's.
    [[nodiscard]] QString moduleOf(const QString &header) const;

private:
    [[nodiscard]] QStringList formBreaches(const QString &path, const QString &text) const;
    [[nodiscard]] QString includeBreach(const QString &path, const QString &included) const;
    [[nodiscard]] QString systemBreach(const QString &path, const QString &header) const;
    [[nodiscard]] QString wordBreach(const QString &path, const QString &line) const;

    QHash<QString, QString> m_modules; //!< header -> module
};

} // namespace Konstantly::Tests
