// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "tests/unit/keys/keyindextesting.h"
#include "ui/keys/keyselection.h"
#include "ui/keys/keytreeview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace etcdscope;
using namespace etcdscope::testing;

namespace {

class PaintCounter final : public QObject
{
public:
    using QObject::QObject;
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
};

} // namespace

/// The view by itself, over an index that the tests change.
class TestKeyTree : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void arrowsWalkTheLines();
    void leftAndRightWalkTheLevels();
    void signKeysOpenAndClose();
    void pagesEndsAndTyping();
    void shiftSelectsInRanges();
    void controlMovesAndToggles();
    void selectAllIsARangeForEachDirectory();
    void clicksSelect();
    void theSignOpensWithoutSelecting();
    void theSignIsOnTheOtherSideRightToLeft();
    void doubleClicksOpenAndActivate();
    void theMenuKeepsASelection();
    void whatComesAmidFewIsNotSelected();
    void whatComesAmidManyJoins();
    void whatGoesLeavesTheSelection();
    void theRemovedCurrentRowIsLeftBehind();
    void rowsOnScreenStayInPlace();
    void whenAllOnScreenGoesTheNextIsShown();
    void opennessSurvivesItsParents();
    void manyChangesArePaintedOnce();
    void columnsAreRemembered();
    void randomChangesAgreeWithTheModel();
    void assistiveTechnologySeesATree();

private:
    QModelIndex at(const char *key) { return m_model->indexOf(QByteArrayView(key)); }
    QModelIndex directory(const char *prefix) { return m_model->indexOfDirectory(QByteArrayView(prefix)); }
    QByteArray keyOf(const QModelIndex &index)
    {
        return index.data(KeyTreeModel::KeyBytesRole).toByteArray();
    }
    QByteArray current() { return keyOf(m_view->currentIndex()); }
    QByteArrayList selected();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_view.get(), key, modifiers);
    }
    void click(const QModelIndex &index, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, modifiers, m_view->visualRect(index).center());
    }
    QPoint signOf(const QModelIndex &index)
    {
        const QRect row = m_view->visualRect(index);
        return m_view->isRightToLeft() ? QPoint(row.right() + 8, row.center().y())
                                       : QPoint(row.left() - 8, row.center().y());
    }
    /// What is on screen would be seen to go for a while.
    void remove(const Batch &batch)
    {
        batch.apply(*m_index);
        m_index->purge();
    }
    void addMany(int count);
    void appendLines(const QModelIndex &parent, QByteArrayList *lines);

    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<KeyTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<KeyTreeView> m_view;
};

void TestKeyTree::init()
{
    m_index = std::make_unique<KeyIndex>();
    m_model = std::make_unique<KeyTreeModel>(*m_index);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_tester->setUseFetchMore(false);
    Batch()
        .put("/app/a/1", 1)
        .put("/app/a/2", 1)
        .put("/app/a/3", 1)
        .put("/app/b/c/1", 1)
        .put("/app/b/x", 1)
        .put("/app/z", 1)
        .put("/top", 1)
        .list(*m_index);
    m_view = std::make_unique<KeyTreeView>(*m_model);
    m_view->resize(500, 420);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
    m_view->expand(directory("/app/"));
    m_view->expand(directory("/app/a/"));
    m_view->setCurrentIndex(directory("/app/"));
}

void TestKeyTree::cleanup()
{
    m_view.reset();
    m_tester.reset();
    m_model.reset();
    m_index.reset();
}

QByteArrayList TestKeyTree::selected()
{
    QByteArrayList keys;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        keys << keyOf(index);
    std::sort(keys.begin(), keys.end());
    return keys;
}

void TestKeyTree::addMany(int count)
{
    Batch batch;
    for (int i = 0; i < count; ++i)
        batch.put("/list/" + QByteArray::number(i).rightJustified(6, '0'), 1);
    batch.list(*m_index);
    m_view->expand(directory("/list/"));
}

