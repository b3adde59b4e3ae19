// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Konstantly {

//! Frees what OpenSSL keeps for the calling thread; it makes it anew when it is asked again. The last that a thread does before
//! anybody hears that its work is done, unless it is joined by the system's own means (std::jthread).
//!
//! OpenSSL frees it by itself when the thread ends. But neither QThread::wait() nor QThreadPool::waitForDone() waits for
//! that, so it may happen while the main thread takes OpenSSL down at the end of the process, without a lock between them: the
//! process then dies of a corrupted heap when all its work is done (measured: seen once in a whole test run, 3 of 360 times
//! with the thread's end delayed by up to 3 ms, OpenSSL 3.0, Qt 6.4).
void releaseOpenSslThread();

} // namespace Konstantly
