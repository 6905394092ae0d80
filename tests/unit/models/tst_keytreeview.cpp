// SPDX-License-Identifier: Apache-2.0
// A stock QTreeView over the model, since the model's promises are made to it.
#include "core/models/keytreemodel.h"
#include "tests/unit/keys/keyindextesting.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

#include <algorithm>
#include <memory>

using namespace etcdscope;
using namespace etcdscope::testing;

class tst_KeyTreeView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void expandingShowsTheRows();
    void expansionSelectionAndCurrentSurviveInsertions();
    void expansionSelectionAndCurrentSurviveRemovals();
    void rowsBelowTheScreenDoNotMoveIt();
    void removedDirectoryTakesItsSelectionAlong();
    void newDirectoryCanBeExpandedAtOnce();

private:
    QModelIndex at(const char *key) { return m_model->indexOf(QByteArrayView(key)); }
    QModelIndex directory(const char *prefix) { return m_model->indexOfDirectory(QByteArrayView(prefix)); }
    QByteArray keyOf(const QModelIndex &index)
    {
        return index.data(KeyTreeModel::KeyBytesRole).toByteArray();
    }
    QByteArrayList selected();

    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<KeyTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QTreeView> m_view;
};

void tst_KeyTreeView::init()
{
    m_index = std::make_unique<KeyIndex>();
    m_model = std::make_unique<KeyTreeModel>(*m_index);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_tester->setUseFetchMore(false); // only the view opens directories
    m_view = std::make_unique<QTreeView>();
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setModel(m_model.get());
    m_view->resize(500, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    Batch()
        .put("/app/a/1", 1)
        .put("/app/a/2", 1)
        .put("/app/a/3", 1)
        .put("/app/b/1", 1)
        .put("/app/b/c/1", 1)
        .put("/top", 1)
        .list(*m_index);
}

void tst_KeyTreeView::cleanup()
{
    m_view.reset();
    m_tester.reset();
    m_model.reset();
    m_index.reset();
}

QByteArrayList tst_KeyTreeView::selected()
{
    QByteArrayList keys;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        keys << keyOf(index);
    std::sort(keys.begin(), keys.end());
    return keys;
}

void tst_KeyTreeView::expandingShowsTheRows()
{
    const QModelIndex app = directory("/app/");
    QVERIFY(m_model->canFetchMore(app));
    m_view->expand(app);
    QVERIFY(m_view->isExpanded(app));
    QTRY_VERIFY(m_view->indexBelow(app).isValid());
    QCOMPARE(keyOf(m_view->indexBelow(app)), QByteArray("/app/a/"));
    QVERIFY(m_model->canFetchMore(directory("/app/b/")));
}

void tst_KeyTreeView::expansionSelectionAndCurrentSurviveInsertions()
{
    m_view->expand(directory("/app/"));
    m_view->expand(directory("/app/b/"));
    m_view->selectionModel()->setCurrentIndex(at("/app/b/1"), QItemSelectionModel::NoUpdate);
    m_view->selectionModel()->select(at("/app/a/2"), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_view->selectionModel()->select(at("/app/b/1"), QItemSelectionModel::Select | QItemSelectionModel::Rows);

    Batch batch;
    for (int i = 0; i < 500; ++i) {
        const QByteArray number = QByteArray::number(i);
        batch.put("/app/" + number, 2)
            .put("/app/a/" + number, 2)
            .put("/app/b/" + number + "/x", 2)
            .put(number, 2);
    }
    batch.put("/app/b/1", 3).apply(*m_index);

    QVERIFY(m_view->isExpanded(directory("/app/")));
    QVERIFY(m_view->isExpanded(directory("/app/b/")));
    QVERIFY(!m_view->isExpanded(directory("/app/a/")));
    QCOMPARE(keyOf(m_view->currentIndex()), QByteArray("/app/b/1"));
    QCOMPARE(selected(), (QByteArrayList{"/app/a/2", "/app/b/1"}));
}

void tst_KeyTreeView::expansionSelectionAndCurrentSurviveRemovals()
{
    m_view->expand(directory("/app/"));
    m_view->expand(directory("/app/b/"));
    m_view->expand(directory("/app/a/"));
    m_view->selectionModel()->setCurrentIndex(at("/app/b/c/1"), QItemSelectionModel::NoUpdate);
    m_view->selectionModel()->select(at("/app/a/3"), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    Batch().gone("/app/a/1", 2).gone("/app/a/2", 2).gone("/app/b/1", 2).gone("/top", 2).apply(*m_index);
    QVERIFY(m_view->isExpanded(directory("/app/a/")));
    QVERIFY(m_view->isExpanded(directory("/app/b/")));
    QCOMPARE(keyOf(m_view->currentIndex()), QByteArray("/app/b/c/1"));
    QCOMPARE(selected(), QByteArrayList{"/app/a/3"});
    // Read again and compared after a gap: still the same view.
    m_index->beginComparison();
    Batch().put("/app/a/3", 1).put("/app/b/c/1", 1).put("/app/b/c/2", 3).list(*m_index);
    while (m_index->sweepUnseen(5, 2)) {
    }
    QVERIFY(m_view->isExpanded(directory("/app/a/")));
    QCOMPARE(keyOf(m_view->currentIndex()), QByteArray("/app/b/c/1"));
    QCOMPARE(selected(), QByteArrayList{"/app/a/3"});
}

void tst_KeyTreeView::rowsBelowTheScreenDoNotMoveIt()
{
    Batch batch;
    for (int i = 0; i < 2000; ++i)
        batch.put("/list/" + QByteArray::number(i).rightJustified(6, '0'), 1);
    batch.list(*m_index);
    m_view->expand(directory("/list/"));
    m_view->scrollTo(at("/list/001000"), QAbstractItemView::PositionAtTop);
    m_view->setCurrentIndex(at("/list/001003"));
    Batch().gone("/list/001900", 2).put("/list/001950x", 2).apply(*m_index);
    QTRY_COMPARE(keyOf(m_view->indexAt({5, 5})), QByteArray("/list/001000"));
    QCOMPARE(keyOf(m_view->currentIndex()), QByteArray("/list/001003"));
}

void tst_KeyTreeView::removedDirectoryTakesItsSelectionAlong()
{
    m_view->expandAll();
    m_view->setCurrentIndex(at("/app/b/c/1"));
    Batch().gone("/app/b/c/1", 2).gone("/app/b/1", 2).apply(*m_index);
    QVERIFY(!directory("/app/b/").isValid());
    QCOMPARE(selected(), QByteArrayList());
    QVERIFY(m_view->isExpanded(directory("/app/a/")));
    QCOMPARE(keyOf(m_view->indexBelow(at("/app/a/3"))), QByteArray("/top"));
}

void tst_KeyTreeView::newDirectoryCanBeExpandedAtOnce()
{
    connect(m_model.get(), &QAbstractItemModel::rowsInserted, m_view.get(),
            [this](const QModelIndex &parent, int first, int last) {
                for (int row = first; row <= last; ++row) {
                    const QModelIndex index = m_model->index(row, 0, parent);
                    if (m_model->canFetchMore(index))
                        m_model->fetchMore(index);
                    m_view->expand(index);
                }
            });
    m_view->expand(directory("/app/"));
    Batch().put("/app/new/x/1", 2).put("/app/new/x/2", 2).put("/app/new/y", 2).apply(*m_index);
    const QModelIndex found = directory("/app/new/");
    QVERIFY(m_view->isExpanded(found));
    QCOMPARE(m_model->rowCount(found), 2);
    QCOMPARE(m_model->rowCount(directory("/app/new/x/")), 2);
}

QTEST_MAIN(tst_KeyTreeView)
#include "tst_keytreeview.moc"
