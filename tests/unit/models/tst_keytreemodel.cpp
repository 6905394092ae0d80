// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "tests/unit/keys/keyindextesting.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;
using namespace etcdscope::testing;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

void appendRows(const QAbstractItemModel &model, const QModelIndex &parent, const QString &indent,
                QString *text)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        *text += indent + index.data().toString() + u'\n';
        appendRows(model, index, indent + QStringLiteral("  "), text);
    }
}

/// Exposed rows as indented text.
QString rows(const QAbstractItemModel &model)
{
    QString text;
    appendRows(model, {}, QString(), &text);
    return text.trimmed();
}

QVariant cell(const QModelIndex &index, int column, int role = Qt::DisplayRole)
{
    return index.siblingAtColumn(column).data(role);
}

} // namespace

class tst_KeyTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void directoriesAreEmptyUntilFetched();
    void indexOfExposesWhatIsAbove();
    void cellsAreDataNotWords();
    void emptyNamesAreUnmistakable();
    void rolesTellTheFacts();
    void headersAreSetFromOutside();
    void unexposedDirectoriesChangeSilently();
    void changesGoOutForVisibleRowsOnly();
    void visibleRowsMoveWithInsertionsAndRemovals();
    void onlyVisibleRowsStayAsGoing();
    void recentRowsAreTold();
    void draftsAreAskedFor();
    void keyboardSearchWalksTheNeighbours();
    void removedDirectoryIdIsUsedAgainUnexposed();
    void rowIsAskedAnewAfterAChange();
    void clearResetsTheModel();
    void persistentIndexesSurviveChanges();
    void survivesRandomChanges_data();
    void survivesRandomChanges();
};

void tst_KeyTreeModel::directoriesAreEmptyUntilFetched()
{
    KeyIndex index;
    KeyTreeModel model(index);
    QVERIFY(!model.hasChildren());
    Batch().put("a/b/c", 1).put("d", 1).list(index);
    QVERIFY(model.hasChildren());
    QCOMPARE(rows(model), QStringLiteral("a/\nd"));
    const QModelIndex a = model.index(0, 0);
    QVERIFY(model.canFetchMore(a));
    QVERIFY(model.hasChildren(a));
    QCOMPARE(model.rowCount(a), 0);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.fetchMore(a);
    QCOMPARE(inserted.size(), 1);
    QVERIFY(!model.canFetchMore(a));
    QCOMPARE(rows(model), QStringLiteral("a/\n  b/\nd"));
    const QModelIndex d = model.index(1, 0);
    QVERIFY(!model.canFetchMore(d));
    QVERIFY(!model.hasChildren(d));
    QVERIFY(d.flags().testFlag(Qt::ItemNeverHasChildren));
    QVERIFY(!model.hasChildren(a.siblingAtColumn(1)));
}

void tst_KeyTreeModel::indexOfExposesWhatIsAbove()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("/app/a/b/c", 1).put("/app/x", 1).list(index);
    QStringList exposed; // from the top, as a view can follow it
    connect(&model, &QAbstractItemModel::rowsInserted, &model,
            [&](const QModelIndex &parent) { exposed << parent.data().toString(); });
    const QModelIndex c = model.indexOf("/app/a/b/c");
    QCOMPARE(exposed.join(u' '), QStringLiteral("/app/ a/ b/"));
    QCOMPARE(c.data(KeyTreeModel::KeyBytesRole).toByteArray(), QByteArray("/app/a/b/c"));
    QCOMPARE(c.parent().data(KeyTreeModel::KeyBytesRole).toByteArray(), QByteArray("/app/a/b/"));
    QCOMPARE(rows(model), QStringLiteral("/app/\n  a/\n    b/\n      c\n  x"));
    QVERIFY(!model.indexOf("/app/a/b").isValid());
    QCOMPARE(model.indexOfDirectory("/app/a/b/"), c.parent());
    QVERIFY(!model.indexOfDirectory("").isValid());
    QVERIFY(!model.indexOfDirectory("/app").isValid());
    QCOMPARE(model.directoryAt(c), noDirectory);
    QCOMPARE(model.directoryAt(c.parent()), c.internalId());
    QCOMPARE(model.directoryAt({}), rootDirectory);
}

