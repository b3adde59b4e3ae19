// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// What konstantly_precompile() compiles its headers with: they need a source.
