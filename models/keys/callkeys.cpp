// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/callkeys.h"

#include "models/base/plaintext.h"
#include "models/keys/keystore.h"
#include "models/launch/launchplan.h"

#include <QCoreApplication>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(UsageKeys)
};

} // namespace

QStringList ownKeys(const Workspace &workspace, bool onlyTools)
{
    QStringList keys;
    const auto add = [&keys](const QString &id, const QString &slot) {
        if (!id.isEmpty())
            keys.append(id);
        if (!slot.isEmpty())
            keys.append(keyNameOfSlot(slot)); // before its id was known
    };
    add(workspace.activeDeviceKeyId(), workspace.activeDeviceSlot());
    if (!onlyTools) {
        add(workspace.consoleKeyId, workspace.consoleSlot);
        for (auto spare = workspace.spareSlots.begin(); spare != workspace.spareSlots.end();
             ++spare)
            add(spare.key(), spare.value());
    }
    keys.removeDuplicates();
    return keys;
}

QString nameOfKey(const QString &id, const KeyStore &keys, const Workspace &workspace)
{
    if (const auto key = keys.find(id); key && !key->name.isEmpty())
        return plainText(key->name, 60);
    if (!id.isEmpty() && id == workspace.deviceKeyId && !workspace.deviceKeyName.isEmpty())
        return plainText(workspace.deviceKeyName, 60);
    if (ownKeys(workspace, false).contains(id))
        return Texts::tr("this device's key");
    //: a key of which only the id is known
    return Texts::tr("key %1").arg(plainText(id, 24));
}

} // namespace Konstantly
