// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace Konstantly {

//! One run of one process: a pid alone is given out again after a while.
struct ProcessIdentity
{
    qint64 pid = 0;
    quint64 start = 0; //!< in the system's own units; 0 where it can't be known

    [[nodiscard]] static ProcessIdentity current();
    //! True while that process runs; also when that can't be told.
    [[nodiscard]] bool isRunning() const;

    friend bool operator==(const ProcessIdentity &, const ProcessIdentity &) = default;
};

} // namespace Konstantly
