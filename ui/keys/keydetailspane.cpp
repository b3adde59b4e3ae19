// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keydetailspane.h"

#include "models/base/plaintext.h"
#include "models/device/devicestore.h"
#include "models/keys/keytext.h"
#include "models/konstantly/scopetext.h"
#include "ui/keys/keytabledelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sparkline.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLocale>

#include <numeric>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr std::array ShownStatuses{KeyStatus::Revoked,     KeyStatus::Exposed, KeyStatus::OwnerLeft,
                                   KeyStatus::RotationDue, KeyStatus::Idle,    KeyStatus::NeverUsed,
                                   KeyStatus::PoorlyNamed, KeyStatus::Active};

QString dateText(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat)
                          : QString();
}

} // namespace

KeyDetailsPane::KeyDetailsPane(const Theme &theme, const DeviceStore &device, Clock clock,
                               QWidget *parent)
    : DetailsPane(theme, tr("Facts about the key"), parent)
    , m_theme(theme)
    , m_device(device)
    , m_clock(std::move(clock))
{
    setObjectName(u"keyDetails"_s);
    m_rotate = makeButton(tr("Rotate…"), u"rotateFromDetails"_s, ButtonKind::Plain, this);
    m_rotate->setAccessibleName(tr("Rotate this key…"));
    m_revoke = makeButton(tr("Revoke…"), u"revokeFromDetails"_s, ButtonKind::Danger, this);
    m_revoke->setAccessibleName(tr("Revoke this key…"));
    m_copy = makeButton(tr("Copy"), u"copyDetails"_s, ButtonKind::Plain, this);
    m_copy->setAccessibleName(tr("Copy details"));
    for (QPushButton *button : {m_rotate, m_revoke, m_copy})
        addButton(button);
    connect(m_rotate, &QPushButton::clicked, this, &KeyDetailsPane::rotateRequested);
    connect(m_revoke, &QPushButton::clicked, this, &KeyDetailsPane::revokeRequested);
    connect(m_copy, &QPushButton::clicked, this, &KeyDetailsPane::copyRequested);
}

void KeyDetailsPane::begin()
{
    m_sparkline = nullptr;
    m_usageText = nullptr;
    clearContent();
}

void KeyDetailsPane::showKey(const KeyRow &row, const Workspace &workspace,
                             const QList<RefusalReason> &reasons)
{
    begin();
    const QDateTime now = m_clock();
    const Key &key = row.key;
    setName(plainText(key.name));
    for (const KeyStatus status : ShownStatuses) {
        if (!row.statuses.testFlag(status))
            continue;
        // "Active" beside a warning says nothing.
        if (status == KeyStatus::Active && row.statuses != KeyStatuses(KeyStatus::Active))
            continue;
        addPill(statusLabel(status), toneOf(status));
    }

    const bool ownerLeft = key.owner && key.owner->isBanned.value_or(false);
    addFact(tr("Owner"), ownerLeft ? tr("%1 (blocked)").arg(ownerText(key)) : ownerText(key),
            ownerLeft ? Tone::Bad : Tone::Neutral);
    if (key.owner)
        addFact(tr("E-mail"), plainText(key.owner->email));
    addFact(tr("Scopes"), scopesText(key.scopes));
    addFact(tr("Created"), u"%1 · %2"_s.arg(dateText(key.createdAt), ageText(row.ageDays)));
    addFact(tr("Last used"), lastUsedText(key.lastUsed, now));
    if (key.revokedAt)
        addFact(tr("Revoked"), agoText(*key.revokedAt, now));
    else
        addFact(
            tr("Rotate by"),
            row.overdueDays >= 0
                ? tr("%1 · %n day(s) overdue", nullptr, row.overdueDays).arg(dateText(row.rotateBy))
                : dateText(row.rotateBy),
            row.overdueDays >= 0 ? Tone::Warn : Tone::Neutral);
    addFact(tr("Prefix"), plainText(key.prefix), Tone::Neutral, true);
    addFact(tr("Key id"), plainText(key.id), Tone::Neutral, true);

    addUsage();
    auto *events = makeButton(tr("Audit events of this key"), u"activityOfKey"_s, ButtonKind::Link,
                              content());
    connect(events, &QPushButton::clicked, this, &KeyDetailsPane::activityRequested);
    addContent(events);
    addSection(tr("On this device"), placesOnThisDevice(row, workspace));
    addRefusal(reasons);
    if (row.statuses.testFlag(KeyStatus::Exposed)) {
        addSection(tr("Found in plain text"),
                   {tr("Anyone who could read the file may have a copy. Replace the key: moving it "
                       "to the keychain does not undo that.")},
                   Tone::Bad);
    }
    endContent();
    m_rotate->setVisible(row.isOnThisDevice() && !key.revokedAt);
    m_revoke->setVisible(!key.revokedAt);
    m_copy->setVisible(true);
}

