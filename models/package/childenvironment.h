// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcessEnvironment>
#include <QString>

namespace Konstantly {

//! The environment of a Node.js process that we start: an allow-list (security L-5). Of \a inherited pass the language, the
//! time zone, the temporary folder and the proxy settings; HOME is \a home; PATH is the folder of \a node and the system's
//! own, so that nothing is found in a folder somebody put in front. Everything else stays out: NODE_OPTIONS, LD_*, npm_config_*,
//! and a KONSTANTLY_MCP_KEY left over in the user's shell.
[[nodiscard]] QProcessEnvironment childEnvironment(const QProcessEnvironment &inherited,
                                                   const QString &home, const QString &node);

} // namespace Konstantly
