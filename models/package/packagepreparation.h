// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/package/npmrun.h"
#include "models/package/packagestaging.h"
#include "models/package/serverpackage.h"

#include <QObject>

#include <functional>

namespace Konstantly {

//! One run of ServerPackage::prepare(): lockfile, check, unpacking, publisher, signatures, hashes. Deletes itself when it is
//! done; deleted earlier (with its parent) it stops npm, leaves nothing behind and answers Cancelled.
class PackagePreparation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackagePreparation)

public:
    using Answer = std::function<void(const Result<PreparedPackage> &)>;

    //! \a answer is called once, from the thread that this lives in.
    PackagePreparation(const QString &packageDir, ServerPackage::Progress progress, Answer answer,
                       QObject *parent);
    ~PackagePreparation() override;

    void start(const PackageSource &source, const NodePlaces &places);

private:
    using Next = void (PackagePreparation::*)();

    //! Runs \a work in the background, then goes on with \a next, or ends with its failure.
    void check(const std::function<Result<>()> &work, Next next);
    void resolve();
    void checkLock();
    void unpack();
    void askForPublisher();
    void checkSignatures();
    void askForRegistries();
    void checkSignaturesOurselves(const QByteArray &registries);
    void assemble();
    void finish(const Result<PreparedPackage> &result);
    void say(const QString &line) const;
    [[nodiscard]] Result<PreparedPackage> failure(const NpmOutcome &outcome) const;

    QString m_packageDir;
    ServerPackage::Progress m_progress;
    Answer m_answer;
    QString m_home;
    std::shared_ptr<PackageStaging> m_staging;
    NpmRun m_npm;
};

} // namespace Konstantly
