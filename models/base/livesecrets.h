// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"
#include "models/base/textunits.h"

#include <cstddef>
#include <vector>

namespace Konstantly {

//! The keys that this process has in hands, so that redacted() knows them in any spelling, even cut or wrapped.
//!
//! Holds hashes of short pieces, not the keys. Whoever obtains a key (from the keychain, a dialog, the service, a file)
//! adds it. Thread-safe, process-wide like the log itself.
class LiveSecrets final
{
public:
    //! Pieces of a key that are shorter than this are not recognised.
    static constexpr std::size_t GramLength = 12;

    //! \a secret is a key, or a text that contains one: its runs of 16 and more key characters are remembered.
    static void add(const Secret &secret);
    //! Forgets all of them. For tests.
    static void clear();

    //! Where in \a text (condensed) the GramLength characters are a piece of a key, raw, in base64 or in hex.
    [[nodiscard]] static std::vector<std::size_t> piecesIn(const TextUnits &text);

private:
    LiveSecrets() = delete;
};

} // namespace Konstantly
