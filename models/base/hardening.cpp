// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/hardening.h"

namespace Konstantly {

void hardenProcess(Portals) {}

} // namespace Konstantly
