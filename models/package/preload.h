// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! The script that Node.js runs before the server's own (--require): takes the key from the pipe on descriptor 3 and puts it
//! into process.env, so that it is neither in the arguments nor in the environment that others can read in /proc (security
//! L-2). Then it closes the descriptor and takes itself out of process.execArgv, because child_process.fork() hands that on
//! to processes whose descriptor 3 is something else. Worker threads run it again and share process.env already.
//!
//! This rather than --env-file=/dev/fd/3 (Node.js 20.6 and newer): that leaves the descriptor open, breaks fork(), and its
//! file format changes some characters that a key may have.
inline constexpr auto PreloadScript =
    R"('use strict';
const { closeSync, readFileSync } = require('fs');
if (require('worker_threads').isMainThread) {
  process.env.KONSTANTLY_MCP_KEY = readFileSync(3, 'latin1');
  closeSync(3);
  const at = process.execArgv.indexOf('--require');
  if (at >= 0) process.execArgv.splice(at, 2);
}
)";

//! Its name in the tree.
inline constexpr auto PreloadFileName = "konstantly-key.cjs";

} // namespace Konstantly
