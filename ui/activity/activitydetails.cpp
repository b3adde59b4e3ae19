// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/activity/activitydetails.h"

#include "models/audit/audittext.h"
#include "models/base/plaintext.h"
#include "ui/activity/activitydelegate.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr qsizetype MaxArgumentLines = 200;

QString momentText(qint64 at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at), QLocale::LongFormat);
}

} // namespace

ActivityDetails::ActivityDetails(const Theme &theme, QWidget *parent)
    : DetailsPane(theme, tr("Facts about the event"), parent)
{
    setObjectName(u"activityDetails"_s);
    m_showKey = makeButton(tr("Show key"), u"showKey"_s, ButtonKind::Plain, this);
    m_copyJson = makeButton(tr("Copy as JSON"), u"copyEventsAsJson"_s, ButtonKind::Plain, this);
    for (QPushButton *button : {m_showKey, m_copyJson})
        addButton(button);
    connect(m_showKey, &QPushButton::clicked, this, &ActivityDetails::keyRequested);
    connect(m_copyJson, &QPushButton::clicked, this, &ActivityDetails::copyJsonRequested);
}

void ActivityDetails::showRecord(const AuditRecord &record, const QString &keyName, bool canShowKey)
{
    clearContent();
    const AuditSentence sentence = auditSentence(record, keyName);
    setName(QString(sentence.what + u' ' + sentence.rest).trimmed());
    addPill(auditKindLabel(record.kind), toneOf(record.kind));
    addFact(tr("Time"), momentText(record.at));
    if (record.eventType != 0)
        addFact(tr("Type"), QLocale().toString(record.eventType));
    addFact(tr("Origin"), isLocal(record.kind) ? tr("This device") : tr("Service"));
    const QString key = plainText(keyName, 120);
    addFact(tr("Key"), key);
    if (keyName != record.key)
        addFact(tr("Key id"), plainText(record.key), Tone::Neutral, true);
    addFact(tr("Person"), plainText(record.person));
    addFact(isLocal(record.kind) ? tr("AI tool") : tr("Tool"), plainText(record.tool));
    addFact(tr("About"), plainText(record.subject));
    addFact(tr("Scopes"), eventScopesText(record.detail));
    addFact(tr("Event id"), plainText(record.id), Tone::Neutral, true);
    addArguments(record.detail);
    const auto addLink = [this](const QString &text, const QString &name, auto signal) {
        auto *link = makeButton(text, name, ButtonKind::Link, content());
        connect(link, &QPushButton::clicked, this, signal);
        addContent(link);
    };
    if (!key.isEmpty())
        addLink(tr("Only events of this key"), u"onlyThisKey"_s,
                &ActivityDetails::keyEventsRequested);
    if (!record.person.isEmpty())
        addLink(tr("Only events of this person"), u"onlyThisPerson"_s,
                &ActivityDetails::personEventsRequested);
    endContent();
    m_showKey->setVisible(canShowKey);
    m_copyJson->show();
}

//! One member a line: long values wrap, and none of them can pass for another.
void ActivityDetails::addArguments(const QByteArray &detail)
{
    QJsonObject arguments = QJsonDocument::fromJson(detail).object();
    if (!eventScopesText(detail).isEmpty())
        arguments.remove("scopes"_L1); // told in words above
    if (arguments.isEmpty())
        return;
    addSection(tr("Arguments"), {});
    const QByteArray json = QJsonDocument(arguments).toJson(QJsonDocument::Indented);
    QStringList lines;
    for (const QByteArray &line : json.split('\n')) {
        if (lines.size() >= MaxArgumentLines) {
            lines << u"…"_s;
            break;
        }
        const QByteArray content = line.trimmed();
        if (!content.isEmpty())
            lines << QString(line.size() - content.size(), QChar(QChar::Nbsp))
                         + plainText(QString::fromUtf8(content), 1000);
    }
    QLabel *label = makeWrappedLabel(lines.join(u'\n'), Rank::Body, content());
    label->setObjectName(u"eventArguments"_s);
    label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addContent(label);
}

void ActivityDetails::showSelection(int count)
{
    clearContent();
    setName(tr("%n event(s) selected", nullptr, count));
    endContent();
    m_showKey->hide();
    m_copyJson->hide();
}

} // namespace Konstantly
