// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"

#include <QString>
#include <QStringList>

namespace Konstantly {

//! The SHA-256 fingerprints ("AB:CD:…") of the certificates in the PEM file at \a path, in their order, as an administrator
//! compares them. Reads the file. FileUnreadable, FileNotParsable when there is none in it.
[[nodiscard]] Result<QStringList> certificateFingerprints(const QString &path);

} // namespace Konstantly
