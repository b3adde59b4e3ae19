// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/huntfolder.h"

#include <QFile>

#include <algorithm>
#include <memory>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! Where \a path leads with all links followed; empty with errno when nowhere.
QByteArray realPath(const QByteArray &path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.constData(), nullptr),
                                                           &std::free);
    return real ? QByteArray(real.get()) : QByteArray();
}

bool isBelow(const QByteArray &path, const QByteArray &folder)
{
    return path == folder || folder == "/" || path.startsWith(folder + '/');
}

bool isNothingThere(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

class Listing final
{
public:
    Listing(const HuntPlace &place, const HuntLimits &limits, const std::function<bool()> &isOver)
        : m_limits(limits)
        , m_isOver(isOver)
        , m_root(realPath(QFile::encodeName(place.root)))
    {
        for (const QString &name : place.names)
            m_patterns.push_back(QFile::encodeName(name));
    }

    [[nodiscard]] PlaceFiles run(const QString &folder)
    {
        if (m_root.isEmpty())
            return {};
        const qsizetype star = folder.indexOf("/*"_L1);
        if (star < 0)
            listFolder(QFile::encodeName(folder));
        else
            listSubfolders(QFile::encodeName(folder.left(star)),
                           QFile::encodeName(folder.mid(star + 2)));
        std::sort(m_result.files.begin(), m_result.files.end(),
                  [](const PlaceFile &a, const PlaceFile &b) { return a.path < b.path; });
        return std::move(m_result);
    }

private:
    void skip(const QByteArray &path, HuntGap gap)
    {
        m_result.skipped.push_back({QFile::decodeName(path), gap});
    }

    //! Where \a path leads when that is still below the root; notes why not.
    [[nodiscard]] QByteArray inside(const QByteArray &path)
    {
        const QByteArray real = realPath(path);
        if (real.isEmpty()) {
            if (!isNothingThere(errno))
                skip(path, errno == ELOOP ? HuntGap::LinkOutside : HuntGap::Unreadable);
            return {};
        }
        if (isBelow(real, m_root))
            return real;
        skip(path, HuntGap::LinkOutside);
        return {};
    }

    //! Calls \a use with every name in \a folder until it answers false; names beyond the limit are noted.
    template<typename Use>
    void forEachName(const QByteArray &folder, const QByteArray &real, Use use)
    {
        const auto close = [](DIR *stream) { closedir(stream); };
        const std::unique_ptr<DIR, decltype(close)> stream(opendir(real.constData()), close);
        if (!stream) {
            if (!isNothingThere(errno))
                skip(folder, HuntGap::Unreadable);
            return;
        }
        int count = 0;
        while (const dirent *entry = readdir(stream.get())) {
            const QByteArray name(entry->d_name);
            if (name == "." || name == "..")
                continue;
            if (++count > m_limits.folderEntries || m_isOver()) {
                skip(folder, HuntGap::TooMuch);
                return;
            }
            if (!use(name))
                return;
        }
    }

    void listSubfolders(const QByteArray &parent, const QByteArray &rest)
    {
        const QByteArray real = inside(parent);
        if (real.isEmpty())
            return;
        std::vector<QByteArray> names;
        forEachName(parent, real, [&](const QByteArray &name) {
            if (names.size() >= std::size_t(m_limits.subfolders)) {
                skip(parent, HuntGap::TooMuch);
                return false;
            }
            struct stat status = {};
            if (lstat((real + '/' + name).constData(), &status) == 0 && S_ISDIR(status.st_mode))
                names.push_back(name);
            return true;
        });
        std::sort(names.begin(), names.end());
        for (const QByteArray &name : names) {
            if (m_isOver())
                return skip(parent, HuntGap::TooMuch);
            listFolder(parent + '/' + name + rest);
        }
    }

    void listFolder(const QByteArray &folder)
    {
        const QByteArray real = inside(folder);
        if (real.isEmpty())
            return;
        if (std::none_of(m_patterns.begin(), m_patterns.end(), isPattern)) {
            for (const QByteArray &name : m_patterns)
                addFile(folder + '/' + name);
            return;
        }
        int files = 0;
        forEachName(folder, real, [&](const QByteArray &name) {
            const bool fits = std::any_of(
                m_patterns.begin(), m_patterns.end(), [&name](const QByteArray &pattern) {
                    return fnmatch(pattern.constData(), name.constData(), FNM_NOESCAPE) == 0;
                });
            if (!fits)
                return true;
            if (++files > m_limits.folderFiles) {
                skip(folder, HuntGap::TooMuch);
                return false;
            }
            addFile(folder + '/' + name);
            return true;
        });
    }

    void addFile(const QByteArray &path)
    {
        struct stat status = {};
        if (lstat(path.constData(), &status) != 0) {
            if (!isNothingThere(errno))
                skip(path, HuntGap::Unreadable);
            return;
        }
        QByteArray real = path;
        if (S_ISLNK(status.st_mode)) {
            real = inside(path);
            if (real.isEmpty() || lstat(real.constData(), &status) != 0)
                return;
        }
        if (S_ISREG(status.st_mode))
            m_result.files.push_back({path, real});
        else if (!S_ISDIR(status.st_mode))
            skip(path, HuntGap::NotAFile);
    }

    static bool isPattern(const QByteArray &name)
    {
        return name.contains('*') || name.contains('?');
    }

    const HuntLimits &m_limits;
    const std::function<bool()> &m_isOver;
    QByteArray m_root;
    std::vector<QByteArray> m_patterns;
    PlaceFiles m_result;
};

} // namespace

QString huntGapName(HuntGap gap)
{
    switch (gap) {
    case HuntGap::Unreadable:
        return u"unreadable"_s;
    case HuntGap::TooLarge:
        return u"too-large"_s;
    case HuntGap::NotText:
        return u"not-text"_s;
    case HuntGap::LinkOutside:
        return u"link"_s;
    case HuntGap::NotAFile:
        return u"not-a-file"_s;
    case HuntGap::TooMuch:
        return u"too-much"_s;
    case HuntGap::UnknownPlace:
        return u"unknown-place"_s;
    }
    return {};
}

PlaceFiles listPlace(const HuntPlace &place, const HuntLimits &limits,
                     const std::function<bool()> &isOver)
{
    return Listing(place, limits, isOver).run(place.folder);
}

} // namespace Konstantly
