// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/device/keycopiescard.h"

#include "models/base/plaintext.h"
#include "models/device/copytext.h"
#include "models/device/devicestore.h"
#include "models/keys/consoleaccess.h"
#include "models/keys/keystore.h"
#include "ui/dialogs/prompter.h"
#include "ui/mainwindow/windowparts.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr int ShownAtFirst = 5;
//! A list that is longer helps nobody; the command line gives all of it.
constexpr int MaxShown = 100;

} // namespace

KeyCopiesCard::KeyCopiesCard(const WindowParts &parts, QWidget *parent)
    : QFrame(parent)
    , m_parts(parts)
    , m_copies(parts.keyCopies)
{
    setObjectName(u"keyCopiesCard"_s);
    setProperty("kind", u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    buildHead(column);
    m_list = new QWidget(this);
    m_list->setAccessibleName(tr("Copies of keys"));
    m_rows = new QVBoxLayout(m_list);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    column->addWidget(m_list);
    buildFoot(column);

    connect(m_again, &QPushButton::clicked, this, &KeyCopiesCard::refresh);
    connect(m_stop, &QPushButton::clicked, &m_copies, &KeyCopiesStore::stop);
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_showsAll = true;
        showCopies();
    });
    connect(m_skippedToggle, &QPushButton::clicked, this,
            [this] { m_skipped->setVisible(m_skipped->isHidden()); });
    connect(m_histories, &QPushButton::toggled, this, [this](bool isOn) {
        m_copies.setWithHistories(isOn);
        refresh();
    });
    connect(&m_parts.device, &DeviceStore::changed, &m_copies, &KeyCopiesStore::huntIfNeeded);
    connect(&m_copies, &KeyCopiesStore::progressed, this, &KeyCopiesCard::showState);
    connect(&m_copies, &KeyCopiesStore::changed, this, [this] {
        showState();
        showCopies();
        showSkipped();
    });
    showState();
    showCopies();
    showSkipped();
}

void KeyCopiesCard::buildHead(QVBoxLayout *column)
{
    auto *title = makeLabel(tr("Copies of keys in other files"), Rank::Strong, this);
    m_sentence = makeWrappedLabel({}, Rank::Muted, this);
    m_sentence->setObjectName(u"copiesSentence"_s);
    m_state = makePill(this);
    m_state->setObjectName(u"copiesState"_s);
    m_again = makeButton(tr("Look again"), u"copiesAgain"_s, ButtonKind::Plain, this);
    m_again->setAccessibleName(tr("Look for copies again"));
    m_stop = makeButton(tr("Stop"), u"copiesStop"_s, ButtonKind::Plain, this);
    m_stop->setAccessibleName(tr("Stop looking for copies"));
    m_histories = makeButton(tr("Shells' histories too"), u"copiesHistories"_s, ButtonKind::Chip,
                             this);
    m_histories->setCheckable(true);
    m_histories->setAccessibleName(tr("Look in the histories of shells too"));
    m_histories->setToolTip(
        plainToolTip(tr("Commands that were typed with a key in them stay in a shell's history.")));
    m_histories->setChecked(m_copies.isWithHistories());
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(m_sentence);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addLayout(texts, 1);
    head->addWidget(m_histories);
    head->addWidget(m_state);
    head->addWidget(m_again);
    head->addWidget(m_stop);
    column->addLayout(head);
}

void KeyCopiesCard::buildFoot(QVBoxLayout *column)
{
    m_foot = new QWidget(this);
    m_all = makeButton({}, u"copiesAll"_s, ButtonKind::Link, m_foot);
    m_all->setAccessibleName(tr("Show all copies"));
    m_skippedToggle = makeButton({}, u"copiesSkipped"_s, ButtonKind::Link, m_foot);
    m_skippedToggle->setAccessibleName(tr("Show what could not be looked at"));
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(10);
    foot->addWidget(m_all);
    foot->addWidget(m_skippedToggle);
    foot->addStretch(1);
    column->addWidget(m_foot);
    m_skipped = makeWrappedLabel({}, Rank::Hint, this);
    m_skipped->setObjectName(u"copiesSkippedList"_s);
    m_skipped->hide();
    column->addWidget(m_skipped);
}

void KeyCopiesCard::setWorkspace(const WorkspaceParts *workspace)
{
    if (m_keys != nullptr)
        disconnect(m_keys, nullptr, this, nullptr);
    m_keys = workspace != nullptr ? &workspace->keys : nullptr;
    m_origin = workspace != nullptr ? workspace->access.workspace().origin : Origin();
    if (m_keys != nullptr)
        connect(m_keys, &KeyStore::keysChanged, this, &KeyCopiesCard::takeListedKeys);
    takeListedKeys();
}

void KeyCopiesCard::takeListedKeys()
{
    QList<KnownKey> keys;
    if (m_keys != nullptr) {
        for (const Key &key : m_keys->keys())
            keys.append({key.prefix, key.name, m_origin, key.revokedAt.has_value()});
    }
    m_copies.setListedKeys(keys);
}

void KeyCopiesCard::refresh()
{
    (void) m_copies.hunt(); // changed() tells
}

