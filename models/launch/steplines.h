// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace Konstantly {

//! What the launcher did, one line on its standard error for each step, when it is started with KONSTANTLY_MCP_STEPS=1:
//!
//!   konstantly-mcp: step NAME ok|failed N ms[ DETAIL]
//!
//! NAME is one of workspace, keychain, package, start (in this order, though keychain and package run side by side); N is a
//! whole number; DETAIL goes to the end of the line, is for people, and holds no secret. The format is a contract between the
//! launcher and testServer().
struct StepLine
{
    QString name;
    bool ok = false;
    qint64 ms = 0;
    QString detail;

    friend bool operator==(const StepLine &, const StepLine &) = default;
};

//! The environment variable that switches the lines on. Without it a healthy start prints nothing.
inline constexpr auto StepLinesVariable = "KONSTANTLY_MCP_STEPS";

//! With the line end.
[[nodiscard]] QByteArray stepLine(const StepLine &step);
//! nullopt when \a line is anything else; tolerates a line end.
[[nodiscard]] std::optional<StepLine> parseStepLine(QByteArrayView line);

} // namespace Konstantly
