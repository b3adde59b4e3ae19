// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <map>
#include <vector>

namespace Konstantly {

//! Says when a tool's file should be looked at again (security C-9): some times after we changed it, because tools write back
//! what they have in memory; and whenever something happens to it. Reads nothing itself.
//!
//! Files are replaced by renaming, which takes a watch away with the old file: every path is watched anew as soon as it is
//! there again, and the folder tells when that is. The cost is bounded: a few paths a tool, and however much is written, a
//! tool is named once in Timing::atMostEvery.
class DriftWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DriftWatch)

public:
    struct Timing
    {
        //! After a change of ours, counted from it, ascending.
        std::vector<std::chrono::milliseconds> afterChange{
            std::chrono::seconds(1), std::chrono::seconds(5), std::chrono::seconds(30)};
        std::chrono::milliseconds settle{250}; //!< from the first sign of a change to the look
        std::chrono::milliseconds atMostEvery{1'000};
    };

    explicit DriftWatch(Timing timing, QObject *parent = nullptr);

    //! Watches \a paths, files and folders, for \a toolId instead of those named before. They may be missing.
    void follow(const QString &toolId, const QStringList &paths);
    //! Names \a toolId at each Timing::afterChange from now on.
    void expectRewrite(const QString &toolId);

Q_SIGNALS:
    //! Something happened to a file, perhaps to this tool's.
    void touched(const QString &toolId);
    //! It is time to look, whether something happened or not.
    void lookDue(const QString &toolId);

private:
    struct Tool
    {
        QStringList paths;
        QTimer notice;          //!< runs from a sign to touched()
        QElapsedTimer lastTime; //!< of touched()
        QTimer rewrite;
        std::size_t nextLook = 0; //!< in Timing::afterChange
    };

    Tool &tool(const QString &toolId);
    void scheduleLook(Tool &tool);
    void notice(const QString &path);
    void watchAgain(const Tool &tool);
    void unwatchUnused();

    Timing m_timing;
    QFileSystemWatcher m_watcher;
    std::map<QString, Tool> m_tools; // by id
};

} // namespace Konstantly