void tst_KeyTreeModel::cellsAreDataNotWords()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("d/a", 1).put("d/b", 1).put("k\n", 7, 3, 11).put("l", 8, 0, 0).list(index);
    const QModelIndex d = model.index(0, 0);
    const QModelIndex k = model.index(1, 0);
    const QModelIndex l = model.index(2, 0);
    QCOMPARE(cell(d, KeyTreeModel::NameColumn), QVariant(QStringLiteral("d/")));
    QCOMPARE(cell(d, KeyTreeModel::VersionColumn), QVariant(2LL));
    QCOMPARE(cell(d, KeyTreeModel::RevisionColumn), QVariant());
    QCOMPARE(cell(d, KeyTreeModel::LeaseColumn), QVariant());
    QCOMPARE(cell(k, KeyTreeModel::NameColumn), QVariant(QStringLiteral("k\\n")));
    QCOMPARE(cell(k, KeyTreeModel::VersionColumn), QVariant(3LL));
    QCOMPARE(cell(k, KeyTreeModel::RevisionColumn), QVariant(7LL));
    QCOMPARE(cell(k, KeyTreeModel::LeaseColumn), QVariant(11LL));
    QCOMPARE(cell(l, KeyTreeModel::VersionColumn), QVariant());
    QCOMPARE(cell(l, KeyTreeModel::LeaseColumn), QVariant());
}

void tst_KeyTreeModel::emptyNamesAreUnmistakable()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("a//b", 1).put("a/", 1).put("/", 1).put("//x", 1).list(index);
    QVERIFY(model.indexOf("a//b").isValid());
    QCOMPARE(rows(model), QStringLiteral("/\n//\na/\n  \"\"\n  \"\"/\n    b"));
    QVERIFY(cell(model.indexOf("a/"), 0, KeyTreeModel::IsEmptyNameRole).toBool());
    QVERIFY(!cell(model.indexOf("/"), 0, KeyTreeModel::IsEmptyNameRole).toBool());
}

void tst_KeyTreeModel::rolesTellTheFacts()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("d/\xff", 7, 3, 11).directory("e/", 2).list(index);
    const QModelIndex d = model.index(0, 0);
    QVERIFY(cell(d, 2, KeyTreeModel::IsDirectoryRole).toBool());
    QVERIFY(!cell(d, 0, KeyTreeModel::IsExplicitRole).toBool());
    QVERIFY(cell(model.index(1, 0), 0, KeyTreeModel::IsExplicitRole).toBool());
    QCOMPARE(cell(d, 0, KeyTreeModel::CountRole).toLongLong(), 1);
    QCOMPARE(cell(d, 0, KeyTreeModel::KeyBytesRole).toByteArray(), QByteArray("d/"));
    const QModelIndex k = model.indexOf("d/\xff");
    QCOMPARE(cell(k, 3, KeyTreeModel::KeyBytesRole).toByteArray(), QByteArray("d/\xff"));
    QVERIFY(!cell(k, 0, KeyTreeModel::IsDirectoryRole).toBool());
    QCOMPARE(cell(k, 0, KeyTreeModel::ModRevisionRole).toLongLong(), 7);
    QCOMPARE(cell(k, 0, KeyTreeModel::VersionRole).toLongLong(), 3);
    QCOMPARE(cell(k, 0, KeyTreeModel::LeaseRole).toLongLong(), 11);
    QVERIFY(!cell(k, 0, KeyTreeModel::GoingRole).toBool());
    QVERIFY(!cell(k, 0, KeyTreeModel::RecentRole).toBool());
    QVERIFY(!cell(k, 0, KeyTreeModel::DraftRole).toBool());
    QCOMPARE(cell(k, 0, Qt::AccessibleTextRole).toString(), QStringLiteral("\\xff"));
}

void tst_KeyTreeModel::headersAreSetFromOutside()
{
    KeyIndex index;
    KeyTreeModel model(index);
    QSignalSpy changed(&model, &QAbstractItemModel::headerDataChanged);
    QVERIFY(model.setHeaderData(1, Qt::Horizontal, QStringLiteral("Version"), Qt::DisplayRole));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Version"));
    QVERIFY(!model.setHeaderData(9, Qt::Horizontal, 1, Qt::DisplayRole));
}

void tst_KeyTreeModel::unexposedDirectoriesChangeSilently()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("a/1", 1).put("b/1", 1).list(index);
    model.fetchMore(model.index(1, 0));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    Batch().put("a/2", 2).apply(index);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(changed.size(), 1); // the count of a/
    Batch().put("b/2", 2).apply(index);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(rows(model), QStringLiteral("a/\nb/\n  1\n  2"));
}

void tst_KeyTreeModel::changesGoOutForVisibleRowsOnly()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch batch;
    for (char c = 'a'; c <= 'z'; ++c)
        batch.put(QByteArray(1, c), 1);
    batch.list(index);
    model.setVisibleRows({{{.directory = rootDirectory, .first = 3, .last = 5},
                           {.directory = rootDirectory, .first = 10, .last = 10}}});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    Batch again;
    for (char c = 'a'; c <= 'z'; ++c)
        again.put(QByteArray(1, c), 2);
    again.apply(index);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(3, 0));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(5, KeyTreeModel::ColumnCount - 1));
    QCOMPARE(changed[1][0].toModelIndex().row(), 10);
    Batch().put("a", 3).put("z", 3).apply(index);
    QCOMPARE(changed.size(), 2);
}

