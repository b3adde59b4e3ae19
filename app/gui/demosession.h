// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxthread.h"
#include "models/base/future.h"

#include <QObject>
#include <QTemporaryDir>

namespace Konstantly {

class Services;

//! What `--demo` shows: a made-up workspace on a server inside this process, and a made-up home folder with two AI tools in it, one
//! of which holds a key in plain text. Touches nothing of the user's; everything goes with it.
class DemoSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoSession)

public:
    static constexpr auto WorkspaceName = "demo";

    explicit DemoSession(QObject *parent = nullptr);
    ~DemoSession() override;

    //! Starts the server and fills the home folder. Blocks for some 50 ms, before there is a window.
    [[nodiscard]] Result<> start();
    //! Private (0700), removed with this object.
    [[nodiscard]] QString home() const { return m_home.path(); }

    //! Connects the workspace as the first start would.
    [[nodiscard]] QFuture<Result<>> connectWorkspace(Services &services);
    //! Takes everything back that lies outside home(): the keychain's slots.
    [[nodiscard]] QFuture<Result<>> end(Services &services);

private:
    [[nodiscard]] Result<> writeTools(const Secret &claudeKey);
    [[nodiscard]] Result<> writeEvents() const;
    [[nodiscard]] QString caFile() const;

    QTemporaryDir m_home;
    SandboxThread m_sandbox;
};

} // namespace Konstantly
