// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/pagestack.h"

#include "ui/mainwindow/mainpage.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Konstantly {

namespace {

//! Long enough for the page that is looked at to stand before others take the thread, short enough for nobody to miss a badge.
constexpr auto RestAfter = 250ms;

} // namespace

PageStack::PageStack(QWidget *parent)
    : QStackedWidget(parent)
{
    m_makeTimer.setInterval(RestAfter);
    connect(&m_makeTimer, &QTimer::timeout, this, &PageStack::makeNext);
    m_makeTimer.start();
}

void PageStack::add(const QString &id, const QString &title, Make make)
{
    m_entries.append({id, title, std::move(make), nullptr});
}

int PageStack::numberOf(const QString &id) const
{
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

MainPage *PageStack::page(int number)
{
    Entry &entry = m_entries[number];
    if (entry.page == nullptr) {
        entry.page = entry.make(this);
        entry.page->setAccessibleName(entry.title);
        entry.page->setWorkspace(m_workspace ? &*m_workspace : nullptr);
        addWidget(entry.page); // when it knows what to show: it is laid out by that
    }
    return entry.page;
}

void PageStack::choose(int number)
{
    m_current = number;
    if (!isVisible())
        return;
    makeCurrent();
    // Else the focus of the page before falls to the next control in line.
    currentWidget()->setFocus();
}

void PageStack::makeCurrent()
{
    setCurrentWidget(page(m_current));
}

void PageStack::setWorkspace(const WorkspaceParts *workspace)
{
    m_workspace.reset();
    if (workspace != nullptr)
        m_workspace.emplace(*workspace);
    for (MainPage *made : madePages())
        made->setWorkspace(workspace);
}

QList<MainPage *> PageStack::madePages() const
{
    QList<MainPage *> made;
    for (const Entry &entry : m_entries) {
        if (entry.page != nullptr)
            made.append(entry.page);
    }
    return made;
}

void PageStack::showEvent(QShowEvent *event)
{
    choose(m_current);
    QStackedWidget::showEvent(event);
}

void PageStack::makeNext()
{
    const auto missing = std::ranges::find(m_entries, nullptr, &Entry::page);
    if (missing == m_entries.end()) {
        m_makeTimer.stop();
        return;
    }
    (void) page(int(missing - m_entries.begin()));
    m_makeTimer.setInterval(0); // the others in the pauses between events
}

} // namespace Konstantly
