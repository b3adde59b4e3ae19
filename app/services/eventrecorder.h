// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/localevents.h"

#include <QObject>

namespace Konstantly {

class DeviceStore;
class WorkspaceSession;

//! Writes down what this program does on this device, in the window and on the command line alike, as the stores and jobs tell that
//! it is done. Only names and places go in, and those redacted; an event that can't be written is told to the log once.
class EventRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventRecorder)

public:
    explicit EventRecorder(LocalEvents events, QObject *parent = nullptr);

    //! Changes of AI tools' files.
    void follow(DeviceStore &device);
    //! Keys that are made, replaced and revoked from here.
    void follow(WorkspaceSession &session);
    //! For what no store knows of: a key that was shown or copied.
    void note(AuditKind kind, const QString &workspace, const QString &subject,
              const QString &detail = {});

private:
    LocalEvents m_events;
    bool m_hasFailed = false;
};

} // namespace Konstantly
