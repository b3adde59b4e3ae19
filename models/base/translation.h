// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>

namespace Konstantly {

//! A language that the program speaks.
struct Language
{
    QString code; //!< "de"
    QString name; //!< in itself: "Deutsch"

    friend bool operator==(const Language &, const Language &) = default;
};

//! English and every language whose translation is built in (":/translations/konstantly-keys_CODE.qm"), by name. The program must
//! have been given its translations in CMake: konstantly_translations(TARGET).
[[nodiscard]] QList<Language> builtInLanguages();

//! Loads the translation into \a language, a code of builtInLanguages(), and shows numbers and dates as it does, in this
//! country's way where there is one. Empty, or a code of none: the system's language, with the system's formats. Where that is not
//! built in, English, whose file holds the plural forms ("1 key", "14 keys"). Qt's own texts (context menus, file dialogs)
//! follow, from Qt's folder \a qtFolder (empty = the usual one), when they are there. Call once, after the QCoreApplication exists.
void installTranslations(const QString &language = {}, const QString &qtFolder = {});

} // namespace Konstantly
