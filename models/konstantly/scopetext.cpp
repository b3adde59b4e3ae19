// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/konstantly/scopetext.h"

#include <QCoreApplication>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeyText)
};

} // namespace

QString scopesText(const Scopes &scopes)
{
    if (scopes.read && scopes.write)
        return Texts::tr("read, write");
    if (scopes.write)
        return Texts::tr("write");
    return scopes.read ? Texts::tr("read") : Texts::tr("not provided");
}

} // namespace Konstantly
