// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/integration/device.h"

#include <QStringList>

#include <vector>

namespace Konstantly::Tests {

//! A real MCP client from npm, and how it is used without a window.
struct Client
{
    const char *name;
    const char *tool;       //!< our id of the AI tool whose file it reads
    QStringList executable; //!< below the folder of clients; with a leading "node" it is a script
    QStringList variables;  //!< NAME=value that it needs
    QStringList list;       //!< arguments that make it start its servers and say how that went
    QByteArray connected;   //!< what it says of a server that answers
    QStringList call; //!< arguments that make it call get-env; empty = it can't without a model
    bool showsTools = false; //!< what it says names the server's tools and describes them

    friend bool operator==(const Client &, const Client &) = default;
};

[[nodiscard]] const std::vector<Client> &clients();
[[nodiscard]] const Client &clientNamed(const QString &name);

//! Why \a client can't run here; empty = it can.
[[nodiscard]] QString whyNot(const Client &client);

//! Where the session bus of a desktop would be for the client.
enum class Bus {
    Ours, //!< this test's, with the real keychain, at the usual place and nowhere in the environment
    None
};

//! Runs \a client on \a device with the environment that a stripped client gets: HOME, PATH, USER, LANG, TERM, and a stale
//! KONSTANTLY_MCP_KEY that must not win.
[[nodiscard]] Device::Outcome runClient(const Device &device, const Client &client,
                                        const QStringList &arguments, Bus bus = Bus::Ours);

//! A key that was left over in somebody's shell.
[[nodiscard]] QByteArray staleKey();

} // namespace Konstantly::Tests
