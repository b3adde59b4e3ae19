// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/policy.h"

#include "models/settings/manageable.h"
#include "models/settings/settingkeys.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Konstantly;

//! What an administrator decided: strict in, never less strict out.
class tst_Policy final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] PolicySource source() const
    {
        return {m_folder.filePath(u"policy.json"_s), QFileInfo(m_folder.path()).ownerId(), false};
    }
    //! With ' for ", which moc can't take.
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }
    void write(const QByteArray &text) const
    {
        const QByteArray json = tst_Policy::json(text);
        QFile file(source().path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(json), json.size());
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    }
    static std::unique_ptr<Settings> settings(const Policy &policy, const QString &file)
    {
        auto made = std::make_unique<Settings>(
            std::make_unique<QSettings>(file, QSettings::IniFormat));
        made->setPolicy(policy);
        return made;
    }

private Q_SLOTS:
    void cleanup() { QFile::remove(source().path); }

    void withoutOneEverythingIsAllowed()
    {
        const Policy policy = Policy::read(source());
        QVERIFY(!policy.isPresent());
        QVERIFY(!policy.problem());
        QVERIFY(policy.checkNewHost(u"anything.example"_s));
        QVERIFY(policy.checkNewPackage(u"9.9.9"_s, {}));
        QVERIFY(!policy.isLocked(QLatin1StringView(SettingKeys::MeteringEnabled.name)));
    }

    void itAllowsTheHostsThatItNames()
    {
        write("{'format': 1, 'allowedHosts': ['acme.konstantly.com', '*.corp.example']}");
        const Policy policy = Policy::read(source());
        QVERIFY(!policy.problem());
        QVERIFY(policy.checkHost(u"acme.konstantly.com"_s));
        QVERIFY(policy.checkHost(u"keys.corp.example"_s));
        for (const QString &host : {u"corp.example"_s, u"evilcorp.example"_s,
                                    u"acme.konstantly.com.evil.example"_s, u"localhost"_s}) {
            const Result<> checked = policy.checkNewHost(host);
            QVERIFY(!checked);
            QCOMPARE(checked.error().code, ErrorCode::NotConfigured);
            QVERIFY(describe(checked.error()).message.contains(host));
        }
    }

    void noHostAtAllIsAllowedByAnEmptyList()
    {
        write("{'format': 1, 'allowedHosts': []}");
        QVERIFY(!Policy::read(source()).checkHost(u"acme.konstantly.com"_s));
    }

    void itPinsThePackage()
    {
        const QByteArray sum = "sha512-" + QByteArray(86, 'a') + "==";
        write("{'format': 1, 'package': {'version': '0.2.0', 'integrity': '" + sum + "'}}");
        const Policy policy = Policy::read(source());
        QVERIFY(!policy.problem());
        QVERIFY(policy.checkNewPackage(u"0.2.0"_s, {}));
        QVERIFY(policy.checkPackage(u"0.2.0"_s, QString::fromLatin1(sum)));
        QVERIFY(!policy.checkNewPackage(u"0.2.1"_s, {}));
        QVERIFY(!policy.checkPackage(u"0.2.0"_s, u"sha512-other"_s));
    }

    void managedValuesAreDefaultsAndLockedOnesAreLaw()
    {
        write("{'format': 1, 'rotationDaysPerson': 30, 'clipboardSeconds': 15, 'metering': false, "
              "'locked': ['rotationDaysPerson', 'metering']}");
        const QString file = m_folder.filePath(u"preferences.ini"_s);
        const auto chosen = settings(Policy(), file);
        QVERIFY(chosen->setValue(SettingKeys::RotationDaysPerson, 365));
        QVERIFY(chosen->setValue(SettingKeys::MeteringEnabled, true));
        QVERIFY(chosen->sync());
        const auto managed = settings(Policy::read(source()), file);
        QCOMPARE(managed->value(SettingKeys::RotationDaysPerson), 30);
        QCOMPARE(managed->value(SettingKeys::MeteringEnabled), false);
        QCOMPARE(managed->value(SettingKeys::ClipboardSeconds), 15);
        QVERIFY(managed->isLocked(SettingKeys::RotationDaysPerson.name));
        QVERIFY(!managed->setValue(SettingKeys::RotationDaysPerson, 10));
        QVERIFY(!managed->setValue(SettingKeys::MeteringEnabled, true));
        QCOMPARE(managed->value(SettingKeys::RotationDaysPerson), 30);
        QVERIFY(managed->setValue(SettingKeys::ClipboardSeconds, 60));
        QCOMPARE(managed->value(SettingKeys::ClipboardSeconds), 60);
    }

    void textsAreManagedLikeNumbers()
    {
        write("{'format': 1, 'siemTarget': 'syslog+tls://siem.corp.example', 'siemCaFile': "
              "'/etc/ca.pem', 'siemEnabled': true, 'locked': ['siemTarget', 'siemEnabled']}");
        const QString file = m_folder.filePath(u"siem.ini"_s);
        const auto chosen = settings(Policy(), file);
        QVERIFY(chosen->setValue(SettingKeys::SiemTarget, u"syslog+tls://elsewhere.example"_s));
        QVERIFY(chosen->setValue(SettingKeys::SiemEnabled, false));
        QVERIFY(chosen->sync());
        const auto managed = settings(Policy::read(source()), file);
        QCOMPARE(managed->value(SettingKeys::SiemTarget), u"syslog+tls://siem.corp.example"_s);
        QCOMPARE(managed->value(SettingKeys::SiemEnabled), true);
        QVERIFY(!managed->setValue(SettingKeys::SiemTarget, QString()));
        QCOMPARE(managed->value(SettingKeys::SiemCaFile), u"/etc/ca.pem"_s);
        QVERIFY(managed->setValue(SettingKeys::SiemCaFile, u"/home/a/ca.pem"_s));
        QCOMPARE(managed->value(SettingKeys::SiemCaFile), u"/home/a/ca.pem"_s);
    }

    void whateverCanBeManagedCanBeLocked_data()
    {
        QTest::addColumn<QString>("member");
        for (const ManageablePreference &preference : manageablePreferences())
            QTest::newRow(preference.member.data()) << QString(preference.member);
    }
    void whateverCanBeManagedCanBeLocked()
    {
        QFETCH(const QString, member);
        const ManageablePreference *preference = findManageableMember(member);
        QVERIFY(preference != nullptr);
        QCOMPARE(findManageable(QLatin1StringView(preference->name())), preference);
        const auto store = [](Settings &kept, const ManageablePreference &one) {
            return std::visit(
                [&kept](const auto &key) { return kept.setValue(key, kept.value(key)); }, one.key);
        };
        const bool isText = std::holds_alternative<SettingKey<QString>>(preference->key);
        const bool isNumber = std::holds_alternative<SettingKey<int>>(preference->key);
        const auto other = settings(Policy(), m_folder.filePath(member + u".ini"_s));
        QVERIFY(store(*other, *preference));
        QVERIFY(other->checkChangeable(preference->name()));
        const QString before = preference->value(*other);
        const QString managed = isText                ? u"decided"_s
                                : isNumber            ? u"11"_s
                                : before == "true"_L1 ? u"false"_s
                                                      : u"true"_s;
        QVERIFY(managed != before);
        const QString document = u"{'format': 1, '%1': %2, 'locked': ['%1']}"_s.arg(
            member, isText ? u"'decided'"_s : managed);
        other->setPolicy(Policy::fromJson(json(document.toUtf8()), u"policy"_s));
        QVERIFY(!other->policy().problem());
        QCOMPARE(preference->value(*other), managed);
        QVERIFY(!store(*other, *preference));
        const Result<> refused = other->checkChangeable(preference->name());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotConfigured);
        QVERIFY(describe(refused.error()).message.contains(member));
        // One that can't be read locks it at its default.
        other->setPolicy(Policy::fromJson("{", u"policy"_s));
        QVERIFY(!other->checkChangeable(preference->name()));
        QVERIFY(!store(*other, *preference));
    }

    void whatItDoesNotKnowIsNoted()
    {
        write("{'format': 1, 'future': 1, 'locked': ['other'], 'idleDays': 60}");
        const Policy policy = Policy::read(source());
        QVERIFY(!policy.problem());
        QCOMPARE(policy.notes().size(), 2);
        QCOMPARE(policy.value(QLatin1StringView(SettingKeys::IdleDays.name)), u"60"_s);
    }

    void aBadOneLimitsMore_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *name, const char *json) {
            QTest::newRow(name) << QByteArray(json);
        };
        row("empty", "");
        row("cut", "{'format': 1, 'allowedHosts': [");
        row("a list", "[]");
        row("no format", "{}");
        row("newer", "{'format': 2}");
        row("hosts no list", "{'format': 1, 'allowedHosts': 'acme.konstantly.com'}");
        row("address for a host", "{'format': 1, 'allowedHosts': ['https://acme.example']}");
        row("any host", "{'format': 1, 'allowedHosts': ['*']}");
        row("number for a host", "{'format': 1, 'allowedHosts': [1]}");
        row("range", "{'format': 1, 'package': {'version': '^0.2.0'}}");
        row("bad checksum", "{'format': 1, 'package': {'version': '0.2.0', 'integrity': 'x'}}");
        row("out of range", "{'format': 1, 'rotationDaysBot': 0}");
        row("a fraction", "{'format': 1, 'rotationDaysBot': 1.5}");
        row("text for a switch", "{'format': 1, 'metering': 'no'}");
        row("number for an address", "{'format': 1, 'siemTarget': 1}");
        row("locked no list", "{'format': 1, 'locked': true}");
        row("number locked", "{'format': 1, 'locked': [1]}");
    }
    void aBadOneLimitsMore()
    {
        QFETCH(const QByteArray, json);
        write(json);
        const Policy policy = Policy::read(source());
        QVERIFY(policy.isPresent());
        QVERIFY(policy.problem());
        QCOMPARE(policy.problem()->subject, source().path);
        QVERIFY(!policy.checkNewHost(u"acme.konstantly.com"_s));
        QVERIFY(!policy.checkNewPackage(u"0.2.0"_s, {}));
        // What is set up goes on.
        QVERIFY(policy.checkHost(u"acme.konstantly.com"_s));
        QVERIFY(policy.checkPackage(u"0.2.0"_s, {}));
        const auto settings = tst_Policy::settings(policy, m_folder.filePath(u"other.ini"_s));
        QVERIFY(!settings->setValue(SettingKeys::MeteringEnabled, false));
        QCOMPARE(settings->value(SettingKeys::MeteringEnabled), true);
        QVERIFY(settings->setValue(SettingKeys::Theme, u"dark"_s));
    }

    void oneThatOthersCanChangeIsNotFollowed()
    {
        write("{'format': 1, 'allowedHosts': ['evil.example']}");
        QVERIFY(QFile::setPermissions(source().path,
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther));
        QVERIFY(Policy::read(source()).problem());
        QVERIFY(!Policy::read(source()).checkNewHost(u"evil.example"_s));

        PolicySource others = source();
        others.ownerId += 1;
        QVERIFY(QFile::setPermissions(source().path, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(!Policy::read(source()).problem());
        QCOMPARE(Policy::read(others).problem()->code, ErrorCode::FileUnsupported);

        const QString real = m_folder.filePath(u"real.json"_s);
        QVERIFY(QFile::rename(source().path, real));
        QVERIFY(QFile::link(real, source().path));
        QVERIFY(Policy::read(source()).problem());
    }

    void oneInTheSystemsPreferencesIsReadTheSameWay()
    {
        const QString file = m_folder.filePath(u"system.ini"_s);
        QSettings system(file, QSettings::IniFormat);
        QVERIFY(policyDocumentIn(system).isEmpty());
        system.setValue(u"policy"_s, QString::fromLatin1(
                                         json("{'format': 1, 'allowedHosts': ['acme.example']}")));
        const Policy policy = Policy::fromJson(policyDocumentIn(system), u"system"_s);
        QVERIFY(!policy.problem());
        QVERIFY(policy.checkHost(u"acme.example"_s));
        QVERIFY(!policy.checkHost(u"other.example"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Policy)
#include "tst_policy.moc"
