// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Konstantly {

//! What the workspace pays for. The service does not tell (capabilities name the licence, not the plan), so the user says it;
//! it decides which limits the program counts against.
enum class Plan { Business, Enterprise };

[[nodiscard]] QString planName(Plan plan); //!< "business", "enterprise": cli.md and workspaces.json
[[nodiscard]] std::optional<Plan> planFromName(QStringView name);

//! A connected workspace as this device knows it. No secret: keys are in the keychain, under the slots named here.
struct Workspace
{
    QString name; //!< the profile: `konstantly-mcp run NAME`; see isValidWorkspaceName()
    Origin origin;
    Plan plan = Plan::Business;
    QString caFile; //!< PEM with additional roots, trusted for this workspace alone; empty = none
    QString userId; //!< whom the console key acts for
    QString userName;
    QString deviceName; //!< suggested name of this device's key, e.g. "alex-laptop"

    // A workspace holds up to two keys on a device (cli.md): window and command line use the console key, AI tools the device
    // key. With one only, it serves both.
    QString consoleSlot;  //!< keychain slot
    QString consoleKeyId; //!< the service's id; empty = unknown
    QString
        consoleKeyPrefix; //!< "kmcp_" and 8 characters, as the service lists keys: finds the id when it is unknown
    QString deviceSlot;  //!< empty = the console key serves the tools too
    QString deviceKeyId; //!< empty = unknown, or no device key
    QString deviceKeyPrefix;
    QString deviceKeyName;
    // When this device learned that a key was revoked; invalid = as far as known it was not. Explains a refusal without
    // spending a failed sign-in.
    QDateTime consoleKeyRevokedAt;
    QDateTime deviceKeyRevokedAt;

    //! Keychain slots of keys that were created here and that nothing here uses (any more), by key id.
    QMap<QString, QString> spareSlots;
    //! Days between rotations that the user chose for single keys, by key id. Others follow their name (see rotationDays()).
    QMap<QString, int> rotationDays;

    QString
        entry; //!< what entryName() returns; given once by WorkspaceStore::add() and never changed
    bool isDemo = false;
    bool isBeingRemoved
        = false; //!< removing it has begun: its keys may be gone, see WorkspaceConnector::remove()

    //! The slot of the key that AI tools use.
    [[nodiscard]] QString activeDeviceSlot() const;
    //! The id of that key; empty = unknown.
    [[nodiscard]] QString activeDeviceKeyId() const;
    //! Whether that key is known to be revoked. (Its keychain slot is empty then; the console key must not stand in for it.)
    [[nodiscard]] bool isActiveDeviceKeyRevoked() const;
    //! Every keychain slot that belongs to the workspace.
    [[nodiscard]] QStringList slotNames() const;
    //! The name of our entry in AI tools' configuration files: "konstantly" for the first workspace, "konstantly-NAME" for
    //! further ones.
    [[nodiscard]] QString entryName() const;

    friend bool operator==(const Workspace &, const Workspace &) = default;
};

//! `[a-z0-9][a-z0-9-]{0,39}`: safe as a file name, a shell word and a JSON string without escapes.
[[nodiscard]] bool isValidWorkspaceName(QStringView name);
//! A valid name made of \a text ("Acme Ltd." → "acme-ltd"); "workspace" when nothing usable is left.
[[nodiscard]] QString suggestedWorkspaceName(QStringView text);

[[nodiscard]] QJsonObject toJson(const Workspace &workspace);
//! Checks every field. \return FileNotParsable with the field's name in detail.
[[nodiscard]] Result<Workspace> workspaceFromJson(const QJsonObject &object);

} // namespace Konstantly
