// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr auto Folder = ":/translations"_L1;
constexpr auto English = "en"_L1;

//! Qt's own names are those of a country's variant: "American English", "español de España".
QString ownName(const QString &code)
{
    static constexpr std::pair<QLatin1StringView, QStringView> names[] = {
        {English, u"English"},  {"de"_L1, u"Deutsch"}, {"es"_L1, u"Español"},
        {"fr"_L1, u"Français"}, {"pl"_L1, u"Polski"},  {"pt"_L1, u"Português"},
        {"ru"_L1, u"Русский"}};
    for (const auto &[known, name] : names) {
        if (code == known)
            return name.toString();
    }
    const QString name = QLocale(code).nativeLanguageName();
    return name.isEmpty() ? code : name;
}

bool isBuiltIn(const QString &language)
{
    return std::ranges::any_of(builtInLanguages(),
                               [&language](const Language &one) { return one.code == language; });
}

//! How \a language writes numbers and dates in the country that the system is set up for.
QLocale localeOf(const QString &language)
{
    const QLocale system = QLocale::system();
    const QLocale chosen(language);
    if (chosen.language() == system.language())
        return system;
    const QLocale here(chosen.language(), system.territory());
    return here.territory() == system.territory() ? here : chosen;
}

//! Loads \a file, "konstantly-keys_de.qm" for the \a name "konstantly-keys" and German; null when there is none.
QTranslator *load(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, u"_"_s, folder))
        return translator;
    delete translator;
    return nullptr;
}

} // namespace

QList<Language> builtInLanguages()
{
    const QString name = u"konstantly-keys_"_s;
    QStringList codes{English};
    for (const QString &file : QDir(Folder).entryList({name + u"*.qm"_s}, QDir::Files)) {
        const QString code = file.chopped(3).mid(name.size());
        if (code != English)
            codes << code;
    }
    QList<Language> languages;
    for (const QString &code : std::as_const(codes))
        languages.append({code, ownName(code)});
    std::ranges::sort(languages, [](const Language &a, const Language &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    return languages;
}

void installTranslations(const QString &language, const QString &qtFolder)
{
    if (isBuiltIn(language))
        QLocale::setDefault(localeOf(language));
    const QLocale wanted = isBuiltIn(language) ? QLocale(language) : QLocale();
    QTranslator *ours = load(wanted, u"konstantly-keys"_s, Folder);
    if (ours == nullptr)
        ours = load(QLocale(English), u"konstantly-keys"_s, Folder);
    if (ours == nullptr)
        return;
    // Qt's texts in another language than ours would turn the window around for nothing where that one is written from the right.
    const QString folder = qtFolder.isEmpty() ? QLibraryInfo::path(QLibraryInfo::TranslationsPath)
                                              : qtFolder;
    if (QTranslator *qt = load(QLocale(ours->language()), u"qtbase"_s, folder))
        QCoreApplication::installTranslator(qt);
    QCoreApplication::installTranslator(ours);
}

} // namespace Konstantly
