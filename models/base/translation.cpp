// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/translation.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace Konstantly {

void installTranslations()
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    const QString folder = u":/translations"_s;
    if (translator->load(QLocale(), u"konstantly-keys"_s, u"_"_s, folder)
        || translator->load(u"konstantly-keys_en"_s, folder))
        QCoreApplication::installTranslator(translator);
}

} // namespace Konstantly
