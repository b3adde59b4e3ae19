// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxfault.h"
#include "app/sandbox/sandboxlicence.h"
#include "models/base/clock.h"
#include "models/base/result.h"
#include "models/base/secret.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>

namespace Konstantly {

class SandboxWorkspace;

//! What a fresh sandbox contains.
enum class SandboxSeed {
    Demo, //!< 14 keys of 6 people, one of them banned; 90 days of usage and audit events, relative to now
    Empty, //!< one administrator with one key
    Large  //!< 10,000 keys, 250,000 audit events
};

struct SandboxOptions
{
    quint16 port = 0; //!< 0 = any free one
    SandboxSeed seed = SandboxSeed::Demo;
    SandboxLicence licence;
    QList<SandboxFault> faults;
    Clock clock = systemClock(); //!< for limits and time stamps; called in the server's thread
};

//! How to reach a running sandbox.
struct SandboxAccess
{
    QUrl url; //!< https://localhost:PORT
    QByteArray
        caPem; //!< the authority that vouches for it; constrained to localhost, its key is already gone
    Secret
        adminKey; //!< key "alex-laptop" of the administrator Alex Kim: read and write, `mcp_manage`
};

//! The local stand-in of the service: the whole contract over HTTPS, on 127.0.0.1 and ::1 only, state in memory.
//!
//! Lives in the thread it was made in and needs that thread's event loop; see SandboxThread for a server that does not
//! share the caller's. Never ends the process, whatever it is sent.
class SandboxServer final : public QObject
{
    Q_OBJECT

public:
    explicit SandboxServer(QObject *parent = nullptr);
    ~SandboxServer() override;
    Q_DISABLE_COPY_MOVE(SandboxServer)

    //! Seeds a new workspace, makes the certificates and listens. Offline when the port is taken, Internal when OpenSSL
    //! fails. A running server is stopped first.
    [[nodiscard]] Result<SandboxAccess> start(const SandboxOptions &options = {});
    //! Closes every connection. The state stays readable until the next start.
    void stop();
    [[nodiscard]] bool isRunning() const;

    [[nodiscard]] QUrl url() const { return m_access.url; }
    [[nodiscard]] QByteArray caPem() const { return m_access.caPem; }
    [[nodiscard]] Secret adminKey() const { return m_access.adminKey; }

    //! Replaces all faults; in force with the next request.
    void setFaults(const QList<SandboxFault> &faults);

    //! The state behind the answers, for tests and for seeding. Valid after start().
    [[nodiscard]] SandboxWorkspace &workspace();

private:
    class Private;
    SandboxAccess m_access;
    std::unique_ptr<Private> m_private;
};

} // namespace Konstantly
