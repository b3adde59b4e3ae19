// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/keychainsecretstore.h"

#include "models/base/future.h"
#ifdef Q_OS_LINUX
#include "models/keychain/linuxkeychain.h"
#endif

#include <qt6keychain/keychain.h>

#include <functional>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QString serviceName()
{
    return QString::fromLatin1(KeychainSecretStore::ServiceName);
}

//! What QtKeychain's error means; \a other for one that it can't classify. Never "not found": the callers see to that one.
Error errorOf(const QKeychain::Job &job, ErrorCode other)
{
    // The library's own text is left out: it may quote what other programs said.
    const QString detail = u"QtKeychain error %1"_s.arg(int(job.error()));
    switch (job.error()) {
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {ErrorCode::KeychainDenied, detail, {}, {}};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {ErrorCode::KeychainUnavailable, detail, {}, {}};
    default:
        return {other, detail, {}, {}};
    }
}

} // namespace

struct KeychainSecretStore::Private : std::enable_shared_from_this<Private>
{
#ifdef Q_OS_LINUX
    LinuxKeychain keychain{serviceName()};
#endif

    template<typename T>
    QFuture<Result<T>> run(QKeychain::Job *job, const QString &slot,
                           std::function<Result<T>(QKeychain::Job &)> result);
    void start(QKeychain::Job *job);
    //! Calls \a end with \a error, or with the state of the store that explains it better.
    void explain(const Error &error, const std::function<void(const Error &)> &end);
};

//! Starts \a job and hands out what \a result makes of it once it has finished.
//!
//! The job belongs to itself. QtKeychain crashes when a running job is destroyed (security F6), so neither a deadline nor
//! our own end touches it: it deletes itself after it has finished, whenever that is.
template<typename T>
QFuture<Result<T>>
KeychainSecretStore::Private::run(QKeychain::Job *job, const QString &slot,
                                  std::function<Result<T>(QKeychain::Job &)> result)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false); // there is no plaintext store, also not in QtKeychain
    job->setKey(slot);
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto end = [promise](const Result<T> &outcome) {
        promise->addResult(outcome);
        promise->finish();
    };
    const std::weak_ptr<Private> store = this->weak_from_this(); // it may end before the job does
    QObject::connect(
        job, &QKeychain::Job::finished, job, [store, end, result](QKeychain::Job *done) {
            const Result<T> outcome = result(*done);
            const std::shared_ptr<Private> self = store.lock();
            if (outcome || !self)
                return end(outcome);
            self->explain(outcome.error(), [end](const Error &error) { end(fail(error)); });
        });
    start(job);
    return promise->future();
}

KeychainSecretStore::KeychainSecretStore(KeychainDeadlines deadlines)
    : SecretStore(deadlines)
    , d(std::make_shared<Private>())
{}

KeychainSecretStore::~KeychainSecretStore() = default;

QFuture<Result<std::optional<Secret>>> KeychainSecretStore::fetch(const QString &slot)
{
    using Found = std::optional<Secret>;
    return d->run<Found>(new QKeychain::ReadPasswordJob(serviceName()), slot,
                         [](QKeychain::Job &job) -> Result<Found> {
                             if (job.error() == QKeychain::EntryNotFound)
                                 return Found();
                             if (job.error() != QKeychain::NoError)
                                 return fail(errorOf(job, ErrorCode::KeychainUnconfirmed));
                             auto &reading = static_cast<QKeychain::ReadPasswordJob &>(job);
                             // The job keeps a copy that only its own end frees; ours is wiped.
                             QByteArray bytes = reading.binaryData();
                             return Found(Secret::take(bytes));
                         });
}

QFuture<Result<>> KeychainSecretStore::put(const QString &slot, const Secret &secret)
{
    auto *const job = new QKeychain::WritePasswordJob(serviceName());
    // Text, not binary: QtKeychain would store base64 and look twice when reading. The bytes are ASCII (SecretStore).
    job->setTextData(QString::fromLatin1(secret.reveal()));
    return d->run<void>(job, slot, [](QKeychain::Job &done) -> Result<> {
        if (done.error() != QKeychain::NoError)
            return fail(errorOf(done, ErrorCode::KeychainDenied));
        return {};
    });
}

QFuture<Result<>> KeychainSecretStore::erase(const QString &slot)
{
    return d->run<void>(new QKeychain::DeletePasswordJob(serviceName()), slot,
                        [](QKeychain::Job &done) -> Result<> {
                            // Not found is what we want; whether it is true is looked at afterwards.
                            if (done.error() != QKeychain::NoError
                                && done.error() != QKeychain::EntryNotFound)
                                return fail(errorOf(done, ErrorCode::KeychainDenied));
                            return {};
                        });
}

#ifdef Q_OS_LINUX
void KeychainSecretStore::Private::start(QKeychain::Job *job)
{
    keychain.start([job] {
        // start() would only do this from the event loop, when the environment is another one again.
        if (!QMetaObject::invokeMethod(job, "doStart", Qt::DirectConnection))
            job->start();
    });
}

void KeychainSecretStore::Private::explain(const Error &error,
                                           const std::function<void(const Error &)> &end)
{
    keychain.explain(error).then(&keychain, [end](const Result<> &reason) { end(reason.error()); });
}

QFuture<Result<SecretStore::Access>> KeychainSecretStore::access(const QString &slot,
                                                                 Purpose purpose)
{
    return d->keychain.look(slot, purpose == Purpose::Write)
        .then(QtFuture::Launch::Sync, [](const Result<bool> &isOpen) -> Result<Access> {
            if (!isOpen)
                return fail(isOpen.error());
            return *isOpen ? Access::Open : Access::NeedsUser;
        });
}

QFuture<Result<>> KeychainSecretStore::unlock()
{
    return d->keychain.unlock();
}

void KeychainSecretStore::dismissPrompt()
{
    d->keychain.dismissPrompt();
}

QFuture<Result<>> KeychainSecretStore::confirmAbsent(const QString &slot)
{
    return d->keychain.confirmAbsent(slot);
}

QFuture<KeychainStatus> KeychainSecretStore::inquire()
{
    return d->keychain.inquire();
}

QString KeychainSecretStore::backendName() const
{
    return d->keychain.name();
}
#else
// macOS and Windows: the system's store is always there and asks the user by itself, if at all, in the middle of a call.
void KeychainSecretStore::Private::start(QKeychain::Job *job)
{
    job->start();
}

void KeychainSecretStore::Private::explain(const Error &error,
                                           const std::function<void(const Error &)> &end)
{
    end(error);
}

QFuture<Result<SecretStore::Access>> KeychainSecretStore::access(const QString &, Purpose)
{
    return readyFuture<Access>(Access::AsksItself);
}

QFuture<Result<>> KeychainSecretStore::unlock()
{
    return readyFuture<void>({});
}

void KeychainSecretStore::dismissPrompt() {}

QFuture<Result<>> KeychainSecretStore::confirmAbsent(const QString &)
{
    return readyFuture<void>({}); // a locked macOS keychain is unlocked or denied, not "not found"
}

QFuture<KeychainStatus> KeychainSecretStore::inquire()
{
    QPromise<KeychainStatus> promise;
    promise.start();
    promise.addResult(KeychainStatus{KeychainState::Available, backendName()});
    promise.finish();
    return promise.future();
}

QString KeychainSecretStore::backendName() const
{
#ifdef Q_OS_MACOS
    return u"macOS Keychain"_s;
#else
    return u"Windows Credential Manager"_s;
#endif
}
#endif

} // namespace Konstantly
