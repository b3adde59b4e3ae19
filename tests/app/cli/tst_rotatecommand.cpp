// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/keyrecord.h"
#include "tests/app/cli/clifixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Konstantly;
using namespace Konstantly::Tests;

//! `keys rotate` in this process, on the sandbox over TLS.
class tst_RotateCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_cli = std::make_unique<CliFixture>();
        m_cli->addWorkspace();
        const CliRun created = rotateOr({u"create"_s, u"alex-tablet"_s, u"--use-here"_s});
        QCOMPARE(created.exitCode, 0);
        m_oldId = created.object()["id"_L1].toString();
    }
    void cleanup()
    {
        // A key may be printed by nothing here.
        QVERIFY(!m_cli->everythingPrinted.contains(m_cli->sandbox.adminKey().reveal()));
        m_cli.reset();
    }

    void theDocumentTellsWhatWasDone()
    {
        const CliRun done = rotate({u"--overlap"_s, u"now"_s});
        QCOMPARE(done.exitCode, 0);
        const QJsonObject document = done.object();
        QCOMPARE(document.keys(), (QStringList{u"keepsOldUntil"_s, u"newId"_s, u"newName"_s,
                                               u"oldId"_s, u"oldName"_s, u"state"_s, u"steps"_s}));
        QCOMPARE(document["state"_L1].toString(), u"done"_s);
        QCOMPARE(document["oldId"_L1].toString(), m_oldId);
        QCOMPARE(document["newId"_L1].toString(), acme().deviceKeyId);
        const QJsonArray steps = document["steps"_L1].toArray();
        QCOMPARE(steps.size(), 11);
        for (const QJsonValue &step : steps) {
            QCOMPARE(step["status"_L1].toString(), u"done"_s);
            QVERIFY(QDateTime::fromString(step["at"_L1].toString(), Qt::ISODate).isValid());
        }
        QVERIFY(!isListed(m_oldId));
        QVERIFY(isListed(acme().deviceKeyId));
    }

    void theOverlapIsEndedOrUndone_data()
    {
        QTest::addColumn<QStringList>("how");
        QTest::addColumn<QString>("state");
        QTest::newRow("ended") << QStringList{u"--resume"_s, u"--overlap"_s, u"now"_s} << u"done"_s;
        QTest::newRow("not yet over") << QStringList{u"--resume"_s} << u"overlap"_s;
        QTest::newRow("undone") << QStringList{u"--undo"_s} << u"undone"_s;
        QTest::newRow("undone, by id") << QStringList{u"OLD"_s, u"--undo"_s} << u"undone"_s;
    }
    void theOverlapIsEndedOrUndone()
    {
        QFETCH(QStringList, how);
        QFETCH(QString, state);
        const CliRun waiting = rotate({});
        QCOMPARE(waiting.exitCode, 0);
        QCOMPARE(waiting.object()["state"_L1].toString(), u"overlap"_s);
        QVERIFY(isListed(m_oldId));
        const CliRun next = rotate(how.replaceInStrings(u"OLD"_s, m_oldId));
        QCOMPARE(next.exitCode, 0);
        QCOMPARE(next.object()["state"_L1].toString(), state);
        QCOMPARE(isListed(m_oldId), state != "done"_L1);
        QCOMPARE(acme().deviceKeyId == m_oldId, state == "undone"_L1);
    }

    void nothingUnfinishedIsNoFailure()
    {
        const CliRun nothing = rotate({u"--resume"_s});
        QCOMPARE(nothing.exitCode, 0);
        QCOMPARE(nothing.object()["state"_L1].toString(), u"none"_s);
    }

    void badArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("overlap") << QStringList{u"--overlap"_s, u"2h"_s};
        QTest::newRow("both") << QStringList{u"--resume"_s, u"--undo"_s};
        QTest::newRow("no such key") << QStringList{u"99999"_s};
        QTest::newRow("no such rotation") << QStringList{u"99999"_s, u"--undo"_s};
    }
    void badArguments()
    {
        QFETCH(const QStringList, arguments);
        const CliRun refused = rotate(arguments);
        QCOMPARE(refused.exitCode, 64);
        QCOMPARE(refused.errorCode(), u"InvalidInput"_s);
        QVERIFY(isListed(m_oldId));
    }

    void aLostAnswerIsContinued()
    {
        m_cli->setFaults({u"create-lost"_s});
        const CliRun lost = rotate({u"--overlap"_s, u"now"_s});
        QCOMPARE(lost.exitCode, 69);
        QCOMPARE(lost.errorCode(), u"OutcomeUnknown"_s);
        const QJsonObject error = lost.object()["error"_L1].toObject();
        QCOMPARE(error["step"_L1].toString(), u"obtain"_s);
        const QJsonArray steps = error["rotation"_L1]["steps"_L1].toArray();
        QCOMPARE(steps.at(2)["status"_L1].toString(), u"failed"_s);
        QCOMPARE(steps.at(3)["status"_L1].toString(), u"pending"_s);
        m_cli->setFaults({});
        const CliRun done = rotate({u"--resume"_s});
        QCOMPARE(done.exitCode, 0);
        QCOMPARE(done.object()["state"_L1].toString(), u"done"_s);
        // The one that nobody got is revoked.
        int named = 0;
        for (const QJsonValue &key : list())
            named += key["name"_L1].toString().startsWith(u"alex-tablet"_s);
        QCOMPARE(named, 1);
    }

    void aServiceThatManagesNoKeysIsRotatedByHand()
    {
        // Made "in the browser".
        const CliRun made = rotateOr(
            {u"create"_s, u"alex-tablet-2"_s, u"--print-key"_s, u"--yes"_s});
        const QByteArray key = made.object()["key"_L1].toString().toLatin1();
        m_cli->setFaults({u"management-off=403"_s});
        const CliRun refused = rotate({});
        QCOMPARE(refused.exitCode, 77);
        QVERIFY(refused.object()["error"_L1]["hint"_L1].toString().contains(u"--paste"_s));
        const CliRun byHand = rotate(
            {u"--paste"_s, u"--name"_s, u"alex-tablet-2"_s, u"--overlap"_s, u"now"_s}, key + '\n');
        QVERIFY2(byHand.exitCode == 0, byHand.out.constData());
        QCOMPARE(byHand.object()["state"_L1].toString(), u"revoke-by-hand"_s);
        m_cli->setFaults({}); // deleted in the browser
        QCOMPARE(rotateOr({u"revoke"_s, m_oldId, u"--yes"_s}).exitCode, 0);
        m_cli->setFaults({u"management-off=403"_s});
        const CliRun done = rotate({u"--resume"_s});
        QVERIFY2(done.exitCode == 0, done.out.constData());
        QCOMPARE(done.object()["state"_L1].toString(), u"done"_s);
        QCOMPARE(m_cli->secrets->stored(acme().deviceSlot)
                     .value_or(Secret())
                     .reveal()
                     .toByteArray()
                     .count(key),
                 1);
    }

    void anotherKeysRotationIsNoHint()
    {
        QCOMPARE(rotate({}).exitCode, 0); // unfinished from here on
        const CliRun refused = rotate({u"999999"_s});
        QCOMPARE(refused.exitCode, 64);
        const QJsonObject error = refused.object()["error"_L1].toObject();
        QVERIFY2(!error.contains("rotation"_L1), refused.out.constData());
        QVERIFY2(error["hint"_L1].isNull(), refused.out.constData());
        // That of the same key is one.
        QVERIFY(rotate({m_oldId}).object()["error"_L1].toObject().contains("rotation"_L1));
    }

    void aPlaceThatTakesNoJournalIsNamed_data()
    {
        QTest::addColumn<bool>("isFolderInPlace");
        QTest::newRow("a folder in place of the journal") << true;
        QTest::newRow("a file in place of the folder") << false;
    }
    void aPlaceThatTakesNoJournalIsNamed()
    {
        QFETCH(bool, isFolderInPlace);
        const QString folder = m_cli->services->paths().stateDir;
        const QString journal = folder + u"/rotations.json"_s;
        if (isFolderInPlace) {
            QVERIFY(QDir().mkpath(journal));
        } else {
            QDir(folder).removeRecursively();
            QFile file(folder);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const QString place = isFolderInPlace ? journal : folder;
        const CliRun json = rotate({});
        QVERIFY2(json.exitCode == 73, json.out.constData());
        QCOMPARE(json.errorCode(), u"FileNotWritable"_s);
        const CliRun people = m_cli->run({u"keys"_s, u"rotate"_s});
        QCOMPARE(people.exitCode, 73);
        QVERIFY2(people.err.contains(place.toUtf8()), people.err.constData());
    }

    void whatCtrlCSaysIsTrue_data()
    {
        QTest::addColumn<bool>("isBegun");
        QTest::newRow("before anything was done") << false;
        QTest::newRow("while the service is asked for a key") << true;
    }
    void whatCtrlCSaysIsTrue()
    {
        QFETCH(const bool, isBegun);
        Rotation &rotation = m_cli->services->session(u"acme"_s)->rotation();
        // What holds the run up.
        if (!isBegun)
            m_cli->setFaults({u"hang"_s});
        connect(&rotation, &Rotation::stepChanged, this, [&](RotationStep step) {
            if (step == RotationStep::Intent)
                m_cli->setFaults({u"hang"_s});
        });
        LongRun run(*m_cli->services, {u"keys"_s, u"rotate"_s});
        if (isBegun)
            QTRY_VERIFY(!rotation.pending()->isEmpty());
        QVERIFY(!run.exitCode.isFinished());
        run.cli->interrupt();
        QVERIFY(run.exitCode.isFinished());
        QCOMPARE(run.exitCode.result(), ExitCode::TryLater);
        QVERIFY2(run.err.contains("Nothing was changed") == !isBegun, run.err.constData());
        QVERIFY2(run.err.contains("--resume") == isBegun, run.err.constData());
        QVERIFY(disconnect(&rotation, nullptr, this, nullptr));
        QTRY_VERIFY(!rotation.isRunning()); // in the program it ends with it
        m_cli->setFaults({});
        const CliRun next = rotate({u"--resume"_s, u"--overlap"_s, u"now"_s});
        QVERIFY2(next.exitCode == 0, next.out.constData());
        QCOMPARE(next.object()["state"_L1].toString(), isBegun ? u"done"_s : u"none"_s);
    }

    void peopleAreToldWhatComesNext()
    {
        const CliRun waiting = m_cli->run({u"keys"_s, u"rotate"_s});
        QCOMPARE(waiting.exitCode, 0);
        QVERIFY(waiting.out.contains("keys rotate --resume"));
        QVERIFY(waiting.err.contains("Try it at the service: done"));
        const CliRun undone = m_cli->run({u"keys"_s, u"rotate"_s, u"--undo"_s});
        QVERIFY(undone.out.contains("again"));
    }

private:
    CliRun rotate(const QStringList &arguments, const QByteArray &input = {})
    {
        return m_cli->run(QStringList{u"--json"_s, u"keys"_s, u"rotate"_s} + arguments, input);
    }
    CliRun rotateOr(const QStringList &arguments)
    {
        return m_cli->run(QStringList{u"--json"_s, u"keys"_s} + arguments);
    }
    [[nodiscard]] Workspace acme() const
    {
        return m_cli->services->workspaces().find(u"acme").value_or(Workspace());
    }
    QJsonArray list() { return rotateOr({u"list"_s}).object()["keys"_L1].toArray(); }
    bool isListed(const QString &id)
    {
        const QJsonArray keys = list();
        return std::any_of(keys.begin(), keys.end(),
                           [&id](const QJsonValue &key) { return key["id"_L1].toString() == id; });
    }

    std::unique_ptr<CliFixture> m_cli;
    QString m_oldId;
};

QTEST_GUILESS_MAIN(tst_RotateCommand)
#include "tst_rotatecommand.moc"
