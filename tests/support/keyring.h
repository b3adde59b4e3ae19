// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcess>
#include <QString>

#include <csignal>

namespace Konstantly::Tests {

//! The gnome-keyring of the test's private session (konstantly_test's KEYRING option). Its password is "test".

//! The process that owns the keychain's name on the session bus, 0 when there is none.
[[nodiscard]] pid_t keyringPid();
void lockKeyring();
//! Without a prompt, by gnome-keyring's interface for its own tools; starts the daemon when it is gone.
void unlockKeyring();

//! Freezes the keyring's process while it lives.
class FrozenKeyring final
{
public:
    FrozenKeyring()
        : m_pid(keyringPid())
    {
        kill(m_pid, SIGSTOP);
    }
    ~FrozenKeyring() { thaw(); }
    Q_DISABLE_COPY_MOVE(FrozenKeyring)
    void thaw() const { kill(m_pid, SIGCONT); }

private:
    const pid_t m_pid;
};

} // namespace Konstantly::Tests
