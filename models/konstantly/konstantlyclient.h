// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/future.h"
#include "models/konstantly/types.h"
#include "models/net/boundkey.h"
#include "models/net/httprequest.h"

#include <QUrl>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace Konstantly {

class HttpClient;

//! The service's operations, typed, for one key of one workspace.
//!
//! Copyable and cheap; holds no state between calls. Every future ends with a result; deleting \a scope ends it with
//! Cancelled (HttpClient says more). Reading calls take a Purpose: timers must pass Purpose::Automatic, so that a key
//! that was rejected is left alone until somebody acts. A list is complete or an error, never a part of itself.
//! Errors besides HttpClient's: BadResponse with the path of the field that is wrong, `keys[3].createdAt: not a date`.
class KonstantlyClient final
{
public:
    //! \a http must outlive this object and its calls.
    KonstantlyClient(HttpClient &http, BoundKey key, TrustOptions trust = {});

    [[nodiscard]] const Origin &origin() const { return m_key.origin; }

    //! Who the key acts for: the way to check a key. Documented.
    [[nodiscard]] QFuture<Result<Capabilities>> capabilities(QObject *scope,
                                                             Purpose = Purpose::UserAction) const;

    //! One page of the workspace's keys, newest first, revoked ones included. Assumed.
    [[nodiscard]] QFuture<Result<Page<Key>>> listKeys(int offset, int limit, QObject *scope,
                                                      Purpose = Purpose::UserAction) const;
    //! Every key, page by page. A server whose pages repeat or never end is a BadResponse.
    [[nodiscard]] QFuture<Result<QList<Key>>> allKeys(QObject *scope,
                                                      Purpose = Purpose::UserAction) const;

    //! Makes a key. Sent once; OutcomeUnknown when the answer was lost, or came and could not be read: list the keys
    //! before trying again. Assumed.
    [[nodiscard]] QFuture<Result<CreatedKey>> createKey(const QString &name, Scopes scopes,
                                                        QObject *scope) const;
    //! Revokes a key. One that is gone already is success. Sent once. Assumed.
    [[nodiscard]] QFuture<Result<>> revokeKey(const QString &keyId, QObject *scope) const;

    //! Newest first; \a authorId empty = everybody. Documented path, assumed rows.
    [[nodiscard]] QFuture<Result<Page<AuditEvent>>>
    auditEvents(const TimeWindow &window, int offset, int limit, QObject *scope,
                Purpose = Purpose::UserAction, const QString &authorId = {}) const;
    //! MCP calls, newest first. Withdrawn from the documentation.
    [[nodiscard]] QFuture<Result<Page<UsageEntry>>> usage(const TimeWindow &window, int offset,
                                                          int limit, QObject *scope,
                                                          Purpose = Purpose::UserAction) const;
    //! Documented path, assumed row.
    [[nodiscard]] QFuture<Result<UserRef>> user(const QString &userId, QObject *scope,
                                                Purpose = Purpose::UserAction) const;

private:
    HttpClient *m_http;
    BoundKey m_key;
    TrustOptions m_trust;
};

//! Whether \a error, from a call on the keys, means that this server does not let a key manage keys: 401, 402, 403, 404
//! or 405. The program then guides through the browser instead (contract, rule 2). MCP switched off (LicenseDisabled)
//! counts too.
[[nodiscard]] bool isManagementRefused(const Error &error);

//! Where keys are managed by hand: "https://TENANT/settings/api-keys".
[[nodiscard]] QUrl consoleKeysPage(const Origin &origin);

} // namespace Konstantly
