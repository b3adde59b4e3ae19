// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/package/packagechanges.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace Konstantly {

//! What an installation of the MCP server would change, with the question whether to do it. A publisher that is not known has
//! to be accepted before the answer can be yes.
class PackageChangesView final : public QWidget
{
    Q_OBJECT

public:
    explicit PackageChangesView(QWidget *parent = nullptr);

    void setChanges(const PackageChanges &changes);

Q_SIGNALS:
    //! \a acceptedPublisher is empty unless one had to be accepted.
    void accepted(const QString &acceptedPublisher);
    void refused();

private:
    void addLine(const ChangeLine &line);
    void updateInstall();

    PackageChanges m_changes;
    QLabel *m_title = nullptr;
    QWidget *m_lines = nullptr;
    QGridLayout *m_grid = nullptr;
    QPushButton *m_acceptPublisher = nullptr;
    QPushButton *m_install = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace Konstantly