void TestKeyTree::arrowsWalkTheLines()
{
    QByteArrayList walked;
    for (int i = 0; i < 8; ++i) {
        press(Qt::Key_Down);
        walked += current();
        QCOMPARE(selected(), QByteArrayList{current()});
    }
    QCOMPARE(walked, (QByteArrayList{"/app/a/", "/app/a/1", "/app/a/2", "/app/a/3", "/app/b/", "/app/z",
                                     "/top", "/top"}));
    press(Qt::Key_Up);
    QCOMPARE(current(), QByteArray("/app/z"));
    QCOMPARE(keyOf(m_view->indexBelow(at("/app/a/3"))), QByteArray("/app/b/"));
    QCOMPARE(keyOf(m_view->indexAbove(directory("/app/b/"))), QByteArray("/app/a/3"));
}

void TestKeyTree::leftAndRightWalkTheLevels()
{
    const QSignalSpy opened(m_view.get(), &KeyTreeView::expanded);
    const QSignalSpy closed(m_view.get(), &KeyTreeView::collapsed);
    m_view->setCurrentIndex(at("/app/a/2"));
    press(Qt::Key_Left);
    QCOMPARE(current(), QByteArray("/app/a/"));
    press(Qt::Key_Left);
    QVERIFY(!m_view->isExpanded(directory("/app/a/")));
    QCOMPARE(closed.size(), 1);
    press(Qt::Key_Right);
    QVERIFY(m_view->isExpanded(directory("/app/a/")));
    QCOMPARE(opened.size(), 1);
    press(Qt::Key_Right);
    QCOMPARE(current(), QByteArray("/app/a/1"));
    // What is current may be in a closed directory; one goes on from there.
    m_view->collapse(directory("/app/"));
    QCOMPARE(current(), QByteArray("/app/a/1"));
    press(Qt::Key_Down);
    QCOMPARE(current(), QByteArray("/top"));
}

void TestKeyTree::signKeysOpenAndClose()
{
    m_view->setCurrentIndex(directory("/app/b/"));
    press(Qt::Key_Plus);
    QVERIFY(m_view->isExpanded(directory("/app/b/")));
    press(Qt::Key_Minus);
    QVERIFY(!m_view->isExpanded(directory("/app/b/")));
    press(Qt::Key_Asterisk);
    QVERIFY(m_view->isExpanded(directory("/app/b/")));
    QVERIFY(m_view->isExpanded(directory("/app/b/c/")));
    QSignalSpy activated(m_view.get(), &KeyTreeView::keyActivated);
    press(Qt::Key_Return);
    QVERIFY(!m_view->isExpanded(directory("/app/b/")));
    m_view->setCurrentIndex(at("/top"));
    press(Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
}

void TestKeyTree::pagesEndsAndTyping()
{
    addMany(1'000);
    press(Qt::Key_End);
    QCOMPARE(current(), QByteArray("/top"));
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())));
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    press(Qt::Key_PageUp);
    const int page = m_view->lineCount() - 1 - m_view->lineOf(m_view->currentIndex());
    const int rowHeight = m_view->visualRect(m_view->currentIndex()).height();
    QCOMPARE(page, m_view->viewport()->height() / rowHeight - 1);
    press(Qt::Key_Home);
    QCOMPARE(current(), QByteArray("/app/"));
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    press(Qt::Key_PageDown);
    QCOMPARE(m_view->lineOf(m_view->currentIndex()), page);
    m_view->setCurrentIndex(at("/list/000000"));
    QTest::keyClicks(m_view.get(), QStringLiteral("0007"));
    QCOMPARE(current(), QByteArray("/list/000700"));
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())));

    // Signs and spaces amid a word belong to it.
    Batch().put("/odd/a-1/x", 2).put("/odd/a-2/x", 2).put("/odd/a 3/x", 2).apply(*m_index);
    m_view->expand(directory("/odd/"));
    m_view->expand(directory("/odd/a-1/"));
    m_view->setCurrentIndex(directory("/odd/a-1/"));
    QElapsedTimer since;
    since.start();
    QTRY_VERIFY(since.hasExpired(QApplication::keyboardInputInterval() + 50)); // a new word begins
    QTest::keyClicks(m_view.get(), QStringLiteral("a-2"));
    QCOMPARE(current(), QByteArray("/odd/a-2/"));
    QVERIFY(m_view->isExpanded(directory("/odd/a-1/")));
    since.restart();
    QTRY_VERIFY(since.hasExpired(QApplication::keyboardInputInterval() + 50));
    QTest::keyClicks(m_view.get(), QStringLiteral("a 3"));
    QCOMPARE(current(), QByteArray("/odd/a 3/"));
}

