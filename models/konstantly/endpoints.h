// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLatin1StringView>

namespace Konstantly {

//! How sure it is that the service really has an operation, or names a thing like this (contract, x-certainty).
enum class Certainty {
    Documented, //!< the vendor's public documentation states it
    Withdrawn,  //!< an older public revision stated it, it was removed since
    Assumed     //!< best-evidenced guess; nobody outside the vendor knows
};

//! One name on the wire and how sure it is.
struct WireName
{
    QLatin1StringView text;
    Certainty certainty = Certainty::Assumed;
};

//! Every path, query name and envelope of the service. What turns out to be different is corrected here and nowhere else.
namespace Wire {

inline constexpr WireName CapabilitiesPath{QLatin1StringView("/api/v2/mcp/capabilities"),
                                           Certainty::Documented};
inline constexpr WireName KeysPath{QLatin1StringView("/api/v2/mcp/keys"),
                                   Certainty::Assumed}; //!< GET, POST; + "/ID" DELETE
inline constexpr WireName AuditPath{QLatin1StringView("/api/v2/audit"), Certainty::Documented};
inline constexpr WireName UsersPath{QLatin1StringView("/api/v2/users"),
                                    Certainty::Documented}; //!< + "/ID"
inline constexpr WireName UsagePath{QLatin1StringView("/api/v2/chat/usage"), Certainty::Withdrawn};

inline constexpr WireName Limit{QLatin1StringView("limit"), Certainty::Documented};
inline constexpr WireName Offset{QLatin1StringView("offset"), Certainty::Documented};
inline constexpr WireName AuditAuthor{QLatin1StringView("fields[author]"), Certainty::Documented};
inline constexpr WireName AuditFrom{QLatin1StringView("fields[createdAt][from]"),
                                    Certainty::Documented};
inline constexpr WireName AuditTo{QLatin1StringView("fields[createdAt][to]"),
                                  Certainty::Documented};
inline constexpr WireName UsageIntent{QLatin1StringView("intentType"), Certainty::Withdrawn};
inline constexpr WireName UsageIntentTool{QLatin1StringView("mcp_tool"), Certainty::Withdrawn};
inline constexpr WireName UsageFrom{QLatin1StringView("from"), Certainty::Assumed};
inline constexpr WireName UsageTo{QLatin1StringView("to"), Certainty::Assumed};

inline constexpr WireName KeysEnvelope{QLatin1StringView("keys"), Certainty::Assumed};
inline constexpr WireName AuditEnvelope{QLatin1StringView("events"), Certainty::Assumed};
inline constexpr WireName UsageEnvelope{QLatin1StringView("usage"), Certainty::Assumed};
inline constexpr WireName TotalCount{QLatin1StringView("totalCount"), Certainty::Assumed};
inline constexpr WireName CreatedKey{QLatin1StringView("key"),
                                     Certainty::Assumed}; //!< the plaintext, in the answer to POST

} // namespace Wire

//! The page of the web console where keys are made and deleted by hand: guided mode opens it. Documented.
inline constexpr WireName ConsoleKeysPage{QLatin1StringView("/settings/api-keys"),
                                          Certainty::Documented};

inline constexpr int MaxPageSize = 250;

} // namespace Konstantly
