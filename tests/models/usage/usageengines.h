// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/models/usage/usagehistory.h"

#include <QTest>

namespace Konstantly::Tests {

//! What a history can be kept in: a file of SQLite, and PostgreSQL where it can be run. Tests ask with a column "isServer".
class UsageEngines final
{
public:
    //! Takes a second or two: once a test program.
    void start() { m_noServer = m_server.start(); }
    //! The column and a row for each.
    static void addRows()
    {
        QTest::addColumn<bool>("isServer");
        QTest::newRow("SQLite") << false;
        QTest::newRow("PostgreSQL") << true;
    }
    //! Why it can't be had here; empty = it can.
    [[nodiscard]] QString missing(bool isServer) const { return isServer ? m_noServer : QString(); }
    //! As UsageHistory takes it.
    [[nodiscard]] PostgresServer *server(bool isServer) { return isServer ? &m_server : nullptr; }

private:
    PostgresServer m_server;
    QString m_noServer;
};

} // namespace Konstantly::Tests
