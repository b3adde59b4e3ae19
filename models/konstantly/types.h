// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Konstantly {

//! What a key may do. The effective scopes when it comes from Capabilities, the stored ones when from a Key.
struct Scopes
{
    bool read = false;
    bool write = false;

    friend bool operator==(const Scopes &, const Scopes &) = default;
};

//! A user as it occurs inside other rows. Ids are text: the service's two APIs do not agree on their type.
struct UserRef
{
    QString id;
    QString name;
    QString email;                //!< empty = not given
    std::optional<bool> isBanned; //!< nullopt = not known, which is never "no"

    friend bool operator==(const UserRef &, const UserRef &) = default;
};

//! Who a key acts for and what it may do now.
struct Capabilities
{
    QString
        tier; //!< the licence's mcpAccess ("none", "read", "full", or a word we do not know), not the plan's name
    Scopes scopes;
    UserRef user;
    QStringList tools; //!< an open list

    friend bool operator==(const Capabilities &, const Capabilities &) = default;
};

//! When a key was last used. "The service did not say" is not "never".
struct LastUsed
{
    enum class State { NotProvided, Never, At };

    State state = State::NotProvided;
    QDateTime at; //!< UTC, valid with State::At

    friend bool operator==(const LastUsed &, const LastUsed &) = default;
};

//! A key as the service lists it: never its plaintext.
struct Key
{
    QString id;
    QString name;   //!< text of somebody else: show it as plain text
    QString prefix; //!< "kmcp_" and 8 characters; empty = not given
    Scopes scopes;
    std::optional<UserRef> owner;
    QDateTime createdAt; //!< UTC
    LastUsed lastUsed;
    std::optional<QDateTime> revokedAt; //!< UTC
    std::optional<UserRef> revokedBy;   //!< as the audit log tells; the service's list does not

    friend bool operator==(const Key &, const Key &) = default;
};

//! The answer to creating a key: the only moment its plaintext exists.
struct CreatedKey
{
    Key key;
    Secret secret;
};

//! Event types of the audit log that are public.
namespace AuditEventType {
inline constexpr int KeyCreated = 86;
inline constexpr int KeyRevoked = 87;
inline constexpr int ToolCalled = 88;
} // namespace AuditEventType

//! One row of the audit log.
struct AuditEvent
{
    QString id;
    int eventType = 0;   //!< AuditEventType or any other number
    QDateTime createdAt; //!< UTC
    std::optional<UserRef> author;
    QString targetType;
    QString targetId; //!< empty = none
    QString tool;     //!< data.tool, for tool calls
    QByteArray data;  //!< the JSON object as it came; empty = none

    friend bool operator==(const AuditEvent &, const AuditEvent &) = default;
};

//! One MCP call in the workspace's AI usage.
struct UsageEntry
{
    QString id;
    QDateTime createdAt; //!< UTC
    QString intentType;
    QString tool;
    QString keyId; //!< empty = none
    std::chrono::milliseconds duration{0};
    bool isSuccess = false;
    std::optional<UserRef> user;

    friend bool operator==(const UsageEntry &, const UsageEntry &) = default;
};

//! One page of a list. Complete when items.size() reaches totalCount.
template<typename T>
struct Page
{
    QList<T> items;
    qint64 totalCount = 0;
    QDateTime serverDate
        = {}; //!< the service's clock as it answered, UTC, to the second; invalid = not told

    friend bool operator==(const Page &, const Page &) = default;
};

//! A span of time; an invalid end is open.
struct TimeWindow
{
    QDateTime from;
    QDateTime to;
};

} // namespace Konstantly
