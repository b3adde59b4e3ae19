// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

class QProcess;

namespace Konstantly {

//! Makes what \a process starts end when we do, however we end, and gives it a process group of its own, private new files
//! and no signal settings of ours. Before start(). Implemented per platform.
void endWithUs(QProcess &process);

//! Kills \a process and everything in its process group, see endWithUs().
void killWithChildren(QProcess &process);

} // namespace Konstantly
