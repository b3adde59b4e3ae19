// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"

#include <QString>
#include <QStringView>

namespace Konstantly {

//! The keys that this process has in hands, so that redacted() knows them in any spelling, even cut or wrapped.
//!
//! Holds hashes of short pieces, not the keys. Whoever obtains a key (from the keychain, a dialog, the service, a file)
//! adds it. Thread-safe, process-wide like the log itself.
class LiveSecrets final
{
public:
    //! \a secret is a key, or a text that contains one: its runs of 16 and more key characters are remembered.
    static void add(const Secret &secret);
    //! Forgets all of them. For tests.
    static void clear();

private:
    LiveSecrets() = delete;
};

//! \a text as one line that is safe to log or to show in public: no key, no credential header's value, no control or
//! direction characters, at most \a maxLength characters (security G-1, G-3).
//!
//! Knows `kmcp_…` and everything in LiveSecrets: raw, cut, wrapped over lines, percent-, JSON-, HTML- or C-escaped, in
//! base64 and in hex. Shows a key as `kmcp_abcd…‹redacted›`.
[[nodiscard]] QString redacted(QStringView text, qsizetype maxLength = 512);

} // namespace Konstantly
