// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

struct RevokeReport;
struct WindowParts;
struct WorkspaceParts;

//! Revokes keys and shows how far it is, then what came of it; the result stays readable. Part of a dialog.
class RevocationView final : public QWidget
{
    Q_OBJECT

public:
    RevocationView(const WindowParts &parts, const WorkspaceParts &workspace,
                   QWidget *parent = nullptr);

    void start(const QStringList &ids);
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    //! Stops after the key in hand.
    void cancel();

Q_SIGNALS:
    //! The result is shown now. \a allRevoked: every key is confirmed to be revoked.
    void finished(bool allRevoked);

private:
    void showReport(const RevokeReport &report);
    void showFailure(const Error &error);
    void addLine(const QString &text, bool isProblem);

    const WindowParts &m_parts;
    const WorkspaceParts &m_workspace;
    bool m_isRunning = false;
    QLabel *m_progressText = nullptr;
    QProgressBar *m_progress = nullptr;
    QVBoxLayout *m_lines = nullptr;
    QPushButton *m_browser = nullptr;
};

} // namespace Konstantly
