// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/exportfile.h"

#include <QFuture>
#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace Konstantly {

class Banner;
class Prompter;

//! A page's exports: asks where to, writes in a worker, can be stopped. What was written, or why nothing was, stays in the banner
//! until it is dismissed; a file appears whole or not at all.
class FileExporter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileExporter)

public:
    //! \a banner tells how it goes. All outlive this.
    FileExporter(Prompter &prompter, Banner &banner, QWidget *window, QObject *parent = nullptr);
    ~FileExporter() override;

    struct Rows
    {
        QString running; //!< "Writing calls to %1"
        QString amount;  //!< "12 calls"
        std::function<QString(int rows)> done;
        //! Starts writing.
        std::function<QFuture<Result<ExportedFile>>(const QString &path,
                                                    std::shared_ptr<std::atomic_bool> isCancelled)>
            write;
    };
    //! Asks for a file, and calls \a then with its path. Nothing happens while another one is written.
    void choose(const QString &suggestedName, const QString &filter,
                std::function<void(const QString &path)> then);
    void writeRows(const QString &path, const Rows &rows);
    //! \a message instead, for a file of one piece.
    void writeBytes(const QString &path, const QByteArray &bytes, const QString &message);
    void showFailure(const Error &error);
    //! What is asked for and what is written is of no interest any more.
    void giveUp();
    [[nodiscard]] bool isWriting() const { return m_isCancelled != nullptr; }

private:
    void runBannerAction();
    void showResult(const QString &path, const Result<ExportedFile> &written, const Rows &rows);

    Prompter &m_prompter;
    Banner &m_banner;
    QWidget *m_window;
    std::shared_ptr<std::atomic_bool> m_isCancelled; // of the export that runs; null = none
    int m_question = 0;                              // answers to an earlier one come too late
};

} // namespace Konstantly
