// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/logging.h"

namespace Konstantly {

void installLogSink(const LogOptions &) {}
void removeLogSink() {}

} // namespace Konstantly
