// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/keystatus.h"
#include "models/keys/namingrule.h"
#include "models/konstantly/types.h"

#include <QObject>

namespace Konstantly {

//! A key about to be created: what has been entered, what is wrong with it, and whether it can be sent. No widgets.
class KeyForm final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyForm)

public:
    enum class Rotation { ByName, Person, Bot, Custom };
    Q_ENUM(Rotation)

    //! \a takenNames: the names of the workspace's keys that are not revoked. \a userName and \a deviceName make suggestions.
    KeyForm(QStringList takenNames, QString userName, QString deviceName,
            QObject *parent = nullptr);

    [[nodiscard]] QString name() const { return m_name; }
    void setName(const QString &name);
    //! The name as it will be sent: without spaces at the ends.
    [[nodiscard]] QString trimmedName() const { return m_name.trimmed(); }

    [[nodiscard]] Scopes scopes() const { return {true, m_canWrite}; } //!< every key can read
    [[nodiscard]] bool canWrite() const { return m_canWrite; }
    void setCanWrite(bool canWrite);

    //! The intervals that people's and bots' keys have here; without, those of the service's documentation.
    void setRules(const KeyRules &rules);
    [[nodiscard]] const KeyRules &rules() const { return m_rules; }
    //! Whether the name is one of a bot's.
    [[nodiscard]] bool isBot() const { return isBotName(m_name); }
    //! Whether an administrator decided the interval of a key of this name: rotation() does not count then.
    [[nodiscard]] bool isRotationLocked() const { return m_rules.isLockedFor(m_name); }

    [[nodiscard]] Rotation rotation() const { return m_rotation; }
    //! \a days counts with Custom only.
    void setRotation(Rotation rotation, int days = 90);
    //! The interval that follows from rotation() and the name, in days; 1 to 3650.
    [[nodiscard]] int rotationDays() const;
    //! What the workspace has to remember: nothing when the interval follows from the name anyway.
    [[nodiscard]] std::optional<int> ownRotationDays() const;

    [[nodiscard]] QStringList toolIds() const { return m_toolIds; }
    //! The AI tools on this device to set up with the key. Any tool makes it this device's key.
    void setToolIds(const QStringList &ids);
    [[nodiscard]] bool isForThisDevice() const { return m_isForThisDevice || !m_toolIds.isEmpty(); }
    void setForThisDevice(bool isForThisDevice);

    [[nodiscard]] NamingProblem namingProblem() const { return checkKeyName(m_name); }
    //! A sentence under the name field: what is wrong, or empty. Translated.
    [[nodiscard]] QString nameMessage() const;
    //! Good names that are free, best first.
    [[nodiscard]] QStringList suggestions() const;
    //! Why it can't be created; empty = it can. A poor name is advised against but allowed, a missing or taken one is not.
    [[nodiscard]] QString blockingMessage() const;
    [[nodiscard]] bool isComplete() const { return blockingMessage().isEmpty(); }

Q_SIGNALS:
    //! Not emitted when a setter was given what was there.
    void changed();

private:
    [[nodiscard]] bool isTaken() const;

    QStringList m_takenNames;
    QString m_userName;
    QString m_deviceName;
    QString m_name;
    KeyRules m_rules;
    bool m_canWrite = false;
    Rotation m_rotation = Rotation::ByName;
    int m_customDays = 90;
    QStringList m_toolIds;
    bool m_isForThisDevice = false;
};

} // namespace Konstantly
