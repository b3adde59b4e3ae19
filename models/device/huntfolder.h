// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/huntplaces.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace Konstantly {

//! Why a place could not be looked at, or not all of it. None of them says that there is no key.
enum class HuntGap {
    Unreadable, //!< permissions, a broken disk
    TooLarge,
    NotText,      //!< searched as it is, but what is packed or encrypted in it goes unseen
    LinkOutside,  //!< a link that leads out of the folder, or in a circle
    NotAFile,     //!< a pipe, socket or device: never opened
    TooMuch,      //!< more files, folders or keys than one hunt looks at, or its time was up
    UnknownPlace, //!< only the tool can tell where that is
};
//! "too-large": cli.md.
[[nodiscard]] QString huntGapName(HuntGap gap);

struct SkippedPlace
{
    QString path;
    HuntGap gap = HuntGap::Unreadable;

    friend bool operator==(const SkippedPlace &, const SkippedPlace &) = default;
};

//! How far one hunt goes.
struct HuntLimits
{
    qint64 fileBytes = qint64(16) * 1024 * 1024;
    qint64 totalBytes = qint64(512) * 1024 * 1024;
    int totalFiles = 20'000;
    int folderEntries = 20'000; //!< names read of one folder
    int folderFiles = 1'000;    //!< files looked at in one folder
    int subfolders = 2'000;     //!< that a `*` stands for
    int projects = 500;
    int findings = 1'000;
    int milliseconds = 20'000;
};

//! A regular file, as the bytes of its path: a name need not be valid UTF-8.
struct PlaceFile
{
    QByteArray path;
    QByteArray realPath; //!< where a link leads; else the same
};

struct PlaceFiles
{
    std::vector<PlaceFile> files; //!< sorted
    std::vector<SkippedPlace> skipped;
};

//! Lists \a place without opening a file. A place that does not exist is empty. Stops early when \a isOver answers true.
[[nodiscard]] PlaceFiles listPlace(const HuntPlace &place, const HuntLimits &limits,
                                   const std::function<bool()> &isOver);

} // namespace Konstantly
