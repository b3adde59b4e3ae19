// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/mainwindow/windowparts.h"

#include "models/base/secret.h"

#include <QDialog>
#include <QStringList>

namespace Konstantly {

class SecretField;

//! A new key, shown once: masked, readable on request for a short time, copied for a short time. Closing it before the key is
//! anywhere asks first.
class NewKeyShownDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Contents
    {
        QString workspace;
        QString name;
        Secret secret;
        bool isStored = false; //!< it lies in the keychain for use on this device
        QString keychain;      //!< "GNOME Keyring"
        QStringList results;   //!< what was set up with it
        QStringList problems;  //!< what could not be
    };

    NewKeyShownDialog(const WindowParts &parts, const Contents &contents,
                      QWidget *parent = nullptr);

    void reject() override;

private:
    const WindowParts &m_parts;
    SecretField *m_field = nullptr;
    QString m_name;
    bool m_isSafe = false; // stored or copied: closing loses nothing
    bool m_isAsking = false;
};

} // namespace Konstantly
