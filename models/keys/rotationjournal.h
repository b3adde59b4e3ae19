// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/result.h"
#include "models/konstantly/types.h"
#include "models/settings/jsonfile.h"

#include <QDateTime>
#include <QList>

#include <functional>
#include <optional>

namespace Konstantly {

struct AppPaths;

//! The steps of replacing a key, in their order (product.md 4). Each can be done twice without harm.
enum class RotationStep {
    Preflight,    //!< everything is looked at, nothing is changed
    Intent,       //!< the journal says what is about to happen
    Obtain,       //!< the new key exists at the service
    Store,        //!< it lies in a second keychain slot, read back
    Verify,       //!< the service took it
    Switch,       //!< this device uses it: one record
    Confirm,      //!< the launcher's way to it leads to the new key
    Overlap,      //!< the time in which servers that still run may use the old one is over
    Revoke,       //!< the service was told to revoke the old one
    CheckRevoked, //!< its list, or its refusing the key, proves it
    CleanUp       //!< the old key is gone from the keychain, its marks are cleared
};
inline constexpr int RotationStepCount = 11;
[[nodiscard]] QString
rotationStepName(RotationStep step); //!< stable: "preflight", "check-revoked" …
//! For people: "Store the new key in the keychain". Translated.
[[nodiscard]] QString rotationStepLabel(RotationStep step);

//! How long the old key works beside the new one. A server that runs keeps the old one until it is started again.
enum class RotationOverlap {
    Now,
    Hour,
    Day,
    WhenSilent //!< until it was not used for an hour, as far as the service tells; 24 h at most
};
[[nodiscard]] QString
overlapName(RotationOverlap overlap); //!< "now", "1h", "24h", "silent": cli.md
[[nodiscard]] std::optional<RotationOverlap> overlapFromName(QStringView name);

//! One key that is being replaced. No secret: keys are in the keychain, under the slots named here.
struct RotationEntry
{
    QString workspace;
    Origin origin;
    bool isDemo = false;
    // The old key
    QString oldSlot; //!< also the entry's id: a key is in one slot, and is replaced once
    QString oldId;   //!< empty = not known yet
    QString oldName;
    QString oldPrefix;
    bool isConsoleKey = false; //!< window and command line use it
    bool isDeviceKey = false;  //!< AI tools use it
    // The new one
    QString newName; //!< ends in a nonce: nobody else makes a key of that name
    Scopes scopes;
    QString newSlot; //!< chosen before the key exists
    QString newId;   //!< empty = not known yet
    QString newPrefix;
    bool isByHand = false; //!< made in the browser and pasted

    RotationStep next = RotationStep::Obtain; //!< the first step that is not known to be done
    bool isUndoing = false;
    RotationOverlap overlap = RotationOverlap::WhenSilent;
    QDateTime startedAt;
    QDateTime switchedAt; //!< invalid = not yet
    struct Done
    {
        RotationStep step = RotationStep::Preflight;
        QDateTime at;
        friend bool operator==(const Done &, const Done &) = default;
    };
    QList<Done> done; //!< in their order
    QString problem;  //!< errorName() of what stopped it last; empty = nothing did

    //! Until when the old key is kept at most; invalid before the switch.
    [[nodiscard]] QDateTime keepsOldUntil() const;
    //! Whether undoing can still give the old key back.
    [[nodiscard]] bool canUndo() const { return next <= RotationStep::Revoke; }

    friend bool operator==(const RotationEntry &, const RotationEntry &) = default;
};

//! The rotations that are not finished: rotations.json in the state folder, synced before anything that can't be undone is done.
//!
//! A file that can't be understood is never replaced, not even moved aside: it may be the only trace of a key that nobody has.
//! Everything that needs it fails then, and nothing is revoked. Any thread.
class RotationJournal final
{
public:
    explicit RotationJournal(const AppPaths &paths);

    [[nodiscard]] QString path() const { return m_file.path(); }
    //! \return FileNotParsable, FileUnsupported (written by a newer version), FileUnreadable
    [[nodiscard]] Result<QList<RotationEntry>> read() const;
    //! Writes \a entry in place of the one of the same old slot. Errors besides read()'s: FileNotWritable, DiskFull
    [[nodiscard]] Result<> put(const RotationEntry &entry) const;
    [[nodiscard]] Result<> remove(const QString &oldSlot) const;

private:
    [[nodiscard]] Result<> change(const std::function<void(QList<RotationEntry> &)> &change) const;

    JsonFile m_file;
};

//! "alex-laptop-r7k2m" from "alex-laptop" or from "alex-laptop-r3f9q": who and where stay readable, and the end is new.
[[nodiscard]] QString rotatedName(const QString &name);

} // namespace Konstantly
