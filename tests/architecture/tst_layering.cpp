// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/architecture/layering.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Konstantly::Tests;
using namespace Qt::StringLiterals;

namespace {

const QString Head = u"// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors\n"
                     "// SPDX-License-Identifier: MIT\n\n#pragma once\n\n"_s;

} // namespace

class tst_Layering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void modulesAreTold();
    void aBreachIsFound_data();
    void aBreachIsFound();
    void whatIsAllowedIsNotReported_data();
    void whatIsAllowedIsNotReported();
    void theSourcesKeepTheRules();
    void noTwoTypesShareAName();

private:
    Layering m_layering{QLibraryInfo::path(QLibraryInfo::HeadersPath)};
};

void tst_Layering::modulesAreTold()
{
    if (!QDir(QLibraryInfo::path(QLibraryInfo::HeadersPath) + u"/QtWidgets"_s).exists())
        QSKIP("Qt's headers are somewhere else");
    QCOMPARE(m_layering.moduleOf(u"QWidget"_s), u"QtWidgets"_s);
    QCOMPARE(m_layering.moduleOf(u"QColor"_s), u"QtGui"_s);
    QCOMPARE(m_layering.moduleOf(u"QString"_s), u"QtCore"_s);
    QCOMPARE(m_layering.moduleOf(u"QNetworkReply"_s), u"QtNetwork"_s);
    QCOMPARE(m_layering.moduleOf(u"QtWidgets/QWidget"_s), u"QtWidgets"_s);
    QCOMPARE(m_layering.moduleOf(u"vector"_s), QString());
}

void tst_Layering::aBreachIsFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *path, const char *line) {
        QTest::addRow("%s: %s", path, line) << QString::fromLatin1(path) << QString::fromUtf8(line);
    };
    row("models/keys/x.h", "#include \"ui/keys/keyspage.h\"");
    row("models/keys/x.h", "#include \"app/services/services.h\"");
    row("models/base/x.h", "#include \"models/json/jsontext.h\"");
    row("models/json/x.h", "#include \"models/settings/settings.h\"");
    row("models/net/x.h", "#include \"models/konstantly/types.h\"");
    row("models/launch/x.h", "#include \"models/net/httpclient.h\"");
    row("models/device/x.h", "#include \"models/keys/keystore.h\"");
    row("models/audit/x.h", "#include \"models/usage/usagestore.h\"");
    row("models/stranger/x.h", "#include \"models/json/jsontext.h\"");
    row("models/keys/x.h", "#include \"keystore.h\"");
    row("models/keys/x.h", "#include \"../json/jsontext.h\"");
    row("models/keys/x.h", "  #  include \"ui/keys/keyspage.h\"");
    row("models/keys/x.h", "#include <QWidget>");
    row("models/keys/x.h", "#include <QtWidgets/QWidget>");
    row("models/keys/x.h", "#include <QColor>");
    row("models/keys/x.h", "#include <QtGui>");
    row("models/keys/x.h", "#include <QNetworkReply>");
    row("models/launch/x.h", "#include <QSqlDatabase>");
    row("models/settings/x.h", "#include <QDBusConnection>");
    row("models/keychain/x.h", "#include <qt6keychain/keychain.h>");
    row("models/keychain/x.h", "#include <qtkeychain/keychain.h>");
    row("ui/keys/x.h", "#include <qt6keychain/keychain.h>");
    row("ui/keys/x.h", "#include \"app/services/services.h\"");
    row("ui/keys/x.h", "#include \"tests/support/await.h\"");
    row("app/cli/x.h", "#include \"ui/keys/keyspage.h\"");
    row("app/services/x.h", "#include \"ui/keys/keyspage.h\"");
    row("app/launcher/x.h", "#include \"models/net/httpclient.h\"");
    row("app/launcher/x.h", "#include \"models/device/devicestore.h\"");
    row("app/launcher/x.h", "#include \"app/services/services.h\"");
    row("app/launcher/x.h", "#include <QNetworkAccessManager>");
    row("app/launcher/x.h", "#include <QSqlQuery>");
    row("app/launcher/x.h", "#include <QGuiApplication>");
    row("models/device/x.h", "    QSaveFile file(path);");
    row("models/keys/x.h", "    const auto now = QDateTime::currentDateTimeUtc();");
    row("ui/keys/x.h", "    QSettings settings;");
    row("app/cli/x.h", "    QScopedPointer<int> p;");
    row("ui/keys/x.h", "    connect(a, SIGNAL(clicked()), b, SLOT(close()));");
    row("models/net/x.h", "    reply->ignoreSslErrors();");
    row("models/keys/keymanager.h", "");
    row("models/keys/stringutils.h", "");
    row("models/keys/KeyStore.h", "");
}

