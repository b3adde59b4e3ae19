// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/scrollareaaccess.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QAccessibleInterface *scrollAreaInterface(const QString &className, QObject *object)
{
    if (className != "QAbstractScrollArea"_L1 && className != "QScrollArea"_L1)
        return nullptr;
    auto *widget = qobject_cast<QWidget *>(object);
    return widget == nullptr ? nullptr : new QAccessibleWidget(widget, QAccessible::Client);
}

} // namespace

void installScrollAreaAccess()
{
    QAccessible::installFactory(scrollAreaInterface);
}

} // namespace Konstantly
