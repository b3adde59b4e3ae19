// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! Loads the user's language, or English, whose file holds the plural forms ("1 key", "14 keys"). Call once, after the
//! QCoreApplication exists. The program must have been given its translations in CMake: konstantly_translations(TARGET).
void installTranslations();

} // namespace Konstantly
