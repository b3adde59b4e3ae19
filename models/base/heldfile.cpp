// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/heldfile.h"

#include "models/base/atomiccommit.h"
#include "models/base/renaming.h"

#include <optional>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace Konstantly {

namespace {

constexpr qint64 MaxServedBytes = qint64(64) * 1024 * 1024;

//! How long a displaced file is waited for that somebody has open: reading a configuration file takes far less.
constexpr auto Patience = 50ms;

//! Each time somebody was quicker by a hair.
constexpr int MaxExchanges = 1000;

FileDescriptor openRegular(int folder, const QByteArray &name, int access)
{
    struct stat status = {};
    // Looked at first: opening a device or a pipe can already do something.
    if (fstatat(folder, name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0
        || !S_ISREG(status.st_mode))
        return {};
    return FileDescriptor(retryInterrupted([folder, &name, access] {
        return openat(folder, name.constData(),
                      access | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    }));
}

//! Of the file at the target, which is \a there when that is open: held by us, it can't be opened once more. Of a target that was
//! deleted: what it held before.
std::optional<QByteArray> newestContent(const Exchanged &names, const HeldFile &there)
{
    FileDescriptor opened;
    for (const QByteArray &name : {names.target, names.displaced}) {
        if (!there.isOpen() && !opened.isValid())
            opened = openRegular(names.folder, name, O_RDONLY);
    }
    const Result<FileSnapshot> content = readContent(there.isOpen() ? there.file() : opened, {},
                                                     MaxServedBytes);
    return content ? std::optional(content->bytes) : std::nullopt;
}

} // namespace

HeldFile::HeldFile(int folder, const QByteArray &name, std::chrono::milliseconds patience)
    : m_file(openRegular(folder, name, O_RDWR))
{
    if (!isOpen())
        m_file = openRegular(folder, name, O_RDONLY); // it may be read-only
    struct stat status = {};
    if (!isOpen() || fstat(m_file.get(), &status) != 0) {
        m_inode = inodeAt(folder, name);
        return;
    }
    m_inode = status.st_ino;
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!m_lease.take(m_file.get(), FileLease::Kind::Write)
           && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(1ms);
}

void HeldFile::serve(QByteArrayView content)
{
    struct stat status = {};
    if (isHeld() && fstat(m_file.get(), &status) == 0 && status.st_nlink <= 1
        && ftruncate(m_file.get(), 0) == 0) {
        [[maybe_unused]] const ssize_t count = pwrite(m_file.get(), content.data(),
                                                      std::size_t(content.size()), 0);
    }
    release();
}

bool takeBack(const Exchanged &names, HeldFile ours)
{
    std::vector<HeldFile> placed; // at the target, one after the other
    placed.push_back(std::move(ours));
    bool isBack = false;
    for (int count = 0; !isBack && count < MaxExchanges; ++count) {
        HeldFile next(names.folder, names.displaced, Patience);
        const quint64 before = placed.back().inode();
        if (inodeAt(names.folder, names.target) != before) {
            isBack = true;
        } else if (exchangeNames(names.folder, names.displaced, names.target) != 0) {
            isBack = errno == ENOENT; // deleted: newer, too
            break;
        } else {
            isBack = inodeAt(names.folder, names.displaced) == before;
            placed.push_back(std::move(next));
        }
    }

    HeldFile there;
    if (inodeAt(names.folder, names.target) == placed.back().inode()) {
        there = std::move(placed.back()); // and is open to all when this function ends
        placed.pop_back();
    }
    const std::optional<QByteArray> newest = newestContent(names, there);
    for (HeldFile &file : placed) {
        if (newest)
            file.serve(*newest);
    }
    return isBack;
}

} // namespace Konstantly
