// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/checkup/check.h"
#include "models/checkup/checkfacts.h"

#include <span>

//! \file The checks: pure functions of the facts. Each answers one CheckResult with a stable id, and CannotTell whenever
//! what it needs is not there.

namespace Konstantly {

using CheckFunction = CheckResult (*)(const CheckFacts &facts);

//! Every check, in the order in which those of one state are shown.
[[nodiscard]] std::span<const CheckFunction> allChecks();

namespace Checks {

// keyrisks.cpp: keys of the workspace
[[nodiscard]] CheckResult ownerLeft(const CheckFacts &facts);
[[nodiscard]] CheckResult exposedKeys(const CheckFacts &facts);
[[nodiscard]] CheckResult rotationDue(const CheckFacts &facts);
[[nodiscard]] CheckResult naming(const CheckFacts &facts);
[[nodiscard]] CheckResult unusedKeys(const CheckFacts &facts);
// keychecks.cpp: keys of this device
[[nodiscard]] CheckResult unfinishedRotations(const CheckFacts &facts);
[[nodiscard]] CheckResult ownDeviceKey(const CheckFacts &facts);
[[nodiscard]] CheckResult writeScope(const CheckFacts &facts);
// devicechecks.cpp: AI tools and files
[[nodiscard]] CheckResult plaintextKeys(const CheckFacts &facts);
[[nodiscard]] CheckResult keyCopies(const CheckFacts &facts);
[[nodiscard]] CheckResult toolUrls(const CheckFacts &facts);
[[nodiscard]] CheckResult toolEntries(const CheckFacts &facts);
[[nodiscard]] CheckResult privateFiles(const CheckFacts &facts);
// packagechecks.cpp
[[nodiscard]] CheckResult packageVerified(const CheckFacts &facts);
[[nodiscard]] CheckResult packageSignature(const CheckFacts &facts);
[[nodiscard]] CheckResult nodeRuntime(const CheckFacts &facts);
// systemchecks.cpp
[[nodiscard]] CheckResult serviceAnswers(const CheckFacts &facts);
[[nodiscard]] CheckResult keychainHealthy(const CheckFacts &facts);
[[nodiscard]] CheckResult meteringOn(const CheckFacts &facts);
[[nodiscard]] CheckResult siemDelivery(const CheckFacts &facts);

// What several checks say.
//! The answer of a check that could not look, and why.
[[nodiscard]] CheckResult cannotTell(const QString &id, const QString &title, const Error &why);
[[nodiscard]] CheckResult cannotTell(const QString &id, const QString &title,
                                     const QString &detail);
//! The first few of \a names, made visible, and how many more there are.
[[nodiscard]] QString someNames(const QStringList &names);

} // namespace Checks

} // namespace Konstantly
