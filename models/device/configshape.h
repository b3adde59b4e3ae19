// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/json/jsontext.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace Konstantly {

enum class ConfigFormat {
    Json, //!< with or without comments: JsonDialect
    Toml,
    Yaml //!< looked at, never written: people paste what snippet() gives
};

//! How one tool spells a server.
struct EntryStyle
{
    //! A member that the tool wants besides command and arguments.
    struct Fixed
    {
        QString name;
        TextDraft value;
        bool isOnlyNew
            = false; //!< written with a new entry; the user's to change or to drop afterwards

        friend bool operator==(const Fixed &, const Fixed &) = default;
    };

    QString command{QStringLiteral("command")};
    bool isCommandList = false; //!< program and arguments in one array, no member for arguments
    QString environment{QStringLiteral("env")};
    bool namesItself = false;  //!< the entry has its name in a member `name` too
    std::vector<Fixed> before; //!< written in front of the command
    std::vector<Fixed> behind;

    friend bool operator==(const EntryStyle &, const EntryStyle &) = default;
};

//! How a tool's file is written: where the map of servers is, what its reader accepts, and how it spells a server.
struct ConfigShape
{
    QStringList mapPath{QStringLiteral("mcpServers")};
    ConfigFormat format = ConfigFormat::Json;
    JsonDialect dialect;
    EntryStyle entry;
    bool isMapList = false;  //!< the servers are a list of objects that name themselves
    bool acceptsMark = true; //!< false: the tool does not load a file that starts with a UTF-8 mark
    QStringList
        projectsPath; //!< an object with one member a project folder, each with a map at mapPath; empty = none
    QStringList
        allowedPath; //!< a list of the only servers that the tool starts, if there is one; empty = none
    QStringList excludedPath; //!< a list of servers that the tool never starts; empty = none
    qsizetype maxBytes = JsonLimits().maxBytes;

    friend bool operator==(const ConfigShape &, const ConfigShape &) = default;
};

} // namespace Konstantly
