// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace Konstantly {

//! Turns SIGTERM, SIGINT and SIGHUP into an orderly end, so that a key on the clipboard is cleared then too (security P-2) and the
//! demo takes its keys along. One per process; does nothing on Windows.
class QuitSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuitSignals)

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

Q_SIGNALS:
    void quitRequested();
};

} // namespace Konstantly
