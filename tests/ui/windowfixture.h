// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/sandbox/sandboxthread.h"
#include "app/sandbox/sandboxworkspace.h"
#include "app/services/eventrecorder.h"
#include "app/services/services.h"
#include "models/base/file.h"
#include "models/keys/deviceprotection.h"
#include "models/keys/workspaceconnector.h"
#include "models/settings/settingkeys.h"
#include "tests/support/await.h"
#include "tests/support/fakeusagefeed.h"
#include "tests/support/memorysecretstore.h"
#include "ui/dialogs/prompter.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/secretclipboard.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QUrl>

namespace Konstantly::Tests {

using namespace Qt::StringLiterals;

//! Every warning fails a test; one of the offscreen platform's own says nothing about us.
inline void failOnOurWarnings()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
}

//! Answers at once, and remembers what was asked.
class FakePrompter final : public Prompter
{
public:
    QList<Question> questions;
    bool answer = false;
    QList<std::pair<QString, ErrorText>> messages;
    QString fileToChoose;
    QStringList suggestedNames;
    QList<QUrl> openedUrls;
    QStringList openedFiles;

    [[nodiscard]] QFuture<bool> ask(QWidget *, const Question &question) override
    {
        questions.append(question);
        return ready(answer);
    }
    void tell(QWidget *, const QString &title, const ErrorText &text) override
    {
        messages.append({title, text});
    }
    [[nodiscard]] QFuture<QString> chooseFile(QWidget *, const QString &, const QString &) override
    {
        return ready(fileToChoose);
    }
    [[nodiscard]] QFuture<QString> chooseNewFile(QWidget *, const QString &,
                                                 const QString &suggestedName,
                                                 const QString &) override
    {
        suggestedNames.append(suggestedName);
        return ready(fileToChoose);
    }
    void openInBrowser(const QUrl &url) override { openedUrls.append(url); }
    void openFile(const QString &path) override { openedFiles.append(path); }

private:
    template<typename T>
    [[nodiscard]] static QFuture<T> ready(const T &value)
    {
        QPromise<T> promise;
        promise.start();
        promise.addResult(value);
        promise.finish();
        return promise.future();
    }
};

//! The whole window on real parts: the sandbox over TLS, files in a folder of its own, a keychain in memory.
struct WindowFixture
{
    QTemporaryDir home;
    SandboxThread sandbox;
    MemorySecretStore *secrets = nullptr; // owned by services
    QString windowPath = QStringLiteral(BIN_DIR) + u"/konstantly-keys"_s;
    std::unique_ptr<Services> services;
    Theme theme{*qApp};
    FakePrompter prompter;
    SecretClipboard clipboard{*QGuiApplication::clipboard()};
    FakeUsageFeed usage; // what the Usage page is fed from
    std::unique_ptr<WindowParts> parts;

    //! What still looks at the folder in the background is through with it before the folder goes.
    ~WindowFixture() { QThreadPool::globalInstance()->waitForDone(); }
    Q_DISABLE_COPY_MOVE(WindowFixture)

    explicit WindowFixture(SandboxSeed seed = SandboxSeed::Demo)
    {
        SandboxOptions sandboxOptions;
        sandboxOptions.seed = seed;
        if (!sandbox.start(sandboxOptions))
            qFatal("no sandbox");
        build(home.path());
    }
    //! In a home folder that is there already, without a sandbox of its own.
    explicit WindowFixture(const QString &homePath) { build(homePath); }

    void build(const QString &homePath)
    {
        // The catalogue looks there; the surroundings of the test must not shine through.
        qputenv("XDG_CONFIG_HOME", (homePath + u"/.config"_s).toUtf8());
        auto store = std::make_unique<MemorySecretStore>();
        secrets = store.get();
        Services::Options options;
        options.home = homePath;
        options.secretStore = std::move(store);
        options.launcherPath = u"/usr/bin/konstantly-mcp"_s;
        options.windowPath = windowPath;
        options.limits.firstByte = std::chrono::milliseconds(1500);
        options.limits.total = std::chrono::milliseconds(3000);
        options.limits.backOff = std::chrono::milliseconds(5);
        services = std::make_unique<Services>(std::move(options));
        services->start();
        parts.reset(
            new WindowParts{theme,
                            services->settings(),
                            prompter,
                            clipboard,
                            services->workspaces(),
                            services->exposures(),
                            services->secrets(),
                            services->connector(),
                            services->device(),
                            services->keyCopies(),
                            services->protection(),
                            services->package(),
                            services->clock(),
                            homePath,
                            services->launcherPath(),
                            QProcessEnvironment::systemEnvironment(),
                            true,
                            [this](const QString &name) { return session(name); },
                            [this](const QString &name) { services->setCurrentWorkspace(name); },
                            {},
                            [this](AuditKind kind, const QString &workspace, const QString &key) {
                                services->events().note(kind, workspace, key);
                            }});
    }

