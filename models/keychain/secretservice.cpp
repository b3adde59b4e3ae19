// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/secretservice.h"

#include "models/base/future.h"
#include "models/keychain/busconnection.h"
#include "models/keychain/display.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QFile>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr auto BusName = "org.freedesktop.secrets"_L1;
constexpr auto PrompterName = "org.gnome.keyring.SystemPrompter"_L1;
constexpr auto RootPath = "/org/freedesktop/secrets"_L1;
constexpr auto ServiceInterface = "org.freedesktop.Secret.Service"_L1;
constexpr auto CollectionInterface = "org.freedesktop.Secret.Collection"_L1;
constexpr auto PromptInterface = "org.freedesktop.Secret.Prompt"_L1;

//! Faster than a person can read: a prompt "dismissed" before this was never shown.
constexpr int ReactionTimeMs = 500;

QDBusMessage method(const QString &path, const QString &interface, const QString &name,
                    const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(BusName, path, interface, name);
    message.setArguments(arguments);
    return message;
}

QDBusMessage propertyOf(const QString &path, const QString &interface, const QString &name)
{
    return method(path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {interface, name});
}

//! The first argument of a property's answer.
template<typename T>
std::optional<T> propertyValue(const QDBusMessage &reply)
{
    if (reply.signature() != u"v")
        return {};
    const QVariant value = reply.arguments().constFirst().value<QDBusVariant>().variant();
    return value.canConvert<T>() ? std::optional<T>(value.value<T>()) : std::nullopt;
}

QStringList paths(const QVariant &list)
{
    QStringList result;
    for (const QDBusObjectPath &path : qdbus_cast<QList<QDBusObjectPath>>(list))
        result += path.path();
    return result;
}

Error strange(const QString &what)
{
    return {ErrorCode::KeychainUnconfirmed, what + u": unexpected answer"_s, {}, {}};
}

} // namespace

//! One look(): two chains of calls that run side by side.
struct SecretService::Look
{
    SecretServiceView view;
    QPromise<Result<SecretServiceView>> promise;
    std::optional<Error> error; //!< the first one
    int open = 2;               //!< chains
};

SecretService::SecretService(BusConnection &bus, QString server)
    : m_bus(bus)
    , m_server(std::move(server))
{
    qDBusRegisterMetaType<QMap<QString, QString>>();
}

QFuture<Result<SecretServiceView>> SecretService::look(const QString &slot)
{
    const auto look = std::make_shared<Look>();
    look->promise.start();
    readDefaultCollection(look);
    search(look, slot);
    return look->promise.future();
}

void SecretService::finishLook(const std::shared_ptr<Look> &look)
{
    if (--look->open > 0)
        return;
    look->promise.addResult(look->error ? Result<SecretServiceView>(fail(*look->error))
                                        : look->view);
    look->promise.finish();
}

void SecretService::readDefaultCollection(const std::shared_ptr<Look> &look)
{
    m_bus.call(method(RootPath, ServiceInterface, u"ReadAlias"_s, {u"default"_s}))
        .then(this, [this, look](const Result<QDBusMessage> &reply) {
            if (reply && reply->signature() == u"o") {
                const QString path
                    = reply->arguments().constFirst().value<QDBusObjectPath>().path();
                if (path == u"/")
                    return readAllLocked(look);
                look->view.collection = path;
                return readLocked(look);
            }
            look->error = reply ? strange(u"ReadAlias"_s) : reply.error();
            finishLook(look);
        });
}

void SecretService::readLocked(const std::shared_ptr<Look> &look)
{
    m_bus.call(propertyOf(look->view.collection, CollectionInterface, u"Locked"_s))
        .then(this, [this, look](const Result<QDBusMessage> &reply) {
            const std::optional<bool> locked = reply ? propertyValue<bool>(*reply) : std::nullopt;
            if (locked)
                look->view.isLocked = *locked;
            else
                look->error = reply ? strange(u"Locked"_s) : reply.error();
            finishLook(look);
        });
}

