// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/secret.h"
#include "ui/mainwindow/windowparts.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Konstantly {

class Banner;
struct Error;

//! First start, and every further workspace: address, key, name of this device. Says where the key will be kept and which host it
//! will ever be sent to before anything is sent (security H-1 to H-3, M-6).
class ConnectWorkspaceDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectWorkspaceDialog(const WindowParts &parts, QWidget *parent = nullptr);
    ~ConnectWorkspaceDialog() override;

    void reject() override;

Q_SIGNALS:
    void connected(const QString &workspaceName);

private:
    void addAddress(QVBoxLayout *column);
    void addKey(QVBoxLayout *column);
    void addDevice(QVBoxLayout *column);
    void readAddress();
    void showHost();
    void showKeyHint();
    void updateButtons();
    void askKeychain();
    void chooseAuthority();
    void start();
    void showFailure(const Error &error);
    void setBusy(bool isBusy);
    [[nodiscard]] bool needsHostTyped() const;
    [[nodiscard]] Result<> checkAllowed() const;

    const WindowParts &m_parts;
    Origin m_origin; // invalid until the address can be read
    QString m_caFile;
    QString m_backend;
    bool m_isBusy = false;
    QWidget *m_form = nullptr;
    QLineEdit *m_address = nullptr;
    QLabel *m_addressHint = nullptr;
    QWidget *m_confirmBox = nullptr;
    QLineEdit *m_confirmHost = nullptr;
    QLineEdit *m_key = nullptr;
    QLabel *m_keyHint = nullptr;
    QPushButton *m_browser = nullptr;
    QLineEdit *m_device = nullptr;
    QLabel *m_authority = nullptr;
    QPushButton *m_chooseAuthority = nullptr;
    Banner *m_failure = nullptr;
    QLabel *m_step = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_connect = nullptr;
};

} // namespace Konstantly
