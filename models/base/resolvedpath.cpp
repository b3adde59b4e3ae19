// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/resolvedpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <array>
#include <climits>
#include <optional>
#include <system_error>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(File)
};

constexpr int MaxLinks = 40; // as the kernel

QByteArray joined(const QByteArray &directory, const QByteArray &name)
{
    return directory.endsWith('/') ? directory + name : directory + '/' + name;
}

QByteArray parentOf(const QByteArray &directory)
{
    const qsizetype slash = directory.lastIndexOf('/');
    return slash <= 0 ? "/"_qba : directory.first(slash);
}

//! A symbolic link that somebody else put into /tmp or the like may lead anywhere. The kernel's own rule
//! (fs.protected_symlinks), which a system may have switched off.
bool isTrap(const struct stat &link, const struct stat &directory)
{
    constexpr mode_t sticky = S_ISVTX | S_IWOTH;
    return (directory.st_mode & sticky) == sticky && link.st_uid != geteuid()
           && link.st_uid != directory.st_uid;
}

QByteArrayList componentsOf(const QByteArray &path)
{
    QByteArrayList components = path.split('/');
    components.removeAll({});
    components.removeAll(".");
    return components;
}

std::optional<QString> nameProblem(const QString &path)
{
    if (path.isEmpty() || path.contains(u'\0') || !path.isValidUtf16()
        || path.contains(QChar::ReplacementCharacter))
        return Texts::tr("its name is not a valid file name.");
    if (QFile::encodeName(path).size() >= PATH_MAX)
        return Texts::tr("its name is too long.");
    return {};
}

//! Walks from the root to the file, one component after the other.
class PathWalk final
{
public:
    enum class Goal { File, Folder };

    PathWalk(const QString &path, Goal goal)
        : m_path(path)
        , m_goal(goal)
        , m_todo(componentsOf(QFile::encodeName(QDir::current().absoluteFilePath(path))))
    {
        m_result.directory = "/";
    }

    Result<ResolvedPath> run()
    {
        while (!m_todo.isEmpty()) {
            const QByteArray name = m_todo.takeFirst();
            if (name == "..") {
                m_result.directory = parentOf(m_result.directory);
                continue;
            }
            const QByteArray current = joined(m_result.directory, name);
            struct stat status = {};
            if (::lstat(current.constData(), &status) != 0)
                return absent(name, errno);
            if (S_ISLNK(status.st_mode)) {
                if (const auto followed = follow(current, status); !followed)
                    return fail(followed.error());
            } else if (S_ISDIR(status.st_mode)) {
                m_result.directory = current;
            } else if (!m_todo.isEmpty() || m_goal == Goal::Folder) {
                return fail(ErrorCode::FileUnreadable, systemMessage("lstat", ENOTDIR), m_path);
            } else {
                m_result.name = name;
                m_result.exists = true;
                m_result.status = status;
                return m_result;
            }
        }
        if (m_goal == Goal::File)
            return unsupported(Texts::tr("it is a folder."));
        m_result.exists = true;
        return m_result;
    }

private:
    [[nodiscard]] tl::unexpected<Error> unsupported(const QString &reason) const
    {
        return fail(ErrorCode::FileUnsupported, reason, m_path);
    }

    Result<ResolvedPath> absent(const QByteArray &name, int error)
    {
        if (error == ENAMETOOLONG)
            return unsupported(Texts::tr("its name is too long."));
        if (error != ENOENT)
            return fail(ErrorCode::FileUnreadable, systemMessage("lstat", error), m_path);
        if (isInsideLink())
            return unsupported(Texts::tr("it is a link to something that does not exist."));
        m_todo.prepend(name);
        if (m_todo.contains(".."))
            return fail(ErrorCode::FileUnreadable, systemMessage("lstat", error), m_path);
        if (m_goal == Goal::File)
            m_result.name = m_todo.takeLast();
        m_result.missingFolders = m_todo;
        return m_result;
    }

    Result<> follow(const QByteArray &link, const struct stat &status)
    {
        struct stat directory = {};
        if (::stat(m_result.directory.constData(), &directory) != 0)
            return fail(ErrorCode::FileUnreadable, systemMessage("stat", errno), m_path);
        if (isTrap(status, directory))
            return unsupported(
                Texts::tr("it is a link that another user put into a shared folder."));
        if (++m_links > MaxLinks)
            return unsupported(Texts::tr("its links lead in a circle."));
        std::array<char, PATH_MAX> buffer{};
        const ssize_t length = ::readlink(link.constData(), buffer.data(), buffer.size());
        if (length < 0)
            return fail(ErrorCode::FileUnreadable, systemMessage("readlink", errno), m_path);
        const QByteArray target(buffer.data(), length);
        if (!isInsideLink())
            m_afterLink = m_todo.size();
        if (target.startsWith('/'))
            m_result.directory = "/";
        m_todo = componentsOf(target) + m_todo;
        return {};
    }

    //! True while the component in hands was written in a link, not in the path itself.
    [[nodiscard]] bool isInsideLink() const
    {
        return m_afterLink >= 0 && m_todo.size() >= m_afterLink;
    }

    QString m_path;
    Goal m_goal;
    QByteArrayList m_todo;
    ResolvedPath m_result;
    int m_links = 0;
    qsizetype m_afterLink = -1; //!< how many components follow the link that is being followed
};

} // namespace

QString systemMessage(const char *operation, int errorNumber)
{
    return u"%1: %2"_s.arg(QString::fromLatin1(operation),
                           QString::fromStdString(std::generic_category().message(errorNumber)));
}

QByteArray ResolvedPath::path() const
{
    QByteArray result = directory;
    for (const QByteArray &folder : missingFolders)
        result = joined(result, folder);
    return name.isEmpty() ? result : joined(result, name);
}

Result<ResolvedPath> resolvePath(const QString &path)
{
    if (const auto problem = nameProblem(path))
        return fail(ErrorCode::FileUnsupported, *problem, path);
    return PathWalk(path, PathWalk::Goal::File).run();
}

Result<ResolvedPath> resolveFolder(const QString &path)
{
    if (const auto problem = nameProblem(path))
        return fail(ErrorCode::FileUnsupported, *problem, path);
    return PathWalk(path, PathWalk::Goal::Folder).run();
}

} // namespace Konstantly