//! Why it answers 401, or would not as far as known here: asking the service would spend the budget of failed sign-ins.
void KeyDetailsPane::addRefusal(const QList<RefusalReason> &reasons)
{
    using Weight = RefusalReason::Weight;
    QStringList lines;
    for (const RefusalReason &reason : reasons)
        lines.append(reason.text);
    switch (reasons.isEmpty() ? Weight::Nothing : reasons.first().weight) {
    case Weight::Explains:
        addSection(tr("Why the service refuses it"), lines, Tone::Bad);
        break;
    case Weight::Possible:
        addSection(tr("Why the service may refuse it"), lines, Tone::Warn);
        break;
    case Weight::Nothing:
        addSection(tr("Should it answer 401"), lines);
        break;
    }
}

void KeyDetailsPane::addUsage()
{
    addContent(makeLabel(tr("Calls in the last 30 days"), Rank::Strong, content()));
    m_sparkline = new Sparkline(m_theme, content());
    m_sparkline->setObjectName(u"keySparkline"_s);
    m_usageText = makeWrappedLabel(tr("Counting…"), Rank::Muted, content());
    m_usageText->setObjectName(u"keyUsage"_s);
    auto *link = makeButton(tr("Usage of this key"), u"usageOfKey"_s, ButtonKind::Link, content());
    connect(link, &QPushButton::clicked, this, &KeyDetailsPane::usageRequested);
    addContent(m_sparkline);
    addContent(m_usageText);
    addContent(link);
}

void KeyDetailsPane::showUsage(const QList<qint64> &callsByDay)
{
    if (m_sparkline == nullptr)
        return;
    const qint64 total = std::accumulate(callsByDay.begin(), callsByDay.end(), qint64(0));
    const QString text = callsByDay.isEmpty() ? tr("They could not be counted.")
                         : total == 0         ? tr("None, as far as the sources tell.")
                                              : tr("%Ln call(s)", nullptr, int(total));
    m_usageText->setText(text);
    m_sparkline->setVisible(total > 0);
    m_sparkline->setValues(callsByDay, tr("Calls in the last 30 days") + u": "_s + text);
}

QStringList KeyDetailsPane::placesOnThisDevice(const KeyRow &row, const Workspace &workspace) const
{
    QStringList lines;
    if (row.isConsoleKey)
        lines.append(tr("This window and the command line use it."));
    const bool isForTools = row.isDeviceKey || (row.isConsoleKey && workspace.deviceSlot.isEmpty());
    QStringList tools;
    for (const ToolStatus &tool : m_device.tools()) {
        if (isForTools && tool.workspace == workspace.name && tool.state == ToolState::Protected)
            tools.append(tool.tool.name);
    }
    if (!tools.isEmpty())
        lines.append(tr("AI tools with it: %1. They get it from the keychain.")
                         .arg(QLocale().createSeparatedList(tools)));
    else if (row.isDeviceKey)
        lines.append(tr("It is this device's key for AI tools. No tool is set up yet."));
    if (lines.isEmpty())
        lines.append(tr("Not used on this device."));
    return lines;
}

void KeyDetailsPane::showSelection(int count)
{
    begin();
    setName(tr("%n key(s) selected", nullptr, count));
    addSection({}, {tr("Revoking several keys shows first what stops working.")});
    endContent();
    m_rotate->hide();
    m_revoke->setVisible(true);
    m_copy->setVisible(true);
}

} // namespace Konstantly
