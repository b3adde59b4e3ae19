// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <memory>

namespace Konstantly {

//! One window a user: the first process holds a lock and listens on a local socket, both in the user's own state folder; a later
//! one hands its arguments over and ends. Never a network socket (security N-11).
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    //! \a stateDir is made private when it does not exist.
    explicit SingleInstance(const QString &stateDir, QObject *parent = nullptr);
    ~SingleInstance() override;

    //! True in the first process; it hears the others from now on. Where no lock can be had for another reason than a running
    //! window (an unwritable folder), every process counts as the first.
    [[nodiscard]] bool isFirst();
    //! From a later process: hands \a arguments over. \return false when the first does not answer within \a timeoutMs
    [[nodiscard]] bool notifyFirst(const QStringList &arguments, int timeoutMs = 2000) const;

Q_SIGNALS:
    void notified(const QStringList &arguments);

private:
    void receive();
    [[nodiscard]] QString serverName() const;

    static constexpr qint64 MaxMessage = 4096;

    QString m_stateDir;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace Konstantly
