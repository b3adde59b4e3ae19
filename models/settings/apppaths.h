// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <QList>
#include <QString>

namespace Konstantly {

//! Where our own files are. All places hang on the home folder and nothing else: AI tools start the launcher with a
//! stripped environment (no XDG_*), and it must find the same files as the window does.
struct AppPaths
{
    QString home;
    QString configDir;  //!< workspaces.json, exposures.json, preferences.ini
    QString stateDir;   //!< lock files, the shared budget of failed sign-ins, journals
    QString packageDir; //!< the pinned MCP server package
    QString backupDir;  //!< earlier versions of AI tools' configuration files, without our keys
    QString logDir;

    //! The places below \a home. Creates nothing.
    [[nodiscard]] static AppPaths forHome(const QString &home);
    //! For the user who runs us: $HOME, else the account's own home folder (an AI tool may have dropped HOME).
    [[nodiscard]] static AppPaths current();

    //! Removes the temporary files that killed processes left in any of these folders (see Konstantly::removeLeftovers()), and
    //! answers what went wrong.
    [[nodiscard]] QList<Error> removeLeftovers() const;

    [[nodiscard]] QString workspacesFile() const;
    [[nodiscard]] QString exposuresFile() const;
    [[nodiscard]] QString preferencesFile() const;

    friend bool operator==(const AppPaths &, const AppPaths &) = default;
};

} // namespace Konstantly
