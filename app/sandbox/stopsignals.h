// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace Konstantly {

//! Tells when the program should end: SIGTERM, SIGINT, SIGHUP, or the end of its standard input.
//!
//! One per process. What is typed into the input is thrown away.
class StopSignals final : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;
    Q_DISABLE_COPY_MOVE(StopSignals)

Q_SIGNALS:
    //! May come more than once.
    void stopRequested();
};

} // namespace Konstantly
