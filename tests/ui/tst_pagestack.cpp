// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/ui/windowfixture.h"

#include "ui/mainwindow/mainpage.h"
#include "ui/mainwindow/pagestack.h"

using namespace Konstantly;
using namespace Konstantly::Tests;

namespace {

class NotedPage final : public MainPage
{
public:
    NotedPage(QStringList &events, const QString &id, QWidget *parent)
        : MainPage(parent)
        , m_events(events)
        , m_id(id)
    {
        setFocusPolicy(Qt::StrongFocus);
        m_events.append(u"made "_s + m_id);
    }
    void setWorkspace(const WorkspaceParts *workspace) override
    {
        if (onWorkspace)
            onWorkspace();
        m_events.append(m_id + (workspace != nullptr ? u" has "_s + workspace->name : u" none"_s));
    }
    void refresh() override {}

    std::function<void()> onWorkspace;

private:
    QStringList &m_events;
    QString m_id;
};

} // namespace

class tst_PageStack final : public QObject
{
    Q_OBJECT

    QStringList m_events;
    std::unique_ptr<PageStack> m_stack;

    void makeStack()
    {
        m_events.clear();
        m_stack = std::make_unique<PageStack>();
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s}) {
            m_stack->add(id, u"Page "_s + id, [this, id](QWidget *parent) {
                return new NotedPage(m_events, id, parent);
            });
        }
    }

private Q_SLOTS:
    void init()
    {
        failOnOurWarnings();
        makeStack();
    }
    void cleanup() { m_stack.reset(); }

    void onlyThePageThatIsSeenIsMadeAtOnce()
    {
        m_stack->choose(0);
        m_stack->choose(2); // nobody saw the first one
        QCOMPARE(m_events, QStringList());
        m_stack->show();
        QCOMPARE(m_events, (QStringList{u"made c"_s, u"c none"_s}));
        QCOMPARE(m_stack->currentWidget(), static_cast<QWidget *>(m_stack->page(2)));
        QCOMPARE(m_stack->currentWidget()->accessibleName(), u"Page c"_s);
    }

    //! What is there when a window is shown is laid out once, with it.
    void aWindowMakesItsPageBeforeItIsShown()
    {
        m_stack->choose(1);
        m_stack->makeCurrent();
        QCOMPARE(m_events, (QStringList{u"made b"_s, u"b none"_s}));
        m_stack->choose(2);
        m_stack->makeCurrent();
        m_stack->show();
        QCOMPARE(m_events, (QStringList{u"made b"_s, u"b none"_s, u"made c"_s, u"c none"_s}));
        QCOMPARE(m_stack->currentWidget(), static_cast<QWidget *>(m_stack->page(2)));
    }

    //! Else it is laid out with what it shows to those who have no workspace.
    void aPageKnowsItsWorkspaceBeforeItIsShown()
    {
        bool isInStack = true;
        m_stack->add(u"d"_s, u"Page d"_s, [&](QWidget *parent) {
            auto *page = new NotedPage(m_events, u"d"_s, parent);
            page->onWorkspace = [&, page] { isInStack = m_stack->indexOf(page) >= 0; };
            return page;
        });
        (void) m_stack->page(3);
        QVERIFY(!isInStack);
    }

    void theOthersFollowByThemselves()
    {
        m_stack->show();
        QTRY_COMPARE(m_stack->madePages().size(), 3);
        QCOMPARE(m_events, (QStringList{u"made a"_s, u"a none"_s, u"made b"_s, u"b none"_s,
                                        u"made c"_s, u"c none"_s}));
        QCOMPARE(m_stack->currentNumber(), 0);
        QCOMPARE(m_stack->currentWidget(), static_cast<QWidget *>(m_stack->page(0)));
    }

    void theyFollowAlsoInAWindowThatStaysHidden() // with a sign in the notification area
    {
        QTRY_COMPARE(m_stack->madePages().size(), 3);
    }

    void aPageIsMadeOnceHoweverItIsAskedFor()
    {
        MainPage *page = m_stack->page(u"b"_s);
        QCOMPARE(m_stack->page(1), page);
        m_stack->choose(1);
        m_stack->show();
        QCOMPARE(m_stack->currentPage(), page);
        QCOMPARE(m_events.count(u"made b"_s), 1);
    }

    void aPageMadeLateKnowsTheWorkspace()
    {
        WindowFixture fixture;
        fixture.connectDemo();
        const auto parts = fixture.session(u"demo"_s);
        makeStack(); // while connecting the stack before had time to rest
        (void) m_stack->page(0);
        m_stack->setWorkspace(&*parts);
        (void) m_stack->page(1);
        m_stack->setWorkspace(nullptr);
        (void) m_stack->page(2);
        QCOMPARE(m_events, (QStringList{u"made a"_s, u"a none"_s, u"a has demo"_s, u"made b"_s,
                                        u"b has demo"_s, u"a none"_s, u"b none"_s, u"made c"_s,
                                        u"c none"_s}));
    }

    void anUnknownNameIsNoPage()
    {
        QCOMPARE(m_stack->numberOf(u"nowhere"_s), -1);
        QCOMPARE(m_stack->numberOf(u"c"_s), 2);
    }
};

QTEST_MAIN(tst_PageStack)
#include "tst_pagestack.moc"
