// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/audit/localevents.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace Konstantly {

class DeviceStore;
class Settings;
class WorkspaceSession;

//! Writes down what this program does on this device, in the window and on the command line alike, as the stores and jobs tell that
//! it is done. Only names and places go in, and those redacted; an event that can't be written is told to the log once.
class EventRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventRecorder)

public:
    explicit EventRecorder(LocalEvents events, QObject *parent = nullptr);
    //! Writes down what is not yet.
    ~EventRecorder() override;

    //! Changes of AI tools' files.
    void follow(DeviceStore &device);
    //! Changes of the preferences that a policy can manage, by this program: which, and, where it is harmless, from what to what.
    //! \a settings outlives this.
    void follow(const Settings &settings);
    //! Keys that are made, replaced and revoked from here, and refusals of the key that this program itself uses.
    void follow(WorkspaceSession &session);
    //! For what no store knows of: a key that was shown or copied.
    void note(AuditKind kind, const QString &workspace, const QString &subject,
              const QString &detail = {});

private:
    void noteSettings();

    LocalEvents m_events;
    const Settings *m_settings = nullptr;
    std::map<QLatin1StringView, QString>
        m_noted; // what the preferences were when they were last looked at
    QTimer m_rest;
    bool m_hasFailed = false;
};

} // namespace Konstantly
