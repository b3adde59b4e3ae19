// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/widgets/rowtable.h"

namespace Konstantly {

//! The table of keys, sorted by a click on a title. Works on a KeyFilterModel.
class KeyTable final : public RowTable
{
    Q_OBJECT

public:
    KeyTable(const Theme &theme, Settings &settings, QWidget *parent = nullptr);

    //! Ids of the selected keys in the order they are shown.
    [[nodiscard]] QStringList selectedIds() const;
    //! The selected rows with tabs between their facts, for other programs. No secret is in a row.
    [[nodiscard]] QString selectionAsText() const;
    void selectId(const QString &id);
};

} // namespace Konstantly
