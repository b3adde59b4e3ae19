// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QString>
#include <QStringList>
#include <QVersionNumber>

#include <chrono>

namespace Konstantly {

//! The Node.js that runs the MCP server: found once at set-up, stored with the package, never searched for by name at a launch.
struct NodeRuntime
{
    //! The oldest version that the MCP server runs on.
    static constexpr int OldestMajor = 18;

    QString path; //!< absolute, links resolved
    QVersionNumber version;

    friend bool operator==(const NodeRuntime &, const NodeRuntime &) = default;
};

//! Where to look for Node.js.
struct NodePlaces
{
    QStringList path;  //!< the folders of PATH, in order; relative ones are skipped
    QString home;      //!< for nvm, fnm, asdf
    QStringList usual; //!< looked at last: package managers' folders
    std::chrono::milliseconds patience{5000}; //!< how long a candidate may take to tell its version

    //! PATH and HOME of this process, and the usual folders of this system.
    [[nodiscard]] static NodePlaces current();
};

//! The first Node.js in \a places that is new enough and safe to run (security L-6). Asks each candidate for its version,
//! with an empty environment: blocks for some 50 ms, so not on a window's thread. NodeMissing, with what was wrong with the
//! first candidate in detail.
[[nodiscard]] Result<NodeRuntime> findNode(const NodePlaces &places = NodePlaces::current());

//! Checks at a launch that \a node is still there and still safe to run. Starts nothing; takes microseconds.
[[nodiscard]] Result<> checkNode(const NodeRuntime &node);

} // namespace Konstantly
