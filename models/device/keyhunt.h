// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/device/huntfolder.h"
#include "models/device/huntplaces.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

namespace Konstantly {

//! A Konstantly key in a file. Holds no key, only what recognises one.
struct KeyFinding
{
    QString path;
    qsizetype line = 1; //!< 1 = first
    CopyKind kind = CopyKind::Config;
    QString toolId;         //!< empty = no tool's
    QByteArray fingerprint; //!< SHA-256 of the key, lower-case hex
    QString prefix;         //!< keyPrefix() of it; empty when it does not look like one

    friend bool operator==(const KeyFinding &, const KeyFinding &) = default;
};

//! What a hunt is about.
struct HuntRequest
{
    AppPaths paths;
    ClientCatalog catalog;
    QProcessEnvironment environment; //!< the one that the catalogue was given
    QList<NamedEnvFile> envFiles;    //!< that entries take their variables from
    //! Files and fingerprints that the states of the tools tell of already: not found again there.
    QSet<std::pair<QString, QByteArray>> reported;
    bool withHistories = false; //!< of shells: only when the user asked for it (security S-7)
    HuntLimits limits;
};

struct HuntReport
{
    QList<KeyFinding> findings;  //!< by path and line
    QList<SkippedPlace> skipped; //!< "no findings" says nothing about these
    int files = 0;               //!< looked at
    qint64 bytes = 0;            //!< read
    bool wasStopped = false;     //!< by the caller: findings and skipped are what was known then
};

//! Told after each piece of work; false stops the hunt.
using HuntProgress = std::function<bool(int files, qint64 bytes)>;

//! Looks for Konstantly keys in the files where copies of AI tools' configurations lie. Changes nothing, follows no link out of
//! the places, opens regular files only, waits for nobody, reads no more than \a request allows. Every key that it finds is
//! told to LiveSecrets, and its bytes are kept nowhere else.
//!
//! Synchronous, any thread.
[[nodiscard]] HuntReport huntKeys(const HuntRequest &request, const HuntProgress &progress = {});

} // namespace Konstantly
