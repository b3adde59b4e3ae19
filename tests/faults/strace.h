// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QStringList>

namespace Konstantly::Tests {

//! \file Programs under strace, which tells their system calls, kills them at any of them, or lets any of them fail.

//! One system call: the NUMBERth of its NAME in its thread.
struct TracedCall
{
    qint64 thread = 0; //!< 0 when only one was traced
    QByteArray name;
    int number = 0;
    QByteArray line;

    [[nodiscard]] QString kill() const;
    //! \a error: its name, or a number for what the call returns instead of doing anything.
    [[nodiscard]] QString fail(const QByteArray &error) const;
    //! Whether it can change what is on the disk, or what somebody else sees of it.
    [[nodiscard]] bool isChanging() const;
    //! On one of the atomic writer's temporary files.
    [[nodiscard]] bool isOnTemporary() const;
};

//! Why strace can't be used here; empty when it can.
[[nodiscard]] QString straceProblem();

//! The calls in what `strace -f -o FILE` wrote, in order.
[[nodiscard]] QList<TracedCall> tracedCalls(const QByteArray &trace);

//! The errors worth trying on a call of that name.
[[nodiscard]] QByteArrayList errorsFor(const QByteArray &call);

//! Whether a commit must not claim success after \a call failed with \a error: the new content is not safely there then,
//! whatever the rest says. \a isRenamed: the file has its new name already.
[[nodiscard]] bool mustRefuse(const TracedCall &call, const QByteArray &error, bool isRenamed);

} // namespace Konstantly::Tests
