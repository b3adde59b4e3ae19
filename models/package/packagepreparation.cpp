// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/package/packagepreparation.h"

#include "models/base/background.h"

#include <QCoreApplication>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

namespace {

constexpr auto FetchDeadline = 10min; // a slow line, a large package
constexpr auto AskDeadline = 1min;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerPackage)
};

} // namespace

PackagePreparation::PackagePreparation(const QString &packageDir, ServerPackage::Progress progress,
                                       Answer answer, QObject *parent)
    : QObject(parent)
    , m_packageDir(packageDir)
    , m_progress(std::move(progress))
    , m_answer(std::move(answer))
{}

PackagePreparation::~PackagePreparation()
{
    if (m_staging)
        m_staging->abandon();
    m_npm.stop(); // before its folder goes
    // Removes the folder, unless the background still works in it; then that does.
    m_staging.reset();
    if (m_answer)
        std::exchange(m_answer, {})(fail(ErrorCode::Cancelled));
}

void PackagePreparation::start(const PackageSource &source, const NodePlaces &places)
{
    m_home = places.home;
    auto staging = PackageStaging::create(m_packageDir, source);
    if (!staging) {
        finish(fail(staging.error()));
        return;
    }
    m_staging = *staging;
    say(Texts::tr("Looking for Node.js."));
    check([staging = m_staging, places] { return staging->prepare(places); },
          &PackagePreparation::resolve);
}

void PackagePreparation::check(const std::function<Result<>()> &work, Next next)
{
    whenFinished(inBackground<Result<>>(work), this, [this, next](const Result<> &result) {
        if (result)
            (this->*next)();
        else
            finish(fail(result.error()));
    });
}

void PackagePreparation::resolve()
{
    const PackageSource &source = m_staging->source();
    say(Texts::tr("Using Node.js %1: %2")
            .arg(m_staging->node().version.toString(), m_staging->node().path));
    say(source.isTarball() ? Texts::tr("Reading %1.").arg(source.tarball)
                           : Texts::tr("Looking up version %1.").arg(source.version));
    m_npm.start(m_staging->resolveCommand(m_home), FetchDeadline,
                [this](const NpmOutcome &outcome) {
                    if (outcome.isDone)
                        checkLock();
                    else
                        finish(failure(outcome));
                });
}

void PackagePreparation::checkLock()
{
    check([staging = m_staging] { return staging->checkLock(); }, &PackagePreparation::unpack);
}

void PackagePreparation::unpack()
{
    say(m_staging->source().isTarball() ? Texts::tr("Unpacking.")
                                        : Texts::tr("Fetching and unpacking."));
    m_npm.start(m_staging->unpackCommand(m_home), FetchDeadline, [this](const NpmOutcome &outcome) {
        if (!outcome.isDone)
            finish(failure(outcome));
        else if (m_staging->source().isTarball())
            assemble();
        else
            askForPublisher();
    });
}

void PackagePreparation::askForPublisher()
{
    say(Texts::tr("Asking the registry who published it."));
    m_npm.start(m_staging->describeCommand(m_home), AskDeadline, [this](const NpmOutcome &outcome) {
        if (!outcome.isDone) {
            finish(failure(outcome));
            return;
        }
        if (const auto taken = m_staging->takeRegistryEntry(outcome.output); !taken)
            finish(fail(taken.error()));
        else
            checkSignatures();
    });
}

void PackagePreparation::checkSignatures()
{
    say(Texts::tr("Checking the registry's signatures."));
    m_npm.start(m_staging->signaturesCommand(m_home), AskDeadline,
                [this](const NpmOutcome &outcome) {
                    if (const auto state = SignatureState::fromJson(outcome.output)) {
                        m_staging->setSignature(*state);
                        assemble();
                    } else {
                        askForRegistries();
                    }
                });
}

void PackagePreparation::askForRegistries()
{
    m_npm.start(m_staging->registriesCommand(m_home), AskDeadline,
                [this](const NpmOutcome &outcome) { checkSignaturesOurselves(outcome.output); });
}

void PackagePreparation::checkSignaturesOurselves(const QByteArray &registries)
{
    m_npm.start(m_staging->ownSignaturesCommand(m_home, registries), AskDeadline,
                [this](const NpmOutcome &outcome) {
                    if (const auto state = SignatureState::fromJson(outcome.output))
                        m_staging->setSignature(*state);
                    assemble(); // what can't be told stays "unknown" and stops nobody
                });
}

void PackagePreparation::assemble()
{
    say(Texts::tr("Checking and hashing what was unpacked."));
    const auto assembled = inBackground<Result<PackageChanges>>(
        [staging = m_staging] { return staging->assemble(); });
    whenFinished(assembled, this, [this](const Result<PackageChanges> &changes) {
        if (!changes) {
            finish(fail(changes.error()));
            return;
        }
        PreparedPackage prepared;
        prepared.m_staging = m_staging;
        prepared.m_changes = *changes;
        say(Texts::tr("Version %1 is ready, %n file(s).", nullptr, changes->files)
                .arg(changes->newVersion));
        finish(prepared);
    });
}

void PackagePreparation::finish(const Result<PreparedPackage> &result)
{
    if (!result && m_staging)
        m_staging->discard(); // the lock is free and the folder gone before anybody hears of it
    m_staging.reset();
    deleteLater();
    std::exchange(m_answer, {})(result);
}

void PackagePreparation::say(const QString &line) const
{
    if (m_progress)
        m_progress(line);
}

Result<PreparedPackage> PackagePreparation::failure(const NpmOutcome &outcome) const
{
    return fail(outcome.error(m_staging->source().version, m_packageDir));
}

} // namespace Konstantly
