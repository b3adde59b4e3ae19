// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/base/future.h"
#include "models/konstantly/types.h"
#include "models/net/httprequest.h"

#include <QObject>

#include <memory>
#include <optional>

namespace Konstantly {

class ConsoleAccess;
class KonstantlyClient;
struct Workspace;
class WorkspaceStore;

//! Keys that this device holds but whose id it does not know yet are listed as "local:" and their prefix.
inline constexpr QStringView LocalIdPrefix = u"local:";

//! Where a list of keys comes from, best first. The names are stable (cli.md).
enum class KeySource {
    Api,   //!< the service's list: complete
    Audit, //!< the service does not list keys to this one; put together from its audit log, so without scopes and last use
    Local  //!< neither: only the keys that this device holds itself
};
[[nodiscard]] QString keySourceName(KeySource source); //!< "api", "audit", "local"

//! One workspace's keys: the truth that models, window and command line share. Main thread.
//!
//! A failed refresh keeps the last list; lastError() and fetchedAt() tell how old it is. The answer of a refresh that a newer
//! one overtook is dropped. Where the service refuses to list keys (contract, rule 2) the list comes from the audit log or
//! from what this device knows, and managementRefusal() says why.
class KeyStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyStore)

public:
    //! Fetches nothing yet. Ids and revocations that the list tells about this device's own keys are written to \a workspaces.
    KeyStore(ConsoleAccess &access, WorkspaceStore &workspaces, Clock clock = systemClock(),
             QObject *parent = nullptr);
    ~KeyStore() override;

    //! Starts over; a refresh in progress is aborted and its future ends with Cancelled. The future may be ignored.
    QFuture<Result<>> refresh(Purpose purpose = Purpose::UserAction);
    //! Aborts a refresh in progress; its future ends with Cancelled.
    void cancel();

    [[nodiscard]] bool isLoading() const { return m_scope != nullptr; }
    //! Why the last refresh failed; empty after a success.
    [[nodiscard]] std::optional<Error> lastError() const { return m_lastError; }
    //! When it failed, UTC: Error::retryAfter counts from then.
    [[nodiscard]] QDateTime lastErrorAt() const { return m_lastErrorAt; }
    //! When keys() was true, UTC; invalid = nothing was fetched yet.
    [[nodiscard]] QDateTime fetchedAt() const { return m_fetchedAt; }
    [[nodiscard]] KeySource source() const { return m_source; }
    //! False when the list may miss keys: it was put together from a part of the audit log, or from this device alone.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    //! Why keys can't be created or revoked from here, so that the browser has to do; empty = they can, as far as known.
    [[nodiscard]] std::optional<Error> managementRefusal() const { return m_refusal; }

    //! Revoked ones included; newest first.
    [[nodiscard]] const QList<Key> &keys() const { return m_keys; }
    [[nodiscard]] std::optional<Key> find(QStringView id) const;
    [[nodiscard]] QStringList activeNames() const;

    [[nodiscard]] ConsoleAccess &access() const { return m_access; }

    //! Puts a key that was created a moment ago into the list, without a call.
    void noteCreated(const Key &key);

Q_SIGNALS:
    //! The list or its source changed; not after a refresh that brought the same.
    void keysChanged();
    //! isLoading(), lastError(), fetchedAt() or managementRefusal() changed.
    void stateChanged();

private:
    class Refresh;
    struct Answer;
    void take(const Answer &answer);
    void finish(Refresh *refresh, const Result<> &result);
    void recordOwnKeys();

    ConsoleAccess &m_access;
    WorkspaceStore &m_workspaces;
    Clock m_clock;
    QList<Key> m_keys;
    KeySource m_source = KeySource::Local;
    QDateTime m_fetchedAt;
    std::optional<Error> m_lastError;
    QDateTime m_lastErrorAt;
    std::optional<Error> m_refusal;
    bool m_isComplete = false;
    Refresh *m_scope = nullptr; // child; the refresh in progress
};

//! The key that window and command line use, and the one that AI tools use when it is another, as far as this device knows
//! them without a list.
[[nodiscard]] Key consoleKeyAsKnown(const Workspace &workspace);
[[nodiscard]] std::optional<Key> deviceKeyAsKnown(const Workspace &workspace);

//! Keys as far as the audit log tells: created (86), revoked (87), newest first. Pure.
[[nodiscard]] QList<Key> keysFromAudit(const QList<AuditEvent> &events);

} // namespace Konstantly