void TestKeyTree::shiftSelectsInRanges()
{
    m_view->setCurrentIndex(at("/app/a/2"));
    press(Qt::Key_Down, Qt::ShiftModifier);
    press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(current(), QByteArray("/app/b/"));
    QCOMPARE(selected(), (QByteArrayList{"/app/a/2", "/app/a/3", "/app/b/"}));
    press(Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(selected(), (QByteArrayList{"/app/", "/app/a/", "/app/a/1", "/app/a/2"}));
    addMany(5'000);
    m_view->setCurrentIndex(at("/list/000010"));
    press(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedKeys().rowCount(), 4'990 + 1);
    QCOMPARE(m_view->selectionModel()->selection().size(), 2); // of the directory and of the root
}

void TestKeyTree::controlMovesAndToggles()
{
    QSignalSpy targets(m_view.get(), &KeyTreeView::targetChanged);
    press(Qt::Key_Down, Qt::ControlModifier);
    press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(current(), QByteArray("/app/a/1"));
    QCOMPARE(targets.size(), 2);
    QCOMPARE(selected(), QByteArrayList{"/app/"});
    press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(selected(), (QByteArrayList{"/app/", "/app/a/1"}));
    press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(selected(), QByteArrayList{"/app/"});
    press(Qt::Key_Space);
    QCOMPARE(selected(), QByteArrayList{"/app/a/1"});
}

void TestKeyTree::selectAllIsARangeForEachDirectory()
{
    addMany(3'000);
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selectedKeys().rowCount(), m_view->lineCount());
    QCOMPARE(m_view->selectionModel()->selection().size(), 4); // /, /app/, /app/a/, /list/
    QCOMPARE(current(), QByteArray("/app/"));
    press(Qt::Key_Down);
    QCOMPARE(selected(), QByteArrayList{"/app/a/"});
}

void TestKeyTree::clicksSelect()
{
    click(at("/app/a/1"));
    QCOMPARE(selected(), QByteArrayList{"/app/a/1"});
    click(at("/app/z"), Qt::ControlModifier);
    QCOMPARE(selected(), (QByteArrayList{"/app/a/1", "/app/z"}));
    QCOMPARE(current(), QByteArray("/app/z"));
    click(at("/app/a/3"), Qt::ShiftModifier);
    QCOMPARE(selected(), (QByteArrayList{"/app/a/3", "/app/b/", "/app/z"}));
    click(at("/app/a/1").siblingAtColumn(KeyTreeModel::RevisionColumn),
          Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(selected().size(), 5);
    QCOMPARE(m_view->currentIndex(), at("/app/a/1")); // the row, not the cell
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->viewport()->rect().bottomLeft());
    QCOMPARE(selected(), QByteArrayList{"/app/a/1"});
}

void TestKeyTree::theSignOpensWithoutSelecting()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, signOf(directory("/app/b/")));
    QVERIFY(m_view->isExpanded(directory("/app/b/")));
    QCOMPARE(selected(), QByteArrayList{"/app/"});
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, signOf(directory("/app/b/")));
    QVERIFY(!m_view->isExpanded(directory("/app/b/")));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, signOf(at("/app/z"))); // has none
    QCOMPARE(selected(), QByteArrayList{"/app/z"});
}

void TestKeyTree::theSignIsOnTheOtherSideRightToLeft()
{
    m_view->setLayoutDirection(Qt::RightToLeft);
    QTRY_VERIFY(m_view->visualRect(directory("/app/b/")).right() < m_view->viewport()->width() - 30);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, signOf(directory("/app/b/")));
    QVERIFY(m_view->isExpanded(directory("/app/b/")));
    m_view->setCurrentIndex(directory("/app/b/"));
    press(Qt::Key_Right);
    QVERIFY(!m_view->isExpanded(directory("/app/b/")));
}

