// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/fileexporter.h"

#include "models/base/background.h"
#include "models/base/file.h"
#include "ui/dialogs/prompter.h"
#include "ui/widgets/banner.h"

#include <QDir>

namespace Konstantly {

FileExporter::FileExporter(Prompter &prompter, Banner &banner, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_prompter(prompter)
    , m_banner(banner)
    , m_window(window)
{
    connect(&banner, &Banner::actionTriggered, this, &FileExporter::runBannerAction);
}

FileExporter::~FileExporter()
{
    if (m_isCancelled)
        *m_isCancelled = true;
}

void FileExporter::giveUp()
{
    if (m_isCancelled)
        *m_isCancelled = true;
    m_isCancelled.reset();
    ++m_question;
    m_banner.hide();
}

void FileExporter::choose(const QString &suggestedName, const QString &filter,
                          std::function<void(const QString &path)> then)
{
    if (isWriting())
        return;
    m_prompter.chooseNewFile(m_window, tr("Export"), suggestedName, filter)
        .then(this, [this, then = std::move(then), question = ++m_question](const QString &path) {
            if (!path.isEmpty() && question == m_question && !isWriting())
                then(path);
        });
}

void FileExporter::writeRows(const QString &path, const Rows &rows)
{
    m_isCancelled = std::make_shared<std::atomic_bool>(false);
    m_banner.show(Tone::Accent, rows.running.arg(QDir::toNativeSeparators(path)), rows.amount,
                  tr("Cancel"));
    whenFinished(rows.write(path, m_isCancelled), this,
                 [this, path, rows, run = m_isCancelled](const Result<ExportedFile> &written) {
                     if (run != m_isCancelled)
                         return; // given up
                     m_isCancelled.reset();
                     showResult(path, written, rows);
                 });
}

void FileExporter::writeBytes(const QString &path, const QByteArray &bytes, const QString &message)
{
    whenFinished(inBackground<Result<>>([path, bytes] { return writePrivateFile(path, bytes); }),
                 this, [this, path, message](const Result<> &written) {
                     if (!written)
                         showFailure(written.error());
                     else
                         m_banner.show(Tone::Ok, message, QDir::toNativeSeparators(path),
                                       tr("Dismiss"));
                 });
}

void FileExporter::showResult(const QString &path, const Result<ExportedFile> &written,
                              const Rows &rows)
{
    if (written) {
        m_banner.show(
            Tone::Ok, rows.done(int(written->rows)),
            tr("%1 · SHA-256 %2")
                .arg(QDir::toNativeSeparators(path), QString::fromLatin1(written->sha256.toHex())),
            tr("Dismiss"));
    } else if (written.error().code == ErrorCode::Cancelled) {
        m_banner.show(Tone::Neutral, tr("Nothing was exported."), tr("You stopped it."),
                      tr("Dismiss"));
    } else {
        showFailure(written.error());
    }
}

void FileExporter::showFailure(const Error &error)
{
    const ErrorText text = describe(error);
    m_banner.show(Tone::Bad, tr("Nothing was exported."),
                  text.hint.isEmpty() ? text.message : text.message + u' ' + text.hint,
                  tr("Dismiss"));
}

void FileExporter::runBannerAction()
{
    if (m_isCancelled)
        *m_isCancelled = true; // its result says so
    else
        m_banner.hide();
}

} // namespace Konstantly