//! Without a default collection: is any of the others locked? A store without one holds nothing of ours that it could hide.
void SecretService::readAllLocked(const std::shared_ptr<Look> &look)
{
    m_bus.call(propertyOf(RootPath, ServiceInterface, u"Collections"_s))
        .then(this, [this, look](const Result<QDBusMessage> &reply) {
            if (!reply || reply->signature() != u"v") {
                look->error = reply ? strange(u"Collections"_s) : reply.error();
                return finishLook(look);
            }
            const QVariant value = reply->arguments().constFirst().value<QDBusVariant>().variant();
            for (const QString &path : paths(value)) {
                ++look->open;
                m_bus.call(propertyOf(path, CollectionInterface, u"Locked"_s))
                    .then(this, [this, look](const Result<QDBusMessage> &answer) {
                        // A collection that vanished meanwhile is none.
                        if (answer && propertyValue<bool>(*answer).value_or(true))
                            look->view.isLocked = true;
                        finishLook(look);
                    });
            }
            finishLook(look);
        });
}

void SecretService::search(const std::shared_ptr<Look> &look, const QString &slot)
{
    const QMap<QString, QString> attributes{{u"user"_s, slot}, {u"server"_s, m_server}};
    m_bus
        .call(
            method(RootPath, ServiceInterface, u"SearchItems"_s, {QVariant::fromValue(attributes)}))
        .then(this, [this, look](const Result<QDBusMessage> &reply) {
            if (reply && reply->signature() == u"aoao") {
                look->view.openItems = paths(reply->arguments().at(0));
                look->view.lockedItems = paths(reply->arguments().at(1));
                look->view.process = reply->service();
            } else if (!look->error) {
                look->error = reply ? strange(u"SearchItems"_s) : reply.error();
            }
            finishLook(look);
        });
}

QFuture<Result<QString>> SecretService::name()
{
    return m_bus.call(BusConnection::busMethod(u"GetConnectionUnixProcessID"_s, BusName))
        .then(this, [](const Result<QDBusMessage> &reply) -> Result<QString> {
            if (!reply)
                return fail(reply.error());
            QFile file(u"/proc/%1/comm"_s.arg(reply->arguments().value(0).toUInt()));
            // A sandboxed or foreign owner can't be read: it has a name for people all the same.
            const QByteArray program = file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                      : QByteArray();
            if (program.startsWith("gnome-keyring"))
                return u"GNOME Keyring"_s;
            if (program.startsWith("kwallet") || program.startsWith("ksecret"))
                return u"KWallet"_s;
            if (program.startsWith("keepassxc"))
                return u"KeePassXC"_s;
            return u"Secret Service"_s;
        });
}

QFuture<Result<bool>> SecretService::canAsk()
{
    return Konstantly::canAsk(m_bus, BusName, this);
}

QFuture<Result<>> SecretService::unlock(const QStringList &objects)
{
    m_unlocking.emplace();
    m_unlocking->start();
    const QFuture<Result<>> future = m_unlocking->future();
    QDBusMessage request;
    if (objects.isEmpty()) {
        // What libsecret would do on the first write, with the same label.
        const QVariantMap properties{{CollectionInterface + u".Label"_s, u"Default keyring"_s}};
        request = method(RootPath, ServiceInterface, u"CreateCollection"_s,
                         {properties, u"default"_s});
    } else {
        QList<QDBusObjectPath> list;
        for (const QString &path : objects)
            list += QDBusObjectPath(path);
        request = method(RootPath, ServiceInterface, u"Unlock"_s, {QVariant::fromValue(list)});
    }
    m_bus.call(request).then(this, [this](const Result<QDBusMessage> &reply) {
        if (!reply)
            return endPrompt(fail(reply.error()));
        const QString path = reply->arguments().value(1).value<QDBusObjectPath>().path();
        if (path.isEmpty())
            return endPrompt(fail(strange(u"Unlock"_s)));
        if (path == u"/")
            return endPrompt({}); // nothing to ask
        prompt(path);
    });
    return future;
}

