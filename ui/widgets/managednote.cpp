// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/managednote.h"

#include "ui/widgets/controls.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

QString managedText()
{
    return QCoreApplication::translate("ManagedNote",
                                       "Managed by the administrator of this device.");
}

QLabel *makeManagedNote(QWidget *parent)
{
    QLabel *note = makeWrappedLabel(managedText(), Rank::Hint, parent);
    note->setObjectName(u"managedNote"_s);
    return note;
}

} // namespace Konstantly