void TestKeyTree::doubleClicksOpenAndActivate()
{
    QSignalSpy activated(m_view.get(), &KeyTreeView::keyActivated);
    const auto doubleClick = [this](const QModelIndex &index) {
        click(index);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(index).center());
    };
    doubleClick(directory("/app/b/"));
    QVERIFY(m_view->isExpanded(directory("/app/b/")));
    doubleClick(at("/app/b/x"));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.front().front().toByteArray(), QByteArray("/app/b/x"));
}

void TestKeyTree::theMenuKeepsASelection()
{
    QSignalSpy menus(m_view.get(), &KeyTreeView::menuRequested);
    const auto menu = [this](const QModelIndex &index) {
        const QPoint place = m_view->visualRect(index).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, m_view->viewport()->mapToGlobal(place));
        QApplication::sendEvent(m_view->viewport(), &event);
    };
    click(at("/app/a/1"));
    click(at("/app/a/3"), Qt::ShiftModifier);
    menu(at("/app/a/2"));
    QCOMPARE(selected().size(), 3);
    QCOMPARE(current(), QByteArray("/app/a/2"));
    menu(at("/app/z"));
    QCOMPARE(selected(), QByteArrayList{"/app/z"});
    QCOMPARE(menus.size(), 2);
}

void TestKeyTree::whatComesAmidFewIsNotSelected()
{
    click(at("/app/a/1"));
    click(at("/app/a/3"), Qt::ShiftModifier);
    Batch().put("/app/a/0", 2).put("/app/a/2x", 2).put("/app/a/4", 2).apply(*m_index);
    QCOMPARE(selected(), (QByteArrayList{"/app/a/1", "/app/a/2", "/app/a/3"}));
    QVERIFY(!m_view->selectedKeys().holds(m_model->rowAt(at("/app/a/2x"))));
    QVERIFY(m_view->selectedKeys().holds(m_model->rowAt(at("/app/a/3"))));
}

void TestKeyTree::whatComesAmidManyJoins()
{
    addMany(KeySelection::mostExact + 500);
    m_view->setCurrentIndex(at("/list/000000"));
    press(Qt::Key_End, Qt::ShiftModifier);
    const qint64 before = m_view->selectedKeys().rowCount();
    const auto ranges = m_view->selectionModel()->selection().size();
    Batch batch;
    for (int i = 0; i < 100; ++i)
        batch.put("/list/" + QByteArray::number(i * 10).rightJustified(6, '0') + 'x', 2)
            .gone("/list/" + QByteArray::number(i * 10 + 5).rightJustified(6, '0'), 2);
    batch.put("/list/00000", 2).apply(*m_index);                    // before the first
    QCOMPARE(m_view->selectionModel()->selection().size(), ranges); // it did not come apart
    QVERIFY(m_view->selectionModel()->isSelected(at("/list/000010x")));
    QVERIFY(!m_view->selectionModel()->isSelected(at("/list/00000")));
    QCOMPARE(m_view->selectedKeys().rowCount(), before);
}

void TestKeyTree::whatGoesLeavesTheSelection()
{
    m_view->expand(directory("/app/b/"));
    m_view->setCurrentIndex(at("/app/a/1"));
    press(Qt::Key_End, Qt::ShiftModifier);
    remove(Batch().gone("/app/a/1", 2).gone("/app/b/x", 2).gone("/app/b/c/1", 2));
    QVERIFY(!directory("/app/b/").isValid());
    QCOMPARE(selected(), (QByteArrayList{"/app/a/2", "/app/a/3", "/app/z", "/top"}));
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection())
        QVERIFY(range.isValid());
}

