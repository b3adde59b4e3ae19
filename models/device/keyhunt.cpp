// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/keyhunt.h"

#include "models/base/atomiccommit.h"
#include "models/base/filedescriptor.h"
#include "models/base/livesecrets.h"
#include "models/device/keysearch.h"
#include "models/settings/exposures.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <tuple>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype PieceBytes = 64 * 1024;

class Hunt final
{
public:
    Hunt(const HuntRequest &request, const HuntProgress &progress)
        : m_request(request)
        , m_limits(request.limits)
        , m_progress(progress)
        , m_places(request.paths, request.catalog, request.environment)
        , m_deadline(request.limits.milliseconds)
        , m_piece(PieceBytes, Qt::Uninitialized)
    {}
    ~Hunt() { wipe(m_piece); }
    Q_DISABLE_COPY_MOVE(Hunt)

    [[nodiscard]] HuntReport run()
    {
        for (const NamedEnvFile &file : m_request.envFiles) {
            if (const std::optional<HuntPlace> place = m_places.forEnvFile(file))
                lookAt(*place);
            else
                skip(file.path, HuntGap::UnknownPlace);
        }
        for (const HuntPlace &place : m_places.all(m_request.withHistories))
            lookAt(place);
        for (const QString &folder : projects()) {
            for (const HuntPlace &place : HuntPlaces::inProject(folder))
                lookAt(place);
        }
        for (const HuntPlace &place : m_places.editorHistories())
            lookAt(place);
        sort();
        return std::move(m_report);
    }

private:
    void skip(const QString &path, HuntGap gap)
    {
        const SkippedPlace place{path, gap};
        if (!m_report.skipped.contains(place))
            m_report.skipped.append(place);
    }

    //! Whether the hunt has to end. What it can't look at any more is noted by whoever asks.
    [[nodiscard]] bool isOver()
    {
        if (m_progress && !m_report.wasStopped)
            m_report.wasStopped = !m_progress(m_report.files, m_report.bytes);
        return m_report.wasStopped || m_deadline.hasExpired()
               || m_report.files >= m_limits.totalFiles || m_report.bytes >= m_limits.totalBytes
               || m_report.findings.size() >= m_limits.findings;
    }

    void lookAt(const HuntPlace &place)
    {
        const std::function<bool()> over = [this] { return isOver(); };
        if (isOver()) {
            // Only what is there can go unseen.
            if (QDir(place.folder.section("/*"_L1, 0, 0)).exists())
                skip(place.folder, HuntGap::TooMuch);
            return;
        }
        const PlaceFiles listed = listPlace(place, m_limits, over);
        for (const SkippedPlace &skipped : listed.skipped)
            skip(skipped.path, skipped.gap);
        for (const PlaceFile &file : listed.files) {
            if (isOver()) {
                skip(place.folder, HuntGap::TooMuch);
                return;
            }
            read(file, place);
        }
    }

    void read(const PlaceFile &listed, const HuntPlace &place)
    {
        const QString path = QFile::decodeName(listed.path);
        const Result<FileDescriptor> file = openForReading(AT_FDCWD, listed.realPath, path);
        struct stat status = {};
        if (!file || fstat(file->get(), &status) != 0) {
            // Gone since it was listed: nothing there.
            if (QFile::exists(path))
                skip(path, HuntGap::Unreadable);
            return;
        }
        const std::pair identity(quint64(status.st_dev), quint64(status.st_ino));
        if (m_seen.contains(identity))
            return;
        m_seen.insert(identity);
        if (status.st_size > m_limits.fileBytes) {
            skip(path, HuntGap::TooLarge);
            return;
        }
        KeySearch search;
        if (const std::optional<HuntGap> gap = feed(search, *file))
            skip(path, *gap);
        search.finish();
        ++m_report.files;
        if (!search.isText())
            skip(path, HuntGap::NotText);
        if (search.hasMore())
            skip(path, HuntGap::TooMuch);
        note(search, path, place);
    }

    //! Reads \a file to its end, or tells why not.
    [[nodiscard]] std::optional<HuntGap> feed(KeySearch &search, const FileDescriptor &file)
    {
        qint64 length = 0;
        while (true) {
            const ssize_t count = retryInterrupted([&] {
                return pread(file.get(), m_piece.data(), std::size_t(m_piece.size()), length);
            });
            if (count < 0)
                return HuntGap::Unreadable;
            if (count == 0)
                return std::nullopt;
            search.feed(QByteArrayView(m_piece).first(count));
            length += count;
            m_report.bytes += count;
            if (length > m_limits.fileBytes) // it grows
                return HuntGap::TooLarge;
            if (isOver())
                return HuntGap::TooMuch;
        }
    }

    void note(const KeySearch &search, const QString &path, const HuntPlace &place)
    {
        for (const KeySearch::Found &found : search.found()) {
            LiveSecrets::add(found.key);
            const QByteArray print = fingerprint(found.key);
            if (m_request.reported.contains({path, print}))
                continue;
            if (m_report.findings.size() >= m_limits.findings) {
                skip(path, HuntGap::TooMuch);
                return;
            }
            m_report.findings.append(
                {path, found.line, place.kind, place.toolId, print, keyPrefix(found.key)});
        }
    }

    //! The folders of the projects that Claude Code knows, those that exist.
    [[nodiscard]] QStringList projects()
    {
        const QString path = m_places.projectList();
        const Result<FileSnapshot> file = readFile(path, m_limits.fileBytes);
        if (file && !file->exists)
            return {};
        const QJsonDocument document = file ? QJsonDocument::fromJson(file->bytes)
                                            : QJsonDocument();
        if (!document.isObject()) {
            // The file itself was looked at as far as it goes; what it names can't be known.
            skip(path, HuntGap::UnknownPlace);
            return {};
        }
        QStringList folders;
        for (const QString &folder : document.object().value("projects"_L1).toObject().keys()) {
            if (!QDir::isAbsolutePath(folder) || !QFileInfo(folder).isDir())
                continue;
            if (folders.size() >= m_limits.projects) {
                skip(path, HuntGap::TooMuch);
                break;
            }
            folders.append(QDir::cleanPath(folder));
        }
        return folders;
    }

    void sort()
    {
        const auto key = [](const KeyFinding &finding) {
            return std::tie(finding.path, finding.line);
        };
        std::stable_sort(
            m_report.findings.begin(), m_report.findings.end(),
            [&key](const KeyFinding &a, const KeyFinding &b) { return key(a) < key(b); });
    }

    const HuntRequest &m_request;
    const HuntLimits &m_limits;
    const HuntProgress &m_progress;
    HuntPlaces m_places;
    QDeadlineTimer m_deadline;
    QByteArray m_piece;
    QSet<std::pair<quint64, quint64>> m_seen; // device and inode: no file is read twice
    HuntReport m_report;
};

} // namespace

HuntReport huntKeys(const HuntRequest &request, const HuntProgress &progress)
{
    return Hunt(request, progress).run();
}

} // namespace Konstantly