void tst_Layering::aBreachIsFound()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    const QStringList found = m_layering.breaches(path, Head + line + u'\n');
    QCOMPARE(found.size(), 1);
    QVERIFY2(found[0].startsWith(path + (line.isEmpty() ? u":1: "_s : u":6: "_s)),
             qPrintable(found[0]));
}

void tst_Layering::whatIsAllowedIsNotReported_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *path, const char *line) {
        QTest::addRow("%s: %s", path, line) << QString::fromLatin1(path) << QString::fromUtf8(line);
    };
    row("models/keys/x.h", "#include \"models/keys/keystore.h\"");
    row("models/keys/x.h", "#include \"models/base/result.h\"");
    row("models/keys/x.h", "#include \"models/device/devicestore.h\"");
    row("models/keys/x.h", "#include <QString>");
    row("models/keys/x.h", "#include <vector>");
    row("models/net/x.h", "#include <QNetworkReply>");
    row("models/usage/x.h", "#include <QSqlDatabase>");
    row("models/keychain/keychainsecretstore.cpp", "#include <qt6keychain/keychain.h>");
    row("ui/keys/x.h", "#include <QWidget>");
    row("ui/keys/x.h", "#include \"models/keys/keystore.h\"");
    row("app/gui/x.h", "#include \"ui/mainwindow/mainwindow.h\"");
    row("app/launcher/x.h", "#include \"models/launch/launchplan.h\"");
    row("tests/ui/x.h", "#include \"ui/keys/keyspage.h\"");
    row("models/base/clock.h", "    return [] { return QDateTime::currentDateTimeUtc(); };");
    row("models/base/x.h", "//! QSaveFile is not used");
    row("models/keys/x.cpp", "#include \"x.moc\"");
}

void tst_Layering::whatIsAllowedIsNotReported()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QCOMPARE(m_layering.breaches(path, Head + line + u'\n'), QStringList());
    QCOMPARE(m_layering.breaches(path, Head.section(u"#pragma"_s, 0, 0) + line + u'\n').size(),
             path.endsWith(u".h") ? 1 : 0);
    QCOMPARE(m_layering.breaches(u"models/base/x.cpp"_s, u"int x;\n"_s).size(), 1);
}

void tst_Layering::theSourcesKeepTheRules()
{
    const QDir root(QStringLiteral(TESTS_DIR "/.."));
    QStringList found;
    int files = 0;
    for (const QString &layer : {u"app"_s, u"ui"_s, u"models"_s, u"tests"_s}) {
        QDirIterator it(root.filePath(layer), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            found += m_layering.breaches(root.relativeFilePath(file.fileName()),
                                         QString::fromUtf8(file.readAll()));
            ++files;
        }
    }
    QVERIFY2(files > 100, "the sources were not found");
    QVERIFY2(found.isEmpty(), qPrintable(u"\n"_s + found.join(u'\n')));
}

namespace {

//! The types that \a header defines in the namespace itself.
QStringList typesIn(const QString &header)
{
    static const QRegularExpression definition(
        u"^(?:struct|class|enum class) (\\w+)(?: final)?(?: : .*)?$"_s,
        QRegularExpression::MultilineOption);
    QStringList names;
    auto match = definition.globalMatch(header);
    while (match.hasNext())
        names.append(match.next().captured(1));
    return names;
}

} // namespace

//! One namespace holds them all, so two structs of one name in two libraries would link, and one of them would be used for both.
void tst_Layering::noTwoTypesShareAName()
{
    QCOMPARE(typesIn(u"struct A\n{\n};\nclass B;\nclass C final : public QObject\n{\n};\n"
                     "enum class D { E };\nenum class F : int\n{\n"_s),
             QStringList({u"A"_s, u"C"_s, u"F"_s}));
    const QDir root(QStringLiteral(TESTS_DIR "/.."));
    QHash<QString, QString> files;
    for (const QString &layer : {u"app"_s, u"ui"_s, u"models"_s}) {
        QDirIterator it(root.filePath(layer), {u"*.h"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString path = root.relativeFilePath(file.fileName());
            for (const QString &name : typesIn(QString::fromUtf8(file.readAll()))) {
                QVERIFY2(!files.contains(name),
                         qPrintable(u"%1 is in %2 and in %3"_s.arg(name, files[name], path)));
                files.insert(name, path);
            }
        }
    }
    QVERIFY(files.size() > 200);
}

QTEST_GUILESS_MAIN(tst_Layering)
#include "tst_layering.moc"
