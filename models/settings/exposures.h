// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/origin.h"
#include "models/base/result.h"
#include "models/base/secret.h"
#include "models/settings/apppaths.h"
#include "models/settings/jsonfile.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace Konstantly {

//! A key that lay around in plain text. Moving it to the keychain does not undo that: it stays exposed until it is replaced
//! (security S-7). Holds no key, only what recognises one.
struct Exposure
{
    QByteArray fingerprint; //!< SHA-256 of the key, lower-case hex
    QString prefix;         //!< "kmcp_" and 8 characters: what the service lists
    Origin origin;          //!< invalid = not known
    QString place;          //!< the file it was found in
    QDateTime foundAt;      //!< UTC
    QString keyId;          //!< empty = not known yet

    friend bool operator==(const Exposure &, const Exposure &) = default;
};

//! "kmcp_" and the first 8 characters of the body, as the service lists a key; empty when \a key is no MCP key.
[[nodiscard]] QString keyPrefix(const Secret &key);

//! Every key that was found in plain text on this device: exposures.json. Main thread.
class Exposures final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exposures)

public:
    explicit Exposures(const AppPaths &paths, QObject *parent = nullptr);

    //! \return FileNotParsable, FileUnsupported, FileUnreadable; list() is unchanged then
    Result<> load();
    [[nodiscard]] const QList<Exposure> &list() const { return m_list; }

    //! Remembers that \a key was found in \a place. The same key in the same place is kept once, with its first date.
    [[nodiscard]] Result<> add(const Secret &key, const Origin &origin, const QString &place,
                               const QDateTime &foundAt, const QString &keyId = {});

    //! The same for many at once, in one change of the file; none when all of them are known.
    [[nodiscard]] Result<> add(const QList<Exposure> &found);

    //! Whether a key of that listed prefix at \a origin was found in plain text. (A finding of unknown origin counts.)
    [[nodiscard]] bool contains(QStringView prefix, const Origin &origin) const;
    [[nodiscard]] bool containsKey(const Secret &key) const;

    //! Forgets the findings of a key that no longer works. \a prefix as the service lists it.
    [[nodiscard]] Result<> clear(const QString &prefix, const Origin &origin);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Result<> changeList(const std::function<void(QList<Exposure> &)> &change);

    JsonFile m_file;
    QList<Exposure> m_list;
};

} // namespace Konstantly
