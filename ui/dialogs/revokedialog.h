// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/mainwindow/windowparts.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class RevocationView;
struct RevokePreview;

//! Asks before keys are revoked (security T-6): names each, shows what stops working, wants the name typed of one that is in use
//! here. Then does it and shows the result.
class RevokeDialog final : public QDialog
{
    Q_OBJECT

public:
    RevokeDialog(const WindowParts &parts, const WorkspaceParts &workspace, const QStringList &ids,
                 QWidget *parent = nullptr);

    void reject() override;

private:
    void addKeys(QVBoxLayout *column, const RevokePreview &preview);
    void addConsequences(QVBoxLayout *column, const RevokePreview &preview);
    void addNameFields(QVBoxLayout *column, const QStringList &names);
    void updateButton();
    void start();

    const WindowParts &m_parts;
    WorkspaceParts m_workspace;
    QStringList m_ids;
    QWidget *m_question = nullptr;
    RevocationView *m_run = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_confirm = nullptr;
    QList<std::pair<QLineEdit *, QString>> m_names; // a field and what has to be in it
};

} // namespace Konstantly
