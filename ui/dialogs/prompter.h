// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/error.h"

#include <QFuture>
#include <QString>

class QUrl;
class QWidget;

namespace Konstantly {

//! A yes-or-no question. \a confirmText names the deed ("Revoke"), never just "Yes".
struct Question
{
    QString title;
    QString message; //!< what will happen; plain text
    QString hint;    //!< what it means for the user; may be empty
    QString confirmText;
    QString cancelText; //!< empty = "Cancel"
    bool isDestructive = false;
};

//! The way out of the window to the person in front of it, and to the desktop: a seam, so that tests can answer.
//! A future is cancelled, never left hanging, when its parent window dies.
class Prompter
{
public:
    Prompter() = default;
    virtual ~Prompter();
    Q_DISABLE_COPY_MOVE(Prompter)

    //! True when confirmed.
    [[nodiscard]] virtual QFuture<bool> ask(QWidget *parent, const Question &question) = 0;
    //! Says what failed. Does not wait.
    virtual void tell(QWidget *parent, const QString &title, const ErrorText &text) = 0;
    //! The chosen file; empty when the user changed their mind.
    [[nodiscard]] virtual QFuture<QString>
    chooseFile(QWidget *parent, const QString &title, const QString &filter) = 0;
    //! Where to write a new file, suggested as \a name; empty when the user changed their mind.
    [[nodiscard]] virtual QFuture<QString> chooseNewFile(QWidget *parent, const QString &title,
                                                         const QString &name, const QString &filter)
        = 0;
    //! Opens \a url, built by us from a workspace's own origin (security H-6).
    virtual void openInBrowser(const QUrl &url) = 0;
    //! Shows a local file in the desktop's editor or file manager.
    virtual void openFile(const QString &path) = 0;
};

//! With real dialogs.
class DialogPrompter final : public Prompter
{
public:
    [[nodiscard]] QFuture<bool> ask(QWidget *parent, const Question &question) override;
    void tell(QWidget *parent, const QString &title, const ErrorText &text) override;
    [[nodiscard]] QFuture<QString> chooseFile(QWidget *parent, const QString &title,
                                              const QString &filter) override;
    [[nodiscard]] QFuture<QString> chooseNewFile(QWidget *parent, const QString &title,
                                                 const QString &name,
                                                 const QString &filter) override;
    void openInBrowser(const QUrl &url) override;
    void openFile(const QString &path) override;
};

} // namespace Konstantly
