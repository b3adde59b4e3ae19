// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/accessibility.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QButtonGroup>
#include <QPushButton>
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

void setSpokenDescription(QWidget *widget, const QString &text)
{
    if (widget->accessibleDescription() != text)
        widget->setAccessibleDescription(text);
}

void stopTabAtChosen(QButtonGroup *group)
{
    const auto stop = [group] {
        const QAbstractButton *const chosen = group->checkedButton();
        for (QAbstractButton *button : group->buttons())
            button->setFocusPolicy(chosen == nullptr || button == chosen ? Qt::TabFocus
                                                                         : Qt::NoFocus);
    };
    stop();
    QObject::connect(group, &QButtonGroup::idToggled, group, stop);
}

} // namespace Konstantly
