// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/keys/keystatus.h"

#include <QSortFilterProxyModel>

#include <array>

namespace Konstantly {

class KeyListModel;

//! The keys that match a search text and one risk chip (ui.md), sorted by KeyListModel::SortRole.
//!
//! Revoked keys are shown by their own chip only, for 90 days. Counts are of the chip alone, whatever the search text.
class KeyFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyFilterModel)

public:
    enum class Chip {
        All,
        NeedsRotation,
        OwnerLeft,
        OwnerUnknown, //!< the service names nobody
        NeverUsed,
        Idle45,
        Idle90,
        Exposed,
        PoorlyNamed,
        NeverWrote,
        ThisDevice,
        Revoked
    };
    Q_ENUM(Chip)
    static constexpr int ChipCount = int(Chip::Revoked) + 1;
    //! Days for which a revoked key stays in the list.
    static constexpr int GraveyardDays = 90;

    //! \a source becomes the source model and must outlive this one.
    explicit KeyFilterModel(KeyListModel &source, QObject *parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    //! Every word has to occur in name, owner or prefix, in any case and order.
    void setText(const QString &text);
    //! Only keys of the user with that id; empty = of everybody. Chips count everybody's all the same.
    void setOwner(const QString &userId);
    [[nodiscard]] Chip chip() const { return m_chip; }
    void setChip(Chip chip);

    //! How many keys \a chip would show without a search text.
    [[nodiscard]] int count(Chip chip) const { return m_counts[std::size_t(chip)]; }
    [[nodiscard]] static QString chipLabel(Chip chip); //!< translated
    [[nodiscard]] const KeyListModel &keys() const { return m_source; }

Q_SIGNALS:
    void countsChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow,
                                        const QModelIndex &sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void countChips();
    [[nodiscard]] static bool isShownBy(const KeyRow &row, Chip chip);

    const KeyListModel &m_source;
    QString m_text;
    QStringList m_words;
    QString m_owner;
    Chip m_chip = Chip::All;
    std::array<int, std::size_t(ChipCount)> m_counts{};
};

} // namespace Konstantly
