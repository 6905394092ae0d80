// SPDX-License-Identifier: Apache-2.0
#include "core/models/expandedrows.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace etcdscope;

namespace {

/// A tree that walks all its rows for every answer.
struct Naive
{
    struct Directory;
    using Row = std::unique_ptr<Directory>; // null for a key
    struct Directory
    {
        DirectoryId id = rootDirectory;
        Directory *parent = nullptr;
        bool isOpen = false;
        std::vector<Row> rows;
    };

    Naive() { root.isOpen = true; }

    [[nodiscard]] std::vector<RowRef> lines() const
    {
        std::vector<RowRef> all;
        append(root, &all);
        return all;
    }
    static void append(const Directory &directory, std::vector<RowRef> *all)
    {
        for (int row = 0; row < int(directory.rows.size()); ++row) {
            all->push_back({directory.id, row});
            if (const Row &child = directory.rows[size_t(row)]; child && child->isOpen)
                append(*child, all);
        }
    }
    [[nodiscard]] std::vector<Directory *> directories()
    {
        std::vector<Directory *> all{&root};
        for (size_t i = 0; i < all.size(); ++i) {
            for (const Row &row : all[i]->rows) {
                if (row)
                    all.push_back(row.get());
            }
        }
        return all;
    }
    [[nodiscard]] static int rowOf(const Directory &directory)
    {
        const auto &rows = directory.parent->rows;
        return int(
            std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.get() == &directory; }) -
            rows.begin());
    }

    Directory root;
};

/// Makes known what is above a directory, and itself.
void learn(ExpandedRows &rows, const Naive::Directory &directory)
{
    if (rows.isKnown(directory.id))
        return;
    learn(rows, *directory.parent);
    rows.add(directory.id, {directory.parent->id, Naive::rowOf(directory)}, int(directory.rows.size()));
}

QString difference(const ExpandedRows &rows, Naive &naive)
{
    const std::vector<RowRef> lines = naive.lines();
    if (rows.lineCount() != int(lines.size()))
        return QStringLiteral("%1 lines, not %2").arg(rows.lineCount()).arg(lines.size());
    for (int line = 0; line < int(lines.size()); ++line) {
        if (rows.rowAt(line) != lines[size_t(line)])
            return QStringLiteral("row on line %1").arg(line);
        if (rows.lineOf(lines[size_t(line)]) != line)
            return QStringLiteral("line %1 of its row").arg(line);
    }
    for (const Naive::Directory *directory : naive.directories()) {
        if (rows.isOpen(directory->id) != directory->isOpen)
            return QStringLiteral("openness of %1").arg(directory->id);
        bool isShown = true;
        for (const Naive::Directory *above = directory; above; above = above->parent)
            isShown = isShown && above->isOpen;
        if (!isShown && !directory->rows.empty() && rows.lineOf({directory->id, 0}) != -1)
            return QStringLiteral("hidden row in %1").arg(directory->id);
    }
    return {};
}

} // namespace

class tst_ExpandedRows : public QObject
{
    Q_OBJECT

private slots:
    void randomChangesAgreeWithANaiveTree_data();
    void randomChangesAgreeWithANaiveTree();
    void spansAreTheLinesInRanges();
    void childrenOfAClosedDirectoryStayOpen();
    void whatIsClosedAndEmptyIsForgotten();
    void aRemovedDirectoryTakesItsOwnAlong();
    void linesOutsideAreNone();
};

void tst_ExpandedRows::randomChangesAgreeWithANaiveTree_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void tst_ExpandedRows::randomChangesAgreeWithANaiveTree()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    Naive naive;
    ExpandedRows rows;
    std::vector<DirectoryId> unused; // ids are used again
    DirectoryId next = 1;
    const auto freshId = [&] {
        if (unused.empty())
            return next++;
        const DirectoryId id = unused.back();
        unused.pop_back();
        return id;
    };
    for (int step = 0; step < 400; ++step) {
        const std::vector<Naive::Directory *> all = naive.directories();
        Naive::Directory &directory = *all[random.bounded(quint32(all.size()))];
        const int count = int(directory.rows.size());
        switch (random.bounded(5)) {
        case 0:
        case 1: {
            const int first = int(random.bounded(count + 1));
            const int more = 1 + int(random.bounded(4));
            for (int i = 0; i < more; ++i) {
                Naive::Row row;
                if (random.bounded(3) == 0) {
                    row = std::make_unique<Naive::Directory>();
                    row->id = freshId();
                    row->parent = &directory;
                }
                directory.rows.insert(directory.rows.begin() + first, std::move(row));
            }
            rows.insertRows(directory.id, first, first + more - 1);
            break;
        }
        case 2: {
            if (count == 0)
                break;
            const int first = int(random.bounded(count));
            const int last = std::min(count - 1, first + int(random.bounded(4)));
            for (Naive::Directory *inside : all) {
                for (const Naive::Directory *above = inside; above; above = above->parent) {
                    if (above->parent == &directory && Naive::rowOf(*above) >= first &&
                        Naive::rowOf(*above) <= last)
                        unused.push_back(inside->id);
                }
            }
            directory.rows.erase(directory.rows.begin() + first, directory.rows.begin() + last + 1);
            rows.removeRows(directory.id, first, last);
            break;
        }
        default:
            if (!directory.parent)
                break;
            directory.isOpen = random.bounded(3) > 0;
            if (directory.isOpen)
                learn(rows, directory);
            rows.setOpen(directory.id, directory.isOpen);
        }
        QCOMPARE(difference(rows, naive), QString());
        // Any stretch of lines, as spans.
        const std::vector<RowRef> lines = naive.lines();
        if (lines.empty())
            continue;
        const int from = int(random.bounded(quint32(lines.size())));
        const int to = from + int(random.bounded(quint32(lines.size()) - quint32(from)));
        std::vector<RowRef> covered;
        std::vector<DirectoryId> seen;
        for (const ExpandedRows::Span &span : rows.spans(from, to)) {
            QVERIFY(std::find(seen.begin(), seen.end(), span.directory) == seen.end());
            seen.push_back(span.directory);
            for (int row = span.first; row <= span.last; ++row)
                covered.push_back({span.directory, row});
        }
        QCOMPARE(int(covered.size()), to - from + 1);
        for (const RowRef &row : covered)
            QVERIFY(rows.lineOf(row) >= from && rows.lineOf(row) <= to);
    }
}