void KeyCopiesCard::showState()
{
    const bool isHunting = m_copies.isHunting() || !m_copies.hasHunted();
    m_stop->setVisible(m_copies.isHunting());
    m_again->setVisible(!isHunting);
    const HuntReport &report = m_copies.report();
    const int problems = m_copies.problemCount();
    if (isHunting) {
        m_state->setText(tr("Looking…"));
        setTone(m_state, Tone::Neutral);
        m_sentence->setText(m_copies.filesSoFar() > 0
                                ? tr("%n file(s) looked at so far.", nullptr, m_copies.filesSoFar())
                                : tr("Looking through backups, .env files and projects."));
    } else if (problems > 0) {
        m_state->setText(tr("%n found", "copies of keys", problems));
        setTone(m_state, Tone::Bad);
        m_sentence->setText(
            tr("Whoever reads one of these files can use the key in it. Replace the key; its "
               "copies are worthless then, also those that nobody finds."));
    } else if (report.wasStopped || !report.skipped.isEmpty()) {
        m_state->setText(tr("None found, not all seen"));
        setTone(m_state, Tone::Warn);
        m_sentence->setText(tr("There is no copy where the program could look, but it could not "
                               "look everywhere."));
    } else {
        m_state->setText(tr("None found"));
        setTone(m_state, Tone::Ok);
        m_sentence->setText(
            tr("%n file(s) looked at: backups, .env files, earlier settings, projects.", nullptr,
               report.files));
    }
}

void KeyCopiesCard::showCopies()
{
    const QList<KeyFinding> &findings = m_copies.report().findings;
    const qsizetype shown = std::min<qsizetype>(findings.size(),
                                                m_showsAll ? MaxShown : ShownAtFirst);
    QList<std::pair<KeyFinding, std::optional<KnownKey>>> rows;
    for (const KeyFinding &finding : findings.first(shown))
        rows.append({finding, m_copies.keyOf(finding)});
    if (rows != m_shown) { // else the focus stays where it is
        m_shown = rows;
        while (QLayoutItem *item = m_rows->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater(); // its button may be what was pressed
            delete item;
        }
        for (qsizetype i = 0; i < shown; ++i)
            m_rows->addWidget(makeRow(rows.at(i).first, rows.at(i).second, i == 0));
    }
    m_list->setVisible(shown > 0);
    m_all->setVisible(!m_showsAll && findings.size() > shown);
    m_all->setText(tr("Show %n more", "copies of keys", int(findings.size() - shown)));
    showFoot();
}

void KeyCopiesCard::showFoot()
{
    m_foot->setHidden(m_all->isHidden() && m_skippedToggle->isHidden());
}

QWidget *KeyCopiesCard::makeRow(const KeyFinding &finding, const std::optional<KnownKey> &key,
                                bool isFirst)
{
    auto *row = new QWidget(m_list);
    row->setObjectName(u"keyCopy"_s);
    const bool isRevoked = key && key->isRevoked;
    const QString name = plainText(copyKeyText(key), 60);
    const QString place
        = u"%1:%2"_s.arg(plainText(withTilde(finding.path, m_parts.home), 500)).arg(finding.line);
    row->setAccessibleName(u"%1, %2"_s.arg(name, place));
    auto *title = new ElidedLabel(row);
    title->setProperty("rank", u"strong"_s);
    title->setText(u"%1 · %2"_s.arg(name, copyKindText(finding.kind)));
    auto *where = new ElidedLabel(row, Qt::ElideMiddle);
    where->setProperty("rank", u"muted"_s);
    where->setObjectName(u"copyPlace"_s);
    where->setText(place);
    QLabel *advice = makeWrappedLabel(isRevoked ? tr("This key was revoked: the copy is worthless.")
                                                : copyAdvice(finding.kind),
                                      Rank::Hint, row);
    auto *show = makeButton(tr("Show file"), u"showCopy"_s, ButtonKind::Plain, row);
    show->setAccessibleName(tr("Show file %1").arg(place));
    connect(show, &QPushButton::clicked, this,
            [this, path = finding.path] { m_parts.prompter.openFile(path); });

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(where);
    texts->addWidget(advice);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 10, 0, 10);
    line->setSpacing(10);
    line->addLayout(texts, 1);
    line->addWidget(show);
    if (key && !isRevoked) {
        auto *replace = makeButton(tr("Replace key…"), u"replaceCopy"_s, ButtonKind::Plain, row);
        replace->setAccessibleName(tr("Replace the key %1").arg(name));
        connect(replace, &QPushButton::clicked, this, &KeyCopiesCard::replaceRequested);
        line->addWidget(replace);
    }
    auto *outer = new QVBoxLayout(row);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    if (!isFirst)
        outer->addWidget(makeRule(row));
    outer->addLayout(line);
    return row;
}

void KeyCopiesCard::showSkipped()
{
    const HuntReport &report = m_copies.report();
    QStringList lines;
    for (const SkippedPlace &place : report.skipped)
        lines.append(u"%1: %2"_s.arg(plainText(withTilde(place.path, m_parts.home), 500),
                                     huntGapText(place.gap)));
    if (report.wasStopped)
        lines.append(tr("The search was stopped."));
    m_skippedToggle->setVisible(!lines.isEmpty());
    m_skippedToggle->setText(tr("%n place(s) could not be looked at", nullptr, int(lines.size())));
    m_skipped->setText(lines.mid(0, MaxShown).join(u'\n'));
    if (lines.isEmpty())
        m_skipped->hide();
    showFoot();
}

} // namespace Konstantly
