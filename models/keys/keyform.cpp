// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/keyform.h"

namespace Konstantly {

namespace {

constexpr int MaxRotationDays = 3650;

} // namespace

KeyForm::KeyForm(QStringList takenNames, QString userName, QString deviceName, QObject *parent)
    : QObject(parent)
    , m_takenNames(std::move(takenNames))
    , m_userName(std::move(userName))
    , m_deviceName(std::move(deviceName))
{}

void KeyForm::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    Q_EMIT changed();
}

void KeyForm::setCanWrite(bool canWrite)
{
    if (m_canWrite == canWrite)
        return;
    m_canWrite = canWrite;
    Q_EMIT changed();
}

void KeyForm::setRotation(Rotation rotation, int days)
{
    const int customDays = rotation == Rotation::Custom ? qBound(1, days, MaxRotationDays)
                                                        : m_customDays;
    if (m_rotation == rotation && m_customDays == customDays)
        return;
    m_rotation = rotation;
    m_customDays = customDays;
    Q_EMIT changed();
}

void KeyForm::setRules(const KeyRules &rules)
{
    if (m_rules == rules)
        return;
    m_rules = rules;
    Q_EMIT changed();
}

int KeyForm::rotationDays() const
{
    switch (isRotationLocked() ? Rotation::ByName : m_rotation) {
    case Rotation::ByName:
        break;
    case Rotation::Person:
        return m_rules.rotationDaysPerson;
    case Rotation::Bot:
        return m_rules.rotationDaysBot;
    case Rotation::Custom:
        return m_customDays;
    }
    return m_rules.rotationDaysByName(m_name);
}

std::optional<int> KeyForm::ownRotationDays() const
{
    if (rotationDays() == m_rules.rotationDaysByName(m_name))
        return std::nullopt;
    return rotationDays();
}

void KeyForm::setToolIds(const QStringList &ids)
{
    if (m_toolIds == ids)
        return;
    m_toolIds = ids;
    Q_EMIT changed();
}

void KeyForm::setForThisDevice(bool isForThisDevice)
{
    if (m_isForThisDevice == isForThisDevice)
        return;
    m_isForThisDevice = isForThisDevice;
    Q_EMIT changed();
}

bool KeyForm::isTaken() const
{
    return m_takenNames.contains(trimmedName(), Qt::CaseInsensitive);
}

QString KeyForm::nameMessage() const
{
    if (!trimmedName().isEmpty() && isTaken())
        return tr("Another key has this name already.");
    return namingAdvice(namingProblem());
}

QStringList KeyForm::suggestions() const
{
    return suggestedKeyNames(m_name, m_userName, m_deviceName, m_takenNames);
}

QString KeyForm::blockingMessage() const
{
    const NamingProblem problem = namingProblem();
    const bool isPoorOnly = problem == NamingProblem::None || problem == NamingProblem::OneWord
                            || problem == NamingProblem::Generic;
    return isPoorOnly && !isTaken() ? QString() : nameMessage();
}

} // namespace Konstantly
