// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QIdentityProxyModel>
#include <QSet>

namespace Konstantly {

class KeyFilterModel;

//! The keys of a filter model as one line each with a tick. A tick stays when a search hides its key.
class TickedKeysModel final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    explicit TickedKeysModel(KeyFilterModel &keys, QObject *parent = nullptr);

    [[nodiscard]] QStringList tickedIds() const { return {m_ticked.cbegin(), m_ticked.cend()}; }

    //! Ticks exactly the keys that are shown.
    void tickShown();

    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void ticksChanged();

private:
    QSet<QString> m_ticked; // key ids
};

} // namespace Konstantly
