// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/refusal.h"

#include <QJsonArray>

namespace Konstantly {

class Services;
class WorkspaceSession;
struct CommandContext;

//! What is known on this device against \a key of \a session; empty when nothing is. Makes no call.
[[nodiscard]] QList<RefusalReason> knownReasons(const Key &key, WorkspaceSession &session,
                                                Services &services);
//! `[{code, certain, text}]`
[[nodiscard]] QJsonArray reasonsToJson(const QList<RefusalReason> &reasons);
[[nodiscard]] QString reasonsText(const QList<RefusalReason> &reasons); //!< one a line

//! When \a error says that the console key was refused: adds what explains it to what the command ends with.
void explainRefusedConsoleKey(const Error &error, WorkspaceSession &session,
                              CommandContext &context);

} // namespace Konstantly