void tst_KeyTreeModel::visibleRowsMoveWithInsertionsAndRemovals()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("b", 1).put("d", 1).put("f", 1).put("h", 1).put("j", 1).list(index);
    using Ranges = std::vector<KeyTreeModel::VisibleRange>;
    const auto range = [](int first, int last) { return Ranges{{rootDirectory, first, last}}; };
    model.setVisibleRows(range(1, 3));
    Batch().put("a", 2).apply(index);
    QCOMPARE(*model.visibleRows(), range(2, 4));
    Batch().put("e", 2).apply(index);
    QCOMPARE(*model.visibleRows(), range(2, 5));
    Batch().put("z", 2).apply(index);
    QCOMPARE(*model.visibleRows(), range(2, 5));
    Batch().gone("a", 3).gone("z", 3).apply(index);
    QCOMPARE(*model.visibleRows(), range(1, 4));
    QCOMPARE(index.goingCount(), 0);
    model.setVisibleRows(range(2, 2)); // e
    Batch().gone("b", 4).gone("f", 4).apply(index);
    QCOMPARE(*model.visibleRows(), range(1, 1));
    QCOMPARE(rows(model), QStringLiteral("d\ne\nh\nj"));
}

void tst_KeyTreeModel::onlyVisibleRowsStayAsGoing()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("a", 1).put("b", 1).put("c", 1).put("d", 1).list(index);
    model.setVisibleRows({{{.directory = rootDirectory, .first = 1, .last = 2}}});
    Batch().gone("a", 2).gone("b", 2).gone("d", 2).apply(index);
    QCOMPARE(rows(model), QStringLiteral("b\nc"));
    QVERIFY(cell(model.index(0, 0), 0, KeyTreeModel::GoingRole).toBool());
    QCOMPARE(index.purge(), 1);
    QCOMPARE(rows(model), QStringLiteral("c"));
    model.setVisibleRows(std::nullopt);
    Batch().gone("c", 3).apply(index);
    QCOMPARE(rows(model), QString());
}

void tst_KeyTreeModel::recentRowsAreTold()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("a", 1).put("b", 5).put("c", 9).list(index);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRecentSince(4);
    QCOMPARE(changed.size(), 2);
    QVERIFY(!cell(model.index(0, 0), 0, KeyTreeModel::RecentRole).toBool());
    QVERIFY(cell(model.index(1, 0), 0, KeyTreeModel::RecentRole).toBool());
    changed.clear();
    model.setRecentSince(6);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    changed.clear();
    model.setVisibleRows({{{.directory = rootDirectory, .first = 0, .last = 1}}});
    model.setRecentSince(20);
    QCOMPARE(changed.size(), 0);
}

void tst_KeyTreeModel::draftsAreAskedFor()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("a", 1).put("d/b", 1).list(index);
    QSet<QByteArray> drafts{"d/b"};
    model.setDraftTest([&](const QByteArray &key) { return drafts.contains(key); });
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.noteDraft("d/b"); // not exposed, nothing to tell
    model.noteDraft("none");
    QCOMPARE(changed.size(), 0);
    QVERIFY(cell(model.indexOf("d/b"), 0, KeyTreeModel::DraftRole).toBool());
    QVERIFY(!cell(model.index(0, 0), 0, KeyTreeModel::DraftRole).toBool());
    model.noteDraft("d/b");
    QCOMPARE(changed.size(), 1);
}

void tst_KeyTreeModel::keyboardSearchWalksTheNeighbours()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch()
        .put("/app/al", 1)
        .put("/app/be", 1)
        .put("/app/bo", 1)
        .put("/app/by", 1)
        .put("/zoo", 1)
        .list(index);
    const auto found = [&](const QModelIndex &start, QByteArrayView prefix) {
        return model.findByLabelPrefix(start, prefix).data(KeyTreeModel::KeyBytesRole).toByteArray();
    };
    QCOMPARE(found({}, "app"), QByteArray("/app/"));
    QCOMPARE(found({}, "/z"), QByteArray("/zoo"));
    QCOMPARE(found({}, "x"), QByteArray());
    const QModelIndex bo = model.indexOf("/app/bo");
    QCOMPARE(found(bo, "b"), QByteArray("/app/bo"));
    QCOMPARE(found(bo, "be"), QByteArray("/app/be"));
    QCOMPARE(found(bo, "by"), QByteArray("/app/by"));
    QCOMPARE(found(bo, "app"), QByteArray());
    QCOMPARE(found(model.indexOf("/app/al"), "b"), QByteArray("/app/be"));
}

