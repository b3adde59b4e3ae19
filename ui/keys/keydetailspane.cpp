// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/keys/keydetailspane.h"

#include "models/base/plaintext.h"
#include "models/device/devicestore.h"
#include "models/keys/keytext.h"
#include "ui/keys/keytabledelegate.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/sparkline.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLocale>
#include <QScrollArea>

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
    : QFrame(parent)
    , m_theme(theme)
    , m_device(device)
    , m_clock(std::move(clock))
{
    setObjectName(u"keyDetails"_s);
    setProperty("kind", u"card"_s);
    setAccessibleName(tr("Details"));
    m_name = new ElidedLabel(this);
    m_name->setObjectName(u"detailsName"_s);
    m_name->setProperty("rank", u"strong"_s);
    QPushButton *close = makeButton({}, u"closeDetails"_s, ButtonKind::Icon, this);
    close->setProperty("quiet", true);
    close->setAccessibleName(tr("Close details"));
    close->setToolTip(tr("Close details"));
    const auto paint = [close, &theme] {
        close->setIcon(glyphIcon(Glyph::Cross, theme.tokens().muted));
    };
    paint();
    connect(&theme, &Theme::changed, close, paint);

    m_pills = new QWidget(this);
    (void) new FlowLayout(m_pills, 4);
    m_content = new QWidget;
    m_content->setProperty("kind", u"scrolled"_s);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, 6, 0);
    m_column->setSpacing(10);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setAccessibleName(tr("Facts about the key"));

    m_rotate = makeButton(tr("Rotate…"), u"rotateFromDetails"_s, ButtonKind::Plain, this);
    m_rotate->setAccessibleName(tr("Rotate this key…"));
    m_revoke = makeButton(tr("Revoke…"), u"revokeFromDetails"_s, ButtonKind::Danger, this);
    m_revoke->setAccessibleName(tr("Revoke this key…"));
    m_copy = makeButton(tr("Copy details"), u"copyDetails"_s, ButtonKind::Plain, this);
    auto *top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(close);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_rotate);
    bottom->addWidget(m_revoke);
    bottom->addWidget(m_copy);
    bottom->addStretch(1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 10, 10, 14);
    outer->setSpacing(10);
    outer->addLayout(top);
    outer->addWidget(m_pills);
    outer->addWidget(scroll, 1);
    outer->addLayout(bottom);
    connect(m_rotate, &QPushButton::clicked, this, &KeyDetailsPane::rotateRequested);
    connect(m_revoke, &QPushButton::clicked, this, &KeyDetailsPane::revokeRequested);
    connect(m_copy, &QPushButton::clicked, this, &KeyDetailsPane::copyRequested);
    connect(close, &QPushButton::clicked, this, &KeyDetailsPane::closed);
}

void KeyDetailsPane::clearContent()
{
    m_facts = nullptr;
    m_sparkline = nullptr;
    m_usageText = nullptr;
    // Everything in here is rebuilt for another key: a dozen labels.
    qDeleteAll(m_content->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    while (QLayoutItem *item = m_column->takeAt(0))
        delete item;
    qDeleteAll(m_pills->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_facts = new QFormLayout;
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(14);
    m_facts->setVerticalSpacing(5);
    m_facts->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_facts->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_column->addLayout(m_facts);
}

void KeyDetailsPane::addFact(const QString &caption, const QString &value, Tone tone,
                             bool isMonospace)
{
    if (value.isEmpty())
        return;
    QLabel *label = makeWrappedLabel(value, Rank::Body, m_content);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (isMonospace)
        label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    if (tone != Tone::Neutral)
        setTone(label, tone);
    m_facts->addRow(makeLabel(caption, Rank::Muted, m_content), label);
}

void KeyDetailsPane::addSection(const QString &title, const QStringList &lines, Tone tone)
{
    m_column->addWidget(makeLabel(title, Rank::Strong, m_content));
    for (const QString &line : lines) {
        QLabel *label = makeWrappedLabel(line, Rank::Muted, m_content);
        if (tone != Tone::Neutral)
            setTone(label, tone);
        m_column->addWidget(label);
    }
}

void KeyDetailsPane::showKey(const KeyRow &row, const Workspace &workspace,
                             const QList<RefusalReason> &reasons)
{
    clearContent();
    const QDateTime now = m_clock();
    const Key &key = row.key;
    m_name->setText(plainText(key.name));
    for (const KeyStatus status : ShownStatuses) {
        if (!row.statuses.testFlag(status))
            continue;
        // "Active" beside a warning says nothing.
        if (status == KeyStatus::Active && row.statuses != KeyStatuses(KeyStatus::Active))
            continue;
        QLabel *pill = makePill(m_pills);
        pill->setText(statusLabel(status));
        setTone(pill, toneOf(status));
        m_pills->layout()->addWidget(pill);
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
    addSection(tr("On this device"), placesOnThisDevice(row, workspace));
    addRefusal(reasons);
    if (row.statuses.testFlag(KeyStatus::Exposed)) {
        addSection(tr("Found in plain text"),
                   {tr("Anyone who could read the file may have a copy. Replace the key: moving it "
                       "to the keychain does not undo that.")},
                   Tone::Bad);
    }
    m_column->addStretch(1);
    m_rotate->setVisible(row.isOnThisDevice() && !key.revokedAt);
    m_revoke->setVisible(!key.revokedAt);
    m_copy->setVisible(true);
    for (QWidget *widget : m_content->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        widget->show();
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
    m_column->addWidget(makeLabel(tr("Calls in the last 30 days"), Rank::Strong, m_content));
    m_sparkline = new Sparkline(m_theme, m_content);
    m_sparkline->setObjectName(u"keySparkline"_s);
    m_usageText = makeWrappedLabel(tr("Counting…"), Rank::Muted, m_content);
    m_usageText->setObjectName(u"keyUsage"_s);
    auto *link = makeButton(tr("Usage of this key"), u"usageOfKey"_s, ButtonKind::Link, m_content);
    connect(link, &QPushButton::clicked, this, &KeyDetailsPane::usageRequested);
    m_column->addWidget(m_sparkline);
    m_column->addWidget(m_usageText);
    m_column->addWidget(link);
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
    clearContent();
    m_name->setText(tr("%n key(s) selected", nullptr, count));
    addSection({}, {tr("Revoking several keys shows first what stops working.")});
    m_column->addStretch(1);
    m_rotate->hide();
    m_revoke->setVisible(true);
    m_copy->setVisible(true);
    for (QWidget *widget : m_content->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        widget->show();
}

} // namespace Konstantly
