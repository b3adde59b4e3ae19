// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>

namespace Konstantly {

struct SandboxAuditEvent;
struct SandboxCourse;
struct SandboxKey;
struct SandboxUsageRow;
struct SandboxUser;

// The rows of the contract. A null user leaves the member away, which means "not provided".

[[nodiscard]] QJsonObject scopesJson(bool read, bool write);
[[nodiscard]] QJsonObject userJson(const SandboxUser &user);
[[nodiscard]] QJsonObject keyJson(const SandboxKey &key, const SandboxUser *owner);
[[nodiscard]] QJsonObject auditJson(const SandboxAuditEvent &event, const SandboxUser *author);
[[nodiscard]] QJsonObject usageJson(const SandboxUsageRow &row, const SandboxUser *user);
[[nodiscard]] QJsonObject courseJson(const SandboxCourse &course);

} // namespace Konstantly