void TestKeyTree::theRemovedCurrentRowIsLeftBehind()
{
    m_view->setCurrentIndex(at("/app/a/2"));
    QSignalSpy targets(m_view.get(), &KeyTreeView::targetChanged);
    remove(Batch().gone("/app/a/2", 2));
    QCOMPARE(targets.size(), 0); // nobody went anywhere
    QCOMPARE(m_view->currentTarget().kind, KeyTarget::Kind::None);
    QCOMPARE(selected(), QByteArrayList());
    QCOMPARE(current(), QByteArray("/app/a/1")); // from where the keyboard goes on
    click(at("/app/a/1"));
    QCOMPARE(targets.size(), 1);
    QCOMPARE(m_view->currentTarget().bytes, QByteArray("/app/a/1"));
    // The same when other rows stay selected.
    click(at("/app/z"), Qt::ControlModifier);
    remove(Batch().gone("/app/z", 2));
    QCOMPARE(selected(), QByteArrayList{"/app/a/1"});
    QCOMPARE(m_view->currentTarget().kind, KeyTarget::Kind::None);
    // And with the directory around it.
    m_view->setCurrentIndex(at("/app/b/c/1"));
    remove(Batch().gone("/app/b/c/1", 3).gone("/app/b/x", 3));
    QCOMPARE(m_view->currentTarget().kind, KeyTarget::Kind::None);
    QCOMPARE(current(), QByteArray("/app/a/"));
}

void TestKeyTree::rowsOnScreenStayInPlace()
{
    addMany(1'000);
    m_view->scrollTo(at("/list/000500"), QAbstractItemView::PositionAtTop);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->value() + 7);
    const QRect place = m_view->visualRect(at("/list/000510"));
    Batch batch;
    for (int i = 0; i < 50; ++i)
        batch.put("/list/000100x" + QByteArray::number(i), 2).put("/app/a/n" + QByteArray::number(i), 2);
    batch.put("/list/000800x", 2).apply(*m_index);
    QCOMPARE(m_view->visualRect(at("/list/000510")), place); // at once, and laid out
    m_view->doItemsLayout();
    QCOMPARE(m_view->visualRect(at("/list/000510")), place);
    QCOMPARE(m_view->verticalScrollBar()->maximum(),
             m_view->lineCount() * place.height() - m_view->viewport()->height());
    Batch remove;
    for (int i = 0; i < 50; ++i)
        remove.gone("/list/000100x" + QByteArray::number(i), 3);
    remove.gone("/list/000500", 3).gone("/list/000501", 3).apply(*m_index); // the topmost too
    m_model->setVisibleRows({});
    m_index->purge();
    m_view->doItemsLayout();
    QCOMPARE(m_view->visualRect(at("/list/000510")), place);
    // At the very top what is new is shown.
    m_view->verticalScrollBar()->setValue(0);
    Batch().put("/aaa", 4).apply(*m_index);
    m_view->doItemsLayout();
    QCOMPARE(keyOf(m_view->indexAt({5, 5})), QByteArray("/aaa"));
}

