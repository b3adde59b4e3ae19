// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"
#include "ui/mainwindow/windowparts.h"

#include <QDialog>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class Banner;
class ChoiceRow;
class GuidedKeyPane;
class KeyForm;
class ToolSetUp;
struct StoredKey;

//! Makes a key: name with a live check, what it may do, when to rotate it, and which AI tools on this device get it in the same
//! step. Where the service does not let our key make keys, it guides through the browser and takes the key from there.
class NewKeyDialog final : public QDialog
{
    Q_OBJECT

public:
    NewKeyDialog(const WindowParts &parts, const WorkspaceParts &workspace,
                 QWidget *parent = nullptr);
    ~NewKeyDialog() override;

    void reject() override;

Q_SIGNALS:
    void created(const QString &keyId);

private:
    void addName(QVBoxLayout *column);
    void addScopes(QVBoxLayout *column);
    void addTools(QVBoxLayout *column);
    void showForm();
    void showSuggestions();
    void askKeychain();
    void start();
    void showFailure(const Error &error);
    void showOrphan();
    void setGuided(bool isGuided);
    void setBusy(bool isBusy);
    void setUpTools(const StoredKey &stored);
    void showKey(const StoredKey &stored, const ToolSetUp *setUp);
    [[nodiscard]] QStringList chosenTools() const;

    const WindowParts &m_parts;
    WorkspaceParts m_workspace;
    std::unique_ptr<KeyForm> m_form;
    QString m_backend;
    QStringList m_toolIds; // by the number of their chip
    bool m_isBusy = false;
    bool m_isGuided = false;
    QWidget *m_fields = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_nameHint = nullptr;
    QWidget *m_suggestions = nullptr;
    ChoiceRow *m_scopes = nullptr;
    ChoiceRow *m_tools = nullptr;
    QLabel *m_toolsHint = nullptr;
    GuidedKeyPane *m_guide = nullptr;
    Banner *m_failure = nullptr;
    QLabel *m_step = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_create = nullptr;
};

} // namespace Konstantly