void tst_KeyTreeModel::removedDirectoryIdIsUsedAgainUnexposed()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("a/1", 1).list(index);
    model.fetchMore(model.index(0, 0));
    Batch().gone("a/1", 2).apply(index);
    Batch().put("b/1", 3).apply(index);
    QVERIFY(model.canFetchMore(model.index(0, 0)));
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    model.fetchMore(model.index(0, 0));
    QCOMPARE(rows(model), QStringLiteral("b/\n  1"));
}

void tst_KeyTreeModel::rowIsAskedAnewAfterAChange()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("b/1", 1).put("c", 1).list(index);
    model.fetchMore(model.index(0, 0));
    QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    Batch().put("a/1", 2).apply(index);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    Batch().gone("a/1", 3).apply(index);
    QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    Batch().gone("b/1", 4).apply(index);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QVERIFY(!model.canFetchMore(model.index(0, 0)));
}

void tst_KeyTreeModel::clearResetsTheModel()
{
    KeyIndex index;
    KeyTreeModel model(index);
    QAbstractItemModelTester tester(&model, fatal);
    tester.setUseFetchMore(false);
    Batch().put("a/1", 1).list(index);
    model.fetchMore(model.index(0, 0));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    index.clear();
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 0);
    Batch().put("a/1", 1).list(index);
    QVERIFY(model.canFetchMore(model.index(0, 0)));
}

void tst_KeyTreeModel::persistentIndexesSurviveChanges()
{
    KeyIndex index;
    KeyTreeModel model(index);
    Batch().put("d/e/m", 1).put("d/e/n", 1).put("q", 1).list(index);
    const QPersistentModelIndex m(model.indexOf("d/e/m"));
    const QPersistentModelIndex n(model.indexOf("d/e/n"));
    const QPersistentModelIndex e(model.indexOfDirectory("d/e/"));
    Batch batch;
    for (char c = 'a'; c <= 'z'; ++c)
        batch.put(QByteArray("d/e/") + c, 2).put(QByteArray("d/") + c, 2).put(QByteArray(1, c), 2);
    batch.apply(index);
    Batch().gone("d/e/a", 3).gone("d/e/n", 3).gone("a", 3).apply(index);
    QCOMPARE(m.data(KeyTreeModel::KeyBytesRole).toByteArray(), QByteArray("d/e/m"));
    QCOMPARE(QModelIndex(m), model.indexOf("d/e/m"));
    QCOMPARE(e.data(KeyTreeModel::KeyBytesRole).toByteArray(), QByteArray("d/e/"));
    QCOMPARE(QModelIndex(e), m.parent());
    QVERIFY(!n.isValid());
}

void tst_KeyTreeModel::survivesRandomChanges_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_KeyTreeModel::survivesRandomChanges()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    KeyIndex index;
    KeyTreeModel model(index);
    QAbstractItemModelTester tester(&model, fatal);
    tester.setUseFetchMore(seed % 2 == 0);
    qint64 revision = 1;
    std::map<QByteArray, QPersistentModelIndex> held;
    for (int round = 0; round < 300; ++round) {
        Batch batch;
        const int changes = int(random.bounded(round % 20 == 0 ? 300 : 12));
        for (int i = 0; i < changes; ++i) {
            QByteArray key;
            for (int level = int(random.bounded(4)); level > 0; --level)
                key += char('a' + random.bounded(3)) + QByteArray("/");
            key += QByteArray::number(random.bounded(12));
            if (random.bounded(5) < 2)
                batch.gone(key, ++revision);
            else
                batch.put(key, ++revision);
        }
        switch (random.bounded(10)) {
        case 0:
            index.purge();
            break;
        case 1: {
            std::vector<KeyTreeModel::VisibleRange> visible;
            visible.push_back({.directory = rootDirectory, .first = 0, .last = int(random.bounded(9))});
            if (const auto a = index.findDirectory("a/"); a && model.isExposed(*a))
                visible.push_back({.directory = *a, .first = 1, .last = 4});
            model.setVisibleRows(visible);
            break;
        }
        case 2:
            index.beginComparison();
            batch.list(index);
            while (index.sweepUnseen(revision - 50, 20)) {
            }
            break;
        default:
            batch.apply(index);
        }
        // Hold on to some keys, and let some directories be opened by it.
        index.visit(char('a' + random.bounded(3)) + QByteArray("/"), [&](QByteArrayView key, const auto &) {
            const QModelIndex found = model.indexOf(key);
            held.insert_or_assign(key.toByteArray(), QPersistentModelIndex(found));
            return false;
        });
        for (const auto &[key, one] : held) {
            const auto there = index.find(key);
            if (one.isValid()) {
                QVERIFY(there);
                QCOMPARE(one.data(KeyTreeModel::KeyBytesRole).toByteArray(), key);
                QCOMPARE(model.rowAt(one), *there);
            }
        }
    }
    QVERIFY(held.size() > 3);
}

QTEST_GUILESS_MAIN(tst_KeyTreeModel)
#include "tst_keytreemodel.moc"
