// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/clientcatalog.h"

#include <QLatin1StringView>

#include <span>

namespace Konstantly {

//! One line of the table of places. Of one tool's lines, the most likely comes first.
struct ClientPlace
{
    enum System : unsigned { Linux = 1, MacOs = 2, Windows = 4, Any = 7 };

    QLatin1StringView tool;
    unsigned systems = Any;
    //! The tool's own folder. `%HOME%`, `%CONFIG%` (XDG), `%USERDATA%` (where programs of that system keep their data for a
    //! user), `%APPDATA%`, `%LOCALAPPDATA%` stand for the places they name there, a `*` in one step for every folder that fits.
    QLatin1StringView folder;
    //! Its configuration file, below folder unless it begins with a place.
    QLatin1StringView file;
    //! An environment variable that, when it is set, names the folder instead; empty = none. Then variableFile is below it.
    QLatin1StringView variable = {};
    QLatin1StringView variableFile = {};
};

[[nodiscard]] std::span<const ClientPlace> clientPlaces();

} // namespace Konstantly
