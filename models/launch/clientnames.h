// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

#include <vector>

namespace Konstantly {

//! How an AI tool names itself in `initialize` (clientInfo.name).
struct ClientName
{
    //! Where the name comes from.
    enum class Evidence {
        Measured, //!< seen on a connection from the real program
        Assumed   //!< read in its documentation or source; to be confirmed with the real program
    };

    const char *name;   //!< as it is sent
    const char *toolId; //!< ours (cli.md)
    Evidence evidence = Evidence::Assumed;
};

//! All names that are known. Several may belong to one tool.
[[nodiscard]] const std::vector<ClientName> &clientNames();

//! The id of our tool whose program calls itself \a clientName; \a clientName itself where nobody is known by it. Case does
//! not count.
[[nodiscard]] QString toolIdOfClient(const QString &clientName);

//! The other way round: everything that the program of our tool \a toolId calls itself; \a toolId itself where no name is known.
[[nodiscard]] QStringList clientNamesOfTool(const QString &toolId);

} // namespace Konstantly