    [[nodiscard]] QString caFile() const { return home.path() + u"/ca.pem"_s; }

    [[nodiscard]] ConnectRequest connectRequest(const QString &name = u"demo"_s) const
    {
        if (!writePrivateFile(caFile(), sandbox.caPem()))
            qFatal("no file");
        ConnectRequest request;
        request.name = name;
        request.origin = Origin::parseDemo(sandbox.url().toString()).value_or(Origin());
        request.key = sandbox.adminKey();
        request.caFile = caFile();
        request.deviceName = u"alex-laptop"_s;
        return request;
    }
    //! Connects the sandbox as workspace "demo".
    void connectDemo()
    {
        if (!await(services->connector().add(connectRequest())))
            qFatal("not connected");
    }
    [[nodiscard]] std::optional<WorkspaceParts> session(const QString &name)
    {
        WorkspaceSession *session = services->session(name);
        if (session == nullptr)
            return std::nullopt;
        return WorkspaceParts{name,
                              session->access(),
                              session->keys(),
                              session->creator(),
                              session->revoker(),
                              session->rotation(),
                              usage,
                              session->audit()};
    }
    [[nodiscard]] KeyStore &keys() { return services->session(u"demo"_s)->keys(); }

    //! Shown, with the workspace's keys when there is one.
    [[nodiscard]] std::unique_ptr<MainWindow> shownWindow()
    {
        auto window = std::make_unique<MainWindow>(*parts);
        QObject::connect(services.get(), &Services::sessionAboutToClose, window.get(),
                         &MainWindow::leaveWorkspace);
        // The screen of tests is smaller than the window would like to be.
        if (services->settings().value(SettingKeys::WindowGeometry).isEmpty())
            window->resize(1180, 760);
        window->show();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("no window");
        return window;
    }
};

//! The dialog named \a objectName that is open now; null = none.
template<typename T = QDialog>
[[nodiscard]] T *openDialogNamed(const QString &objectName)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->objectName() == objectName && widget->isVisible())
            return qobject_cast<T *>(widget);
    }
    return nullptr;
}

//! The child named \a objectName; fails the program when there is none, so that a test never clicks on nothing.
template<typename T>
[[nodiscard]] T *childOf(const QObject *parent, const QString &objectName)
{
    T *child = parent->findChild<T *>(objectName);
    if (child == nullptr)
        qFatal("no child named %s", qPrintable(objectName));
    return child;
}

//! What can be read in \a dialog, a label a line.
[[nodiscard]] inline QString textShownIn(const QWidget *dialog)
{
    QStringList texts;
    for (const QLabel *label : dialog->findChildren<QLabel *>()) {
        if (label->isVisibleTo(dialog))
            texts << label->text();
    }
    return texts.join(u'\n');
}

//! Deletes every dialog that a test left open.
inline void deleteDialogs()
{
    QList<QPointer<QWidget>> open;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (qobject_cast<QDialog *>(widget) != nullptr)
            open.append(widget);
    }
    for (const QPointer<QWidget> &dialog : std::as_const(open))
        delete dialog; // null when it went with another one
}

//! The demo workspace, connected, with its keys listed; the dialogs that are open over it go before it does.
struct DemoFixture : WindowFixture
{
    DemoFixture()
    {
        connectDemo();
        if (!await(keys().refresh()))
            qFatal("no keys");
    }
    ~DemoFixture() { deleteDialogs(); }
    Q_DISABLE_COPY_MOVE(DemoFixture)
};

} // namespace Konstantly::Tests
