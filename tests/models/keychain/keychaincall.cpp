// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// keychaincall: the keychain store as a program of its own, for tests that need another environment, another bus or a death.
// Reads one command a line from stdin and answers each with one line on stdout, then the milliseconds it took:
//   status | read SLOT | write SLOT TEXT | remove SLOT | probe | pid | rss
//   → "ok VALUE 2", "KeychainLocked DETAIL 1"
// Arguments: the deadlines for answers and for prompts, in milliseconds; without them those that users get.

#include "models/keychain/keychainsecretstore.h"
#include "models/keychain/sessionbus.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QMetaEnum>
#include <QSocketNotifier>

#include <cstdio>

#include <unistd.h>

using namespace Konstantly;
using namespace Qt::StringLiterals;

namespace {

QByteArray residentKiB()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed();
    }
    return {};
}

class Commands final : public QObject
{
public:
    explicit Commands(KeychainDeadlines deadlines)
        : m_store(deadlines)
        , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        connect(&m_notifier, &QSocketNotifier::activated, this, &Commands::readInput);
    }

private:
    void readInput()
    {
        char buffer[4096];
        const ssize_t size = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (size > 0)
            m_input += QByteArray(buffer, size);
        else
            m_isAtEnd = true;
        m_notifier.setEnabled(!m_isAtEnd);
        next();
    }

    void next()
    {
        const qsizetype end = m_input.indexOf('\n');
        if (m_isBusy)
            return;
        if (end < 0) {
            if (m_isAtEnd)
                QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
            return;
        }
        const QByteArrayList words = m_input.first(end).split(' ');
        m_input.remove(0, end + 1);
        m_isBusy = true;
        m_time.start();
        run(words.value(0), QString::fromLatin1(words.value(1)), words.value(2));
    }

    void run(const QByteArray &command, const QString &slot, const QByteArray &text)
    {
        const auto answer = [this](const Result<> &result) {
            say(result ? "ok"
                       : (errorName(result.error().code) + u' ' + result.error().detail).toUtf8());
        };
        if (command == "status") {
            m_store.status().then(this, [this](const KeychainStatus &status) {
                static const QByteArray names[] = {"Available",    "Locked",       "NoService",
                                                   "NoSessionBus", "NotAnswering", "Unknown"};
                say(names[int(status.state)] + ' ' + status.backend.toUtf8());
            });
        } else if (command == "read") {
            m_store.read(slot).then(this, [this, answer](const Result<Secret> &found) {
                if (found)
                    say("ok " + found->reveal().toByteArray());
                else
                    answer(fail(found.error()));
            });
        } else if (command == "write") {
            m_store.write(slot, Secret(text)).then(this, answer);
        } else if (command == "remove") {
            m_store.remove(slot).then(this, answer);
        } else if (command == "probe") {
            probe(m_store).then(this, answer);
        } else if (command == "pid") {
            say(QByteArray::number(getpid()));
        } else {
            say(command == "rss" ? residentKiB() : "unknown command");
        }
    }

    void say(const QByteArray &text)
    {
        std::printf("%s %lld\n", text.constData(), static_cast<long long>(m_time.elapsed()));
        std::fflush(stdout);
        m_isBusy = false;
        QMetaObject::invokeMethod(this, &Commands::next, Qt::QueuedConnection);
    }

    KeychainSecretStore m_store;
    QSocketNotifier m_notifier;
    QByteArray m_input;
    QElapsedTimer m_time;
    bool m_isBusy = false;
    bool m_isAtEnd = false;
};

} // namespace

int main(int argc, char **argv)
{
    ensureSessionBus();
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    KeychainDeadlines deadlines;
    if (arguments.size() == 3) {
        deadlines.answer = std::chrono::milliseconds(arguments.at(1).toInt());
        deadlines.prompt = std::chrono::milliseconds(arguments.at(2).toInt());
    }
    Commands commands(deadlines);
    return QCoreApplication::exec();
}