void tst_ExpandedRows::spansAreTheLinesInRanges()
{
    ExpandedRows rows;
    rows.reset(10);
    rows.add(1, {rootDirectory, 4}, 5);
    rows.setOpen(1, true);
    using Spans = std::vector<ExpandedRows::Span>;
    QCOMPARE(rows.spans(0, 14), (Spans{{rootDirectory, 0, 9}, {1, 0, 4}}));
    QCOMPARE(rows.spans(4, 4), (Spans{{rootDirectory, 4, 4}}));
    QCOMPARE(rows.spans(5, 6), (Spans{{1, 0, 1}}));
    QCOMPARE(rows.spans(7, 10), (Spans{{rootDirectory, 5, 5}, {1, 2, 4}}));
    QCOMPARE(rows.spans(-5, 100), rows.spans(0, 14));
    QVERIFY(rows.spans(3, 2).empty());
}

void tst_ExpandedRows::childrenOfAClosedDirectoryStayOpen()
{
    ExpandedRows rows;
    rows.reset(3);
    rows.add(1, {rootDirectory, 1}, 2);
    rows.add(2, {1, 1}, 4);
    rows.setOpen(2, true);
    QCOMPARE(rows.lineCount(), 3); // what holds it is closed
    QCOMPARE(rows.lineOf({2, 0}), -1);
    rows.setOpen(1, true);
    QCOMPARE(rows.lineCount(), 9);
    QCOMPARE(rows.openBelow(1), (std::vector<DirectoryId>{1, 2}));
    rows.setOpen(1, false);
    rows.insertRows(2, 0, 0);
    QCOMPARE(rows.lineCount(), 3);
    rows.setOpen(1, true);
    QCOMPARE(rows.lineCount(), 10);
    QCOMPARE(rows.placeOf(2), (RowRef{1, 1}));
}

void tst_ExpandedRows::whatIsClosedAndEmptyIsForgotten()
{
    ExpandedRows rows;
    rows.reset(3);
    rows.add(1, {rootDirectory, 1}, 2);
    rows.setOpen(1, true);
    rows.setOpen(1, false);
    QVERIFY(!rows.isKnown(1));
    rows.setOpen(rootDirectory, false); // never
    QCOMPARE(rows.lineCount(), 3);
}

void tst_ExpandedRows::aRemovedDirectoryTakesItsOwnAlong()
{
    ExpandedRows rows;
    rows.reset(3);
    rows.add(1, {rootDirectory, 1}, 2);
    rows.add(2, {1, 0}, 7);
    rows.setOpen(1, true);
    rows.setOpen(2, true);
    QCOMPARE(rows.lineCount(), 12);
    rows.removeRows(rootDirectory, 0, 1);
    QCOMPARE(rows.lineCount(), 1);
    QVERIFY(!rows.isKnown(1) && !rows.isKnown(2));
    rows.add(2, {rootDirectory, 0}, 1); // the number is used again
    QVERIFY(!rows.isOpen(2));
}

void tst_ExpandedRows::linesOutsideAreNone()
{
    ExpandedRows rows;
    QCOMPARE(rows.lineCount(), 0);
    QCOMPARE(rows.rowAt(0), RowRef());
    rows.reset(2);
    QCOMPARE(rows.rowAt(2), RowRef());
    QCOMPARE(rows.rowAt(-1), RowRef());
    QCOMPARE(rows.lineOf({rootDirectory, 2}), -1);
    QCOMPARE(rows.lineOf({77, 0}), -1);
}

QTEST_APPLESS_MAIN(tst_ExpandedRows)
#include "tst_expandedrows.moc"