void SecretService::prompt(const QString &path)
{
    m_prompt = path;
    m_promptTime.start();
    watchPrompt(true);
    m_bus.call(method(path, PromptInterface, u"Prompt"_s, {QString()}))
        .then(this, [this](const Result<QDBusMessage> &reply) {
            if (!reply)
                endPrompt(fail(reply.error()));
        });
}

//! Starts or ends listening for whatever can end a prompt. No service name in connect(): Qt would look up its owner, and
//! wait for that.
void SecretService::watchPrompt(bool isWatched)
{
    const auto watch = [this, isWatched](const QString &path, const QString &interface,
                                         const QString &signal, const QStringList &arguments,
                                         const char *slot) {
        QDBusConnection &bus = m_bus.bus();
        if (isWatched)
            bus.connect({}, path, interface, signal, arguments, {}, this, slot);
        else
            bus.disconnect({}, path, interface, signal, arguments, {}, this, slot);
    };
    watch(m_prompt, PromptInterface, u"Completed"_s, {}, SLOT(promptCompleted(bool, QDBusVariant)));
    watch(u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"NameOwnerChanged"_s, {BusName},
          SLOT(ownerChanged(QString, QString, QString)));
    watch(u"/org/freedesktop/DBus/Local"_s, u"org.freedesktop.DBus.Local"_s, u"Disconnected"_s, {},
          SLOT(busLost()));
}

void SecretService::endPrompt(const Result<> &result)
{
    if (!m_prompt.isEmpty())
        watchPrompt(false);
    m_prompt.clear();
    if (!m_unlocking)
        return;
    QPromise<Result<>> promise = std::move(*m_unlocking);
    m_unlocking.reset();
    promise.addResult(result);
    promise.finish();
}

void SecretService::dismiss()
{
    if (m_prompt.isEmpty())
        return;
    // Its answer is not waited for: a keychain that ignores it is found out by the next call.
    m_bus.call(method(m_prompt, PromptInterface, u"Dismiss"_s, {}));
    endPrompt(fail(ErrorCode::KeychainLocked, u"the prompt was taken back"_s));
}

void SecretService::promptCompleted(bool isDismissed, const QDBusVariant &)
{
    const Error neverShown{ErrorCode::KeychainLocked, u"the prompt could not be shown"_s, {}, {}};
    const Error dismissed{ErrorCode::KeychainDenied, u"the prompt was dismissed"_s, {}, {}};
    if (!isDismissed)
        return endPrompt({});
    if (m_promptTime.elapsed() < ReactionTimeMs)
        return endPrompt(fail(neverShown));
    // On a busy computer the prompter takes its time to fail as well. One that has shown something is still there: GNOME's own
    // shell always, gcr's program for some seconds.
    name().then(this, [this, neverShown, dismissed](const Result<QString> &name) {
        if (name.value_or(QString()) != u"GNOME Keyring")
            return endPrompt(fail(dismissed));
        m_bus.call(BusConnection::busMethod(u"NameHasOwner"_s, PrompterName))
            .then(this, [this, neverShown, dismissed](const Result<QDBusMessage> &reply) {
                const bool isThere = reply && reply->arguments().value(0).toBool();
                endPrompt(fail(isThere ? dismissed : neverShown));
            });
    });
}

void SecretService::ownerChanged(const QString &, const QString &oldOwner, const QString &)
{
    if (!oldOwner.isEmpty())
        endPrompt(fail(ErrorCode::KeychainUnavailable, u"the keychain service ended"_s));
}

void SecretService::busLost()
{
    endPrompt(fail(ErrorCode::KeychainUnavailable, u"the session bus ended"_s));
}

} // namespace Konstantly
