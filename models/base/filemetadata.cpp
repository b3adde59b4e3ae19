// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/filemetadata.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QCoreApplication>

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

#if defined(Q_OS_LINUX)
#include <sys/xattr.h>
#elif defined(Q_OS_MACOS)
#include <copyfile.h>
#endif

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(File)
};

#ifdef Q_OS_LINUX

constexpr char AccessList[] = "system.posix_acl_access";

//! Calls \a get (flistxattr, fgetxattr) for the size and then for the bytes. Empty optional: errno says why.
template<typename Function>
std::optional<QByteArray> fetched(Function get)
{
    for (int attempt = 0; attempt < 10; ++attempt) {
        const ssize_t size = get(nullptr, 0);
        if (size < 0)
            return {};
        QByteArray bytes(size, Qt::Uninitialized);
        const ssize_t length = get(bytes.data(), std::size_t(size));
        if (length >= 0)
            return bytes.first(length);
        if (errno != ERANGE) // it grew in between
            return {};
    }
    return {};
}

std::optional<QByteArrayList> attributeNames(int file)
{
    const auto names = fetched(
        [file](char *buffer, std::size_t size) { return flistxattr(file, buffer, size); });
    if (!names)
        return errno == ENOTSUP ? std::optional(QByteArrayList()) : std::nullopt;
    QByteArrayList list = names->split('\0');
    list.removeAll({});
    // The kernel computes these from the content and refuses them from anybody else.
    list.removeAll("security.ima");
    list.removeAll("security.evm");
    return list;
}

std::optional<QByteArray> attribute(int file, const QByteArray &name)
{
    return fetched([file, &name](char *buffer, std::size_t size) {
        return fgetxattr(file, name.constData(), buffer, size);
    });
}

std::optional<QString> copyAttributes(int from, int to)
{
    const auto wanted = attributeNames(from);
    const auto present = attributeNames(to);
    if (!wanted || !present)
        return Texts::tr("its extended attributes can't be read.");
    for (const QByteArray &name : *wanted) {
        const auto value = attribute(from, name);
        const bool isKept = value
                            && ((present->contains(name) && attribute(to, name) == value)
                                || fsetxattr(to, name.constData(), value->constData(),
                                             std::size_t(value->size()), 0)
                                       == 0);
        if (!isKept)
            return Texts::tr("its extended attribute %1 could not be kept.")
                .arg(QString::fromUtf8(name));
    }
    // A folder's default ACL must not open a file that had none.
    if (present->contains(AccessList) && !wanted->contains(AccessList)
        && fremovexattr(to, AccessList) != 0)
        return Texts::tr("its access rights could not be kept.");
    return {};
}

#elif defined(Q_OS_MACOS)

std::optional<QString> copyAttributes(int from, int to)
{
    if (fcopyfile(from, to, nullptr, COPYFILE_ACL | COPYFILE_XATTR) != 0)
        return Texts::tr("its access rights could not be kept.");
    return {};
}

#endif

} // namespace

std::optional<QString> copyMetadata(int from, int to)
{
    struct stat wanted = {};
    struct stat present = {};
    if (fstat(from, &wanted) != 0 || fstat(to, &present) != 0)
        return Texts::tr("its owner can't be read.");
    if ((wanted.st_uid != present.st_uid || wanted.st_gid != present.st_gid)
        && fchown(to, wanted.st_uid, wanted.st_gid) != 0)
        return Texts::tr("its owner or group could not be kept.");
    return copyAttributes(from, to);
}

} // namespace Konstantly
