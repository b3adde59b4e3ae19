// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/privatefilewriter.h"

#include "models/base/atomiccommit.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

#include <unistd.h>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(File)
};

constexpr qsizetype GatheredBytes = 64 * 1024;

} // namespace

PrivateFileWriter::PrivateFileWriter(QString path, MissingFolders missing)
    : m_path(std::move(path))
    , m_missing(missing)
{}

PrivateFileWriter::~PrivateFileWriter() = default;

Result<> PrivateFileWriter::open()
{
    const auto target = resolvePath(m_path);
    if (!target)
        return fail(target.error());
    if (target->exists) {
        if (const auto checked = checkReplaceable(m_path, *target); !checked)
            return checked;
        if (target->status.st_uid != geteuid())
            return fail(ErrorCode::FileUnsupported, Texts::tr("it belongs to another user."),
                        m_path);
    }
    if (m_missing == MissingFolders::Refuse && !target->missingFolders.isEmpty())
        return fail(ErrorCode::FileNotWritable,
                    Texts::tr("there is no folder %1").arg(QFileInfo(m_path).path()), m_path);
    auto commit = std::make_unique<AtomicCommit>(m_path, *target);
    const auto prepared = commit->makeFolders().and_then([&] { return commit->prepare(); });
    if (prepared)
        m_commit = std::move(commit);
    return prepared;
}

Result<> PrivateFileWriter::write(QByteArrayView bytes)
{
    Q_ASSERT(m_commit);
    if (m_gathered.size() + bytes.size() > GatheredBytes) {
        if (const auto flushed = flush(); !flushed)
            return flushed;
    }
    if (bytes.size() > GatheredBytes)
        return m_commit->append(bytes);
    m_gathered += bytes;
    return {};
}

Result<> PrivateFileWriter::flush()
{
    const QByteArray bytes = std::exchange(m_gathered, {});
    return m_commit->append(bytes);
}

Result<> PrivateFileWriter::commit()
{
    Q_ASSERT(m_commit);
    const auto installed
        = flush().and_then([this] { return m_commit->seal(0600); }).and_then([this] {
              return m_commit->install(nullptr);
          });
    m_commit.reset();
    return installed;
}

} // namespace Konstantly
