// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/mainwindow/windowparts.h"

#include <QList>
#include <QStackedWidget>
#include <QTimer>

namespace Konstantly {

class MainPage;

//! The pages of the window, of which one is seen. A page is made when it is first needed: the window stands before those that nobody
//! looks at cost anything. These follow by themselves, one at a time, because they have something to tell in any case: how many
//! things need attention, that a quota is nearly used up, that a key has to be rotated.
class PageStack final : public QStackedWidget
{
    Q_OBJECT

public:
    //! The page is owned by \a parent.
    using Make = std::function<MainPage *(QWidget *parent)>;

    explicit PageStack(QWidget *parent = nullptr);

    //! Pages count from 0, in the order in which they are added.
    void add(const QString &id, const QString &title, Make make);
    [[nodiscard]] int pageCount() const { return int(m_entries.size()); }
    //! -1 = there is none of this name.
    [[nodiscard]] int numberOf(const QString &id) const;
    [[nodiscard]] QString idOf(int number) const { return m_entries[number].id; }

    [[nodiscard]] MainPage *page(int number);
    //! \a id is one that was added.
    [[nodiscard]] MainPage *page(const QString &id) { return page(numberOf(id)); }
    //! Null = not made yet.
    [[nodiscard]] const MainPage *madePage(const QString &id) const
    {
        return m_entries[numberOf(id)].page;
    }
    [[nodiscard]] MainPage *currentPage() { return page(m_current); }
    [[nodiscard]] int currentNumber() const { return m_current; }
    //! Seen from now on; before the window is shown it is only remembered, so that choosing twice makes one page.
    void choose(int number);
    //! Before the window is shown: what is there by then is laid out once, with the window.
    void makeCurrent();

    //! Null = no workspace is connected. Pages made later begin with it.
    void setWorkspace(const WorkspaceParts *workspace);
    //! Those that are made.
    [[nodiscard]] QList<MainPage *> madePages() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeNext();

    struct Entry
    {
        QString id;
        QString title;
        Make make;
        MainPage *page = nullptr;
    };
    QList<Entry> m_entries;
    std::optional<WorkspaceParts> m_workspace;
    int m_current = 0;
    QTimer m_makeTimer;
};

} // namespace Konstantly
