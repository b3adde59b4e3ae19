// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {
class SecretStore;
}

namespace Konstantly::Tests {

//! What every SecretStore that works must do. Run it in a test function of its own; it fails that one. Leaves nothing behind.
void checkSecretStoreContract(SecretStore &store);

} // namespace Konstantly::Tests
