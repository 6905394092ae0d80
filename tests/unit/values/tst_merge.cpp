// SPDX-License-Identifier: Apache-2.0
#include "core/values/merge.h"

#include <QRandomGenerator>
#include <QTest>

using namespace etcdscope;

namespace {

/// "U" unchanged, "M" mine, "T" theirs, "B" both, "C" conflict.
QByteArray kinds(const Merge &merge)
{
    QByteArray text;
    for (const MergeChunk &chunk : merge.chunks)
        text += "UMTBC"[int(chunk.kind)];
    return text;
}

void verifyCovers(const Merge &merge)
{
    MergeChunk done;
    for (const MergeChunk &chunk : merge.chunks) {
        QCOMPARE(chunk.base.first, done.base.end());
        QCOMPARE(chunk.mine.first, done.mine.end());
        QCOMPARE(chunk.theirs.first, done.theirs.end());
        if (chunk.kind == MergeKind::Unchanged) {
            QCOMPARE(merge.mine.range(chunk.mine), merge.base.range(chunk.base));
            QCOMPARE(merge.theirs.range(chunk.theirs), merge.base.range(chunk.base));
        }
        done = chunk;
    }
    QCOMPARE(done.base.end(), merge.base.lines.size());
    QCOMPARE(done.mine.end(), merge.mine.lines.size());
    QCOMPARE(done.theirs.end(), merge.theirs.lines.size());
}

QByteArray randomLines(QRandomGenerator &random)
{
    QByteArray lines;
    for (int i = random.bounded(15); i > 0; --i)
        lines += QByteArray::number(random.bounded(6)) + '\n';
    if (random.bounded(3) == 0)
        lines.chop(1);
    return lines;
}

} // namespace

class TestMerge final : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhoChangedWhat_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QByteArray>("merged");
        const auto row = [](const char *name, const char *base, const char *mine, const char *theirs,
                            const char *expected, const char *merged) {
            QTest::newRow(name) << QByteArray(base) << QByteArray(mine) << QByteArray(theirs)
                                << QByteArray(expected) << QByteArray(merged);
        };
        row("nobody", "a\nb\n", "a\nb\n", "a\nb\n", "U", "a\nb\n");
        row("mine alone", "a\nb\n", "a\nB\n", "a\nb\n", "UM", "a\nB\n");
        row("theirs alone", "a\nb\n", "a\nb\n", "A\nb\n", "TU", "A\nb\n");
        row("apart", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "MUT", "A\nb\nC\n");
        row("the same", "a\nb\n", "a\nX\n", "a\nX\n", "UB", "a\nX\n");
        row("theirs inserted", "a\nb\n", "a\nb\n", "a\nnew\nb\n", "UTU", "a\nnew\nb\n");
        row("mine removed, theirs appended", "a\nb\nc\nd\n", "b\nc\nd\n", "a\nb\nc\nd\ne\n", "MUT",
            "b\nc\nd\ne\n");
        row("conflict", "a\nb\nc\n", "a\nM\nc\n", "a\nT\nc\n", "UCU", "");
        row("changed and removed", "a\nb\n", "a\nB\n", "a\n", "UC", "");
        row("both inserted", "a\n", "a\nm\n", "a\nt\n", "UC", "");
        row("from nothing", "", "m", "t", "C", "");
        row("one line", "1", "2", "1", "M", "2");
    }
    void tellsWhoChangedWhat()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, mine);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, expected);
        QFETCH(QByteArray, merged);
        const Merge merge = mergeOf(base, mine, theirs);
        verifyCovers(merge);
        QCOMPARE(kinds(merge), expected);
        QCOMPARE(merge.conflicts, expected.count('C'));
        const auto result = mergedBytes(merge);
        QCOMPARE(result.has_value(), merge.conflicts == 0);
        if (result)
            QCOMPARE(*result, merged);
    }

    void whatOneSideAloneChangedIsTheResult()
    {
        QRandomGenerator random(21);
        for (int i = 0; i < 1000; ++i) {
            const QByteArray base = randomLines(random);
            const QByteArray changed = randomLines(random);
            for (const Merge &merge : {mergeOf(base, changed, base), mergeOf(base, base, changed),
                                       mergeOf(base, changed, changed)}) {
                verifyCovers(merge);
                QCOMPARE(mergedBytes(merge).value_or("conflict"), changed);
            }
            verifyCovers(mergeOf(base, changed, randomLines(random)));
        }
    }

    void theSidesCanBeExchanged()
    {
        QRandomGenerator random(22);
        for (int i = 0; i < 500; ++i) {
            const QByteArray base = randomLines(random);
            const QByteArray mine = randomLines(random);
            const QByteArray theirs = randomLines(random);
            const Merge one = mergeOf(base, mine, theirs);
            const Merge other = mergeOf(base, theirs, mine);
            QCOMPARE(one.conflicts, other.conflicts);
            QCOMPARE(mergedBytes(one), mergedBytes(other));
        }
    }

    void conflictsAreWrittenBetweenMarkers()
    {
        const Merge merge = mergeOf("a\nb", "a\nM", "a\nT");
        QCOMPARE(mergedWithMarkers(merge, "mine", "theirs, revision 5"),
                 QByteArray("a\n"
                            "<<<<<<< mine\n"
                            "M\n"
                            "||||||| base\n"
                            "b\n"
                            "=======\n"
                            "T\n"
                            ">>>>>>> theirs, revision 5\n"));
    }

    void binaryValuesMergeWholeOrNotAtAll()
    {
        const QByteArray base("\0a\nb\n", 5);
        const QByteArray mine("\0A\nb\n", 5);
        const QByteArray theirs("\0a\nB\n", 5);
        QVERIFY(mergeOf(base, mine, theirs).binary);
        QCOMPARE(kinds(mergeOf(base, mine, theirs)), QByteArray("C"));
        QCOMPARE(mergedBytes(mergeOf(base, mine, base)).value_or(""), mine);
        QCOMPARE(mergedBytes(mergeOf(base, base, theirs)).value_or(""), theirs);
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
