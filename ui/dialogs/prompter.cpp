// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/dialogs/prompter.h"

#include "ui/dialogs/dialogframe.h"
#include "ui/dialogs/questiondialog.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QPromise>
#include <QUrl>

#include <memory>

namespace Konstantly {

namespace {

//! Opens \a dialog; what was chosen in it, empty when nothing was.
QFuture<QString> chosenIn(QFileDialog *dialog)
{
    auto promise = std::make_shared<QPromise<QString>>();
    promise->start();
    QObject::connect(dialog, &QDialog::finished, dialog, [promise, dialog](int result) {
        promise->addResult(result == QDialog::Accepted ? dialog->selectedFiles().value(0)
                                                       : QString());
        promise->finish();
    });
    QFuture<QString> answer = promise->future();
    openDialog(dialog);
    return answer;
}

} // namespace

Prompter::~Prompter() = default;

QFuture<bool> DialogPrompter::ask(QWidget *parent, const Question &question)
{
    // The promise dies with the dialog's connection: dropped without an answer, the future is cancelled.
    auto promise = std::make_shared<QPromise<bool>>();
    promise->start();
    auto *dialog = new QuestionDialog(question, parent);
    QObject::connect(dialog, &QDialog::finished, dialog, [promise](int result) {
        promise->addResult(result == QDialog::Accepted);
        promise->finish();
    });
    QFuture<bool> answer = promise->future();
    openDialog(dialog);
    return answer;
}

void DialogPrompter::tell(QWidget *parent, const QString &title, const ErrorText &text)
{
    openDialog(new QuestionDialog(title, text, parent));
}

QFuture<QString> DialogPrompter::chooseFile(QWidget *parent, const QString &title,
                                            const QString &filter)
{
    auto *dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return chosenIn(dialog);
}

QFuture<QString> DialogPrompter::chooseNewFile(QWidget *parent, const QString &title,
                                               const QString &name, const QString &filter)
{
    auto *dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it takes an existing one
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(name);
    return chosenIn(dialog);
}

void DialogPrompter::openInBrowser(const QUrl &url)
{
    if (url.isValid() && url.scheme() == QLatin1StringView("https"))
        QDesktopServices::openUrl(url);
}

void DialogPrompter::openFile(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace Konstantly