void TestKeyTree::whenAllOnScreenGoesTheNextIsShown()
{
    addMany(1'000);
    m_view->scrollTo(at("/list/000500"), QAbstractItemView::PositionAtTop);
    m_model->setVisibleRows({}); // none is kept to be seen going
    Batch batch;
    for (int i = 400; i < 700; ++i)
        batch.gone("/list/" + QByteArray::number(i).rightJustified(6, '0'), 2);
    batch.apply(*m_index);
    m_index->purge();
    m_view->doItemsLayout();
    QCOMPARE(keyOf(m_view->indexAt({5, 2})), QByteArray("/list/000700"));
}

void TestKeyTree::opennessSurvivesItsParents()
{
    m_view->collapse(directory("/app/"));
    QCOMPARE(m_view->lineCount(), 2);
    QVERIFY(m_view->isExpanded(directory("/app/a/")));
    Batch().put("/app/a/4", 2).put("/aaa/1", 2).apply(*m_index);
    QCOMPARE(m_view->lineOf(at("/app/a/4")), -1);
    m_view->expand(directory("/app/"));
    QCOMPARE(keyOf(m_view->indexBelow(at("/app/a/3"))), QByteArray("/app/a/4"));
    QVERIFY(!m_view->isExpanded(directory("/aaa/")));
    m_view->setCurrentIndex(directory("/app/"));
    m_view->collapseAllBelow();
    QVERIFY(!m_view->isExpanded(directory("/app/")) && !m_view->isExpanded(directory("/app/a/")));
    QVERIFY(m_view->reveal("/app/b/c/1"));
    QVERIFY(m_view->isExpanded(directory("/app/b/c/")));
    QCOMPARE(current(), QByteArray("/app/b/c/1"));
    QVERIFY(!m_view->reveal("/nowhere"));
}

void TestKeyTree::manyChangesArePaintedOnce()
{
    addMany(2'000);
    m_view->scrollTo(at("/list/001000"), QAbstractItemView::PositionAtTop);
    QCoreApplication::processEvents();
    PaintCounter paints;
    m_view->viewport()->installEventFilter(&paints);
    for (int i = 0; i < 300; ++i)
        Batch().put("/list/" + QByteArray::number(i * 6).rightJustified(6, '0') + 'x', 2).apply(*m_index);
    QTRY_COMPARE(m_view->verticalScrollBar()->maximum(),
                 m_view->lineCount() * m_view->visualRect(at("/top")).height() -
                     m_view->viewport()->height());
    QCoreApplication::processEvents();
    QVERIFY2(paints.count >= 1 && paints.count <= 2, QByteArray::number(paints.count).constData());
    // And what changes elsewhere is not painted at all.
    paints.count = 0;
    m_model->setVisibleRows(std::nullopt);
    Batch().put("/list/001900", 5).put("/app/z", 5).apply(*m_index);
    QCoreApplication::processEvents();
    QCOMPARE(paints.count, 0);
    Batch().put("/list/001003", 5).apply(*m_index);
    QTRY_COMPARE(paints.count, 1);
}

void TestKeyTree::columnsAreRemembered()
{
    m_view->header()->setStretchLastSection(false);
    m_view->header()->resizeSection(KeyTreeModel::RevisionColumn, 173);
    const QByteArray state = m_view->header()->saveState();
    KeyTreeView other(*m_model);
    QVERIFY(other.header()->restoreState(state));
    QCOMPARE(other.header()->sectionSize(KeyTreeModel::RevisionColumn), 173);
    // Wider than the view: it scrolls sideways.
    m_view->header()->resizeSection(KeyTreeModel::NameColumn, 900);
    QVERIFY(m_view->horizontalScrollBar()->maximum() > 0);
    m_view->horizontalScrollBar()->setValue(100);
    QCOMPARE(m_view->header()->offset(), 100);
    QCOMPARE(m_view->visualRect(at("/top")).left(), 16 - 100);
}

void TestKeyTree::appendLines(const QModelIndex &parent, QByteArrayList *lines)
{
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        lines->append(keyOf(index));
        if (m_view->isExpanded(index))
            appendLines(index, lines);
    }
}

void TestKeyTree::randomChangesAgreeWithTheModel()
{
    QRandomGenerator random(7);
    const auto anyKey = [&random] {
        QByteArray key;
        for (int depth = 0, levels = 1 + int(random.bounded(3)); depth < levels; ++depth)
            key += '/' + QByteArray(1, char('a' + random.bounded(5)));
        return key;
    };
    for (int step = 1; step <= 300; ++step) {
        Batch batch;
        for (int i = 0; i < 6; ++i) {
            if (random.bounded(2))
                batch.put(anyKey(), step + 1);
            else
                batch.gone(anyKey(), step + 1);
        }
        batch.apply(*m_index);
        m_index->purge();
        for (int i = 0; i < 3 && m_view->lineCount() > 0; ++i) {
            const QModelIndex index = m_view->indexOnLine(int(random.bounded(m_view->lineCount())));
            m_view->setExpanded(index, random.bounded(4) > 0);
            const bool more = random.bounded(2);
            m_view->selectionModel()->select(
                index, (more ? QItemSelectionModel::Toggle : QItemSelectionModel::ClearAndSelect) |
                           QItemSelectionModel::Rows);
            if (random.bounded(3) == 0) {
                m_view->setCurrentIndex(index);
                press(random.bounded(2) ? Qt::Key_End : Qt::Key_PageUp, Qt::ShiftModifier);
            }
        }
        QByteArrayList expected;
        appendLines({}, &expected);
        QByteArrayList lines;
        for (int line = 0; line < m_view->lineCount(); ++line) {
            const QModelIndex index = m_view->indexOnLine(line);
            lines += keyOf(index);
            QCOMPARE(m_view->lineOf(index), line);
            QCOMPARE(m_view->selectedKeys().holds(m_model->rowAt(index)),
                     m_view->selectionModel()->isSelected(index));
        }
        QCOMPARE(lines, expected);
    }
}

void TestKeyTree::assistiveTechnologySeesATree()
{
    m_view->header()->setSectionResizeMode(KeyTreeModel::NameColumn, QHeaderView::Stretch);
    m_model->setHeaderData(KeyTreeModel::VersionColumn, Qt::Horizontal, QStringLiteral("Version"),
                           Qt::DisplayRole);
    m_model->setDraftTest([](const QByteArray &key) { return key == "/app/a/2"; });
    QAccessibleInterface *const tree = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(tree && tree->isValid());
    QCOMPARE(tree->role(), QAccessible::Tree);
    QCOMPARE(tree->text(QAccessible::Name), QStringLiteral("Keys"));
    QAccessibleTableInterface *const table = tree->tableInterface();
    QVERIFY(table);
    QCOMPARE(table->rowCount(), 8);
    QCOMPARE(table->columnCount(), 4);
    QCOMPARE(tree->childCount(), 32);
    QCOMPARE(table->columnDescription(KeyTreeModel::VersionColumn), QStringLiteral("Version"));

    QAccessibleInterface *const app = table->cellAt(0, 0);
    QCOMPARE(app, tree->child(0)); // one object for one cell
    QCOMPARE(app->role(), QAccessible::TreeItem);
    QCOMPARE(app->text(QAccessible::Name), QStringLiteral("/app/"));
    QVERIFY(app->state().expandable && app->state().expanded && app->state().selected);
    QVERIFY(app->state().focused);
    QCOMPARE(tree->focusChild(), app);
    QAccessibleInterface *const draft = table->cellAt(3, 0);
    QCOMPARE(draft->text(QAccessible::Name), QStringLiteral("2"));
    QCOMPARE(draft->text(QAccessible::Description), QStringLiteral("has an unsaved edit, level 3"));
    QVERIFY(!draft->state().expandable && !draft->state().selected);
    QCOMPARE(tree->indexOfChild(draft), 3 * 4);
    QCOMPARE(tree->childAt(draft->rect().center().x(), draft->rect().center().y()), draft);
    QCOMPARE(table->cellAt(0, KeyTreeModel::VersionColumn)->text(QAccessible::Name), QStringLiteral("6"));
    QVERIFY(!table->cellAt(8, 0) && !table->cellAt(0, 4));

    press(Qt::Key_Down);
    QCOMPARE(tree->focusChild(), table->cellAt(1, 0));
    QVERIFY(!app->state().focused);
    app->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QVERIFY(!m_view->isExpanded(directory("/app/")));
    QVERIFY(app->state().collapsed);
    m_view->expand(directory("/app/"));

    QVERIFY(table->selectRow(3));
    QVERIFY(table->isRowSelected(3));
    QVERIFY(table->unselectRow(3));
    m_view->selectAll();
    QCOMPARE(table->selectedRowCount(), 8);
    QCOMPARE(table->selectedRows().size(), 8);
    remove(Batch().gone("/app/a/2", 2));
    QVERIFY(!draft->isValid());
    QVERIFY(draft->state().invalid);
    QCOMPARE(table->cellAt(3, 0)->text(QAccessible::Name), QStringLiteral("3"));
}

QTEST_MAIN(TestKeyTree)
#include "tst_keytree.moc"
