// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/devicestore.h"
#include "ui/mainwindow/windowparts.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace Konstantly {

class Banner;
class DiffView;
class StateView;
class ToolSetUp;

//! The kept versions of an AI tool's file: shows what putting one back would change, and does it. Nothing is written before
//! Restore, and the file as it is then is kept as well.
class BackupsDialog final : public QDialog
{
    Q_OBJECT

public:
    BackupsDialog(const WindowParts &parts, const QString &toolId, QWidget *parent = nullptr);

Q_SIGNALS:
    //! Done; \a results are sentences about it.
    void restored(const QStringList &results);

private:
    void load();
    void showBackups(const QList<BackupSummary> &backups);
    void preview(int row);
    void showPlan(const Result<PlannedChange> &change);
    void restore();
    void finish();

    const WindowParts &m_parts;
    QString m_toolId;
    QString m_toolName;
    QList<BackupSummary> m_backups;
    std::optional<PlannedChange> m_change;
    int m_generation = 0; // of the preview: an answer for an older choice is dropped
    StateView *m_state = nullptr;
    QListWidget *m_list = nullptr;
    DiffView *m_diff = nullptr;
    QLabel *m_notes = nullptr;
    Banner *m_problem = nullptr;
    QPushButton *m_restore = nullptr;
    ToolSetUp *m_restoring = nullptr; // child, while it is being done
};

} // namespace Konstantly
