// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/result.h"
#include "models/base/secret.h"

#include <QString>

namespace Konstantly {

//! A key that somebody typed or pasted, cleaned (security T-9).
struct TypedKey
{
    Secret key;
    QString warning; //!< translated; why it may be mistyped. Empty = it looks right
};

//! Takes spaces, line ends, quotes, zero-width characters and `KONSTANTLY_MCP_KEY=` around a key away. A key that does not
//! start with "kmcp_" or holds other characters than a key can is refused (InvalidInput); one of an unusual length is only
//! warned about: the vendor's own example has the wrong length. The sentences never quote the input.
[[nodiscard]] Result<TypedKey> keyFromInput(const QString &text);

//! What could be made of text in the "workspace address" field.
struct PastedSetup
{
    Origin origin;      //!< invalid = the text names no address
    Secret key;         //!< empty = the text holds no key
    QString keyWarning; //!< see TypedKey
};

//! Reads an address ("acme", "acme.konstantly.com", "https://…") or a pasted install snippet: the JSON of an AI tool's
//! configuration, or a `claude mcp add … --env NAME=value` line, from which it takes KONSTANTLY_URL and KONSTANTLY_MCP_KEY.
//! The shortened example keys of the documentation ("kmcp_…") count as no key.
//! Errors: OriginRefused, InvalidInput.
[[nodiscard]] Result<PastedSetup> parsePastedSetup(const QString &text);

} // namespace Konstantly
