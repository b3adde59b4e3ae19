// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/copytext.h"

namespace Konstantly {

QString copyKindText(CopyKind kind)
{
    switch (kind) {
    case CopyKind::Config:
        return KeyCopiesStore::tr("Configuration file");
    case CopyKind::Backup:
        return KeyCopiesStore::tr("Backup of a configuration");
    case CopyKind::EnvFile:
        return KeyCopiesStore::tr("File with variables");
    case CopyKind::OldSettings:
        return KeyCopiesStore::tr("Earlier configuration");
    case CopyKind::Project:
        return KeyCopiesStore::tr("File in a project");
    case CopyKind::OwnBackup:
        return KeyCopiesStore::tr("Backup of this program");
    case CopyKind::History:
        return KeyCopiesStore::tr("History of a shell");
    }
    return {};
}

QString copyAdvice(CopyKind kind)
{
    switch (kind) {
    case CopyKind::Config:
        return KeyCopiesStore::tr("It is not in an entry that the program can protect. Take it out "
                                  "of the file.");
    case CopyKind::Backup:
        return KeyCopiesStore::tr("The tool or an editor kept this copy. Delete the file if nobody "
                                  "needs it.");
    case CopyKind::EnvFile:
        return KeyCopiesStore::tr("Protect the tool, then take the key out of the file.");
    case CopyKind::OldSettings:
        return KeyCopiesStore::tr("The tool does not read this file any more. Take the key out, or "
                                  "delete the file.");
    case CopyKind::Project:
        return KeyCopiesStore::tr("Whoever gets the project gets the key, and so does its version "
                                  "history. Take it out.");
    case CopyKind::OwnBackup:
        return KeyCopiesStore::tr("Our backups must not hold keys. Please report this as a bug, "
                                  "without the file.");
    case CopyKind::History:
        return KeyCopiesStore::tr("A command that was typed with the key stays here. Delete the "
                                  "line.");
    }
    return {};
}

QString copyKeyText(const std::optional<KnownKey> &key)
{
    return key ? key->name : KeyCopiesStore::tr("An unknown key");
}

QString huntGapText(HuntGap gap)
{
    switch (gap) {
    case HuntGap::Unreadable:
        return KeyCopiesStore::tr("may not be read");
    case HuntGap::TooLarge:
        return KeyCopiesStore::tr("too large");
    case HuntGap::NotText:
        return KeyCopiesStore::tr("not a text: what is packed in it can't be seen");
    case HuntGap::LinkOutside:
        return KeyCopiesStore::tr("a link that leads elsewhere");
    case HuntGap::NotAFile:
        return KeyCopiesStore::tr("not a file");
    case HuntGap::TooMuch:
        return KeyCopiesStore::tr("too much to look at all of it");
    case HuntGap::UnknownPlace:
        return KeyCopiesStore::tr("only the tool knows where that is");
    }
    return {};
}

} // namespace Konstantly
