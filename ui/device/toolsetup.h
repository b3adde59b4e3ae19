// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/deviceprotection.h"

#include <QObject>
#include <QStringList>

namespace Konstantly {

//! Sets up several AI tools, one after the other, and collects what came of each.
class ToolSetUp final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToolSetUp)

public:
    ToolSetUp(DeviceProtection &protection, DeviceStore &device, QObject *parent = nullptr);

    //! Plans each tool of \a toolIds for \a workspaceName and applies the plan at once. Call once.
    void run(const QStringList &toolIds, const QString &workspaceName);
    //! Applies plans that somebody has looked at. Call once.
    void apply(const QList<DeviceProtection::Plan> &plans);

    [[nodiscard]] const QStringList &results() const { return m_results; }
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

Q_SIGNALS:
    void progressed(const QString &toolName);
    void finished();

private:
    void planNext();
    void applyNext();
    void applyOne(const DeviceProtection::Plan &plan, void (ToolSetUp::*next)());
    void note(const QString &toolId, const Result<> &result, ChangeAction action);
    [[nodiscard]] QString toolName(const QString &toolId) const;

    DeviceProtection &m_protection;
    DeviceStore &m_device;
    QString m_workspaceName;
    QStringList m_toolIds;
    QList<DeviceProtection::Plan> m_plans;
    QStringList m_results;
    QStringList m_problems;
};

} // namespace Konstantly
