// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/clock.h"
#include "models/settings/workspace.h"
#include "models/usage/quota.h"
#include "ui/usage/usagewords.h"
#include "ui/widgets/navbutton.h"

#include <QWidget>

#include <memory>

class QGridLayout;

namespace Konstantly {

class Banner;
class QuotaCard;
class QuotaWatch;
class Settings;
class Theme;
class UsageNotices;
struct QuotaNotice;

//! The four quotas as cards, moving by themselves; above them a notice when one crosses a threshold, until it is dismissed or has
//! passed.
class QuotaRow final : public QWidget
{
    Q_OBJECT

public:
    QuotaRow(const Theme &theme, Settings &settings, Clock clock, QWidget *parent = nullptr);
    ~QuotaRow() override;

    //! Null = there is nothing to show. \a feed outlives this or is taken away first. \a name: the workspace's.
    void setFeed(UsageFeed *feed, const QString &name, const KeyNames &names);
    //! Whose quotas: see QuotaWatch.
    void setKey(const QString &key, Plan plan);

    //! "Calls in 24 h: 188 left": the day's, and what else is nearly used up. Empty while nothing is known.
    [[nodiscard]] const QStringList &lines() const { return m_lines; }

Q_SIGNALS:
    void linesChanged();
    //! How many quotas are nearly or wholly used up.
    void badgeChanged(const Konstantly::PageBadge &badge);
    void noticed(const QString &title, const QString &message);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeCards();
    void showReadings();
    void showReading(QuotaCard *card, const QuotaReading &reading, const QString &sentence);
    void showNotice(const QuotaNotice &notice);
    void hideNotice();

    Settings &m_settings;
    Clock m_clock;
    KeyNames m_names;
    QTimeZone m_zone = QTimeZone::utc();
    Banner *m_banner = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<QuotaCard *> m_cards;
    QStringList m_lines;
    int m_columns = 0;
    std::optional<QuotaKind> m_warnedOf; // what the banner warns of
    std::unique_ptr<QuotaWatch> m_watch;
    std::unique_ptr<UsageNotices> m_notices; // follows m_watch
};

} // namespace Konstantly
