// SPDX-License-Identifier: Apache-2.0
#include "core/values/difference.h"

#include <QRandomGenerator>
#include <QTest>

using namespace etcdscope;

namespace {

/// Both sides as the blocks tell them, to be compared with what they were made from.
void verifyCovers(const Difference &difference)
{
    qsizetype left = 0;
    qsizetype right = 0;
    bool wasEqual = false;
    for (const DifferenceBlock &block : difference.blocks) {
        QCOMPARE(block.left.first, left);
        QCOMPARE(block.right.first, right);
        QVERIFY(block.left.count + block.right.count > 0);
        if (&block != &difference.blocks.constFirst())
            QVERIFY(block.equal != wasEqual);
        wasEqual = block.equal;
        if (block.equal) {
            QCOMPARE(block.left.count, block.right.count);
            for (qsizetype i = 0; i < block.left.count && !difference.binary; ++i)
                QCOMPARE(lineBytes(difference, {DifferenceKind::Equal, left + i, -1}),
                         lineBytes(difference, {DifferenceKind::Added, -1, right + i}));
        }
        left = block.left.end();
        right = block.right.end();
    }
    QCOMPARE(left, difference.binary ? difference.left.size() : difference.leftLines.size());
    QCOMPARE(right, difference.binary ? difference.right.size() : difference.rightLines.size());
}

QByteArray asText(const Difference &difference, qsizetype context = 3)
{
    QByteArray text;
    for (const DifferenceHunk &hunk : hunksOf(difference, context)) {
        text += '@';
        for (const DifferenceLine &line : hunk.lines) {
            text += line.kind == DifferenceKind::Equal     ? ' '
                    : line.kind == DifferenceKind::Removed ? '-'
                                                           : '+';
            text += lineBytes(difference, line).trimmed();
        }
    }
    return text;
}

/// The length of the longest common subsequence, the slow and simple way.
qsizetype commonLines(const QByteArrayList &a, const QByteArrayList &b)
{
    QList<QList<qsizetype>> best(a.size() + 1, QList<qsizetype>(b.size() + 1, 0));
    for (qsizetype i = 0; i < a.size(); ++i) {
        for (qsizetype j = 0; j < b.size(); ++j)
            best[i + 1][j + 1] = a[i] == b[j] ? best[i][j] + 1 : std::max(best[i][j + 1], best[i + 1][j]);
    }
    return best[a.size()][b.size()];
}

QByteArray randomLines(QRandomGenerator &random, int kinds)
{
    QByteArray lines;
    for (int i = random.bounded(20); i > 0; --i)
        lines += QByteArray::number(random.bounded(kinds)) + '\n';
    if (random.bounded(3) == 0)
        lines.chop(1);
    return lines;
}

} // namespace

class TestDifference final : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatChanged_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *left, const char *right, const char *expected) {
            QTest::newRow(name) << QByteArray(left) << QByteArray(right) << QByteArray(expected);
        };
        row("the same", "a\nb\n", "a\nb\n", "");
        row("both empty", "", "", "");
        row("from nothing", "", "a\n", "@+a");
        row("to nothing", "a\nb\n", "", "@-a-b");
        row("one line replaced", "a\nb\nc\n", "a\nB\nc\n", "@ a-b+B c");
        row("inserted", "a\nc\n", "a\nb\nc\n", "@ a+b c");
        row("removed at the start", "a\nb\n", "b\n", "@-a b");
        row("line ending at the end", "a", "a\n", "@-a+a");
        row("line ending changed", "a\r\nb\n", "a\nb\n", "@-a+a b");
        row("two far changes", "1\nx\n2\n3\n4\n5\n6\n7\n8\ny\n9\n", "1\nX\n2\n3\n4\n5\n6\n7\n8\nY\n9\n",
            "@ 1-x+X 2 3 4@ 6 7 8-y+Y 9");
        row("two near changes", "x\n1\n2\n3\n4\n5\n6\ny\n", "X\n1\n2\n3\n4\n5\n6\nY\n",
            "@-x+X 1 2 3 4 5 6-y+Y");
    }
    void showsWhatChanged()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QByteArray, expected);
        const Difference difference = differenceOf(left, right);
        verifyCovers(difference);
        QCOMPARE(asText(difference), expected);
        QCOMPARE(difference.isEmpty(), left == right);
        QCOMPARE(difference.removed, asText(difference).count('-'));
        QCOMPARE(difference.added, asText(difference).count('+'));
    }

    void isTheShortest()
    {
        QRandomGenerator random(11);
        for (int i = 0; i < 1000; ++i) {
            const QByteArray left = randomLines(random, 4);
            const QByteArray right = randomLines(random, 4);
            const Difference difference = differenceOf(left, right);
            verifyCovers(difference);
            QVERIFY(!difference.coarse);
            QByteArrayList a;
            QByteArrayList b;
            for (const LineSpan &span : difference.leftLines)
                a << left.sliced(span.offset, span.length);
            for (const LineSpan &span : difference.rightLines)
                b << right.sliced(span.offset, span.length);
            QCOMPARE(difference.leftLines.size() - difference.removed, commonLines(a, b));
        }
    }

    void aboveTheLimitsItIsStillTrue()
    {
        QRandomGenerator random(12);
        for (int i = 0; i < 1000; ++i) {
            const QByteArray left = randomLines(random, 30);
            const QByteArray right = randomLines(random, 30);
            verifyCovers(differenceOf(left, right, {.edits = random.bounded(4)}));
            const Difference coarse = differenceOf(left, right, {.lines = 1});
            verifyCovers(coarse);
            QVERIFY(coarse.blocks.size() <= 3);
        }
    }

    void aLargeRewriteIsCutAtLinesThatOccurOnce()
    {
        QByteArray left;
        QByteArray right;
        for (int i = 0; i < 3000; ++i) {
            left += "old " + QByteArray::number(i) + '\n';
            right += "new " + QByteArray::number(i) + '\n';
            if (i % 100 == 0) {
                left += "anchor " + QByteArray::number(i) + '\n';
                right += "anchor " + QByteArray::number(i) + '\n';
            }
        }
        const Difference difference = differenceOf(left, right);
        QVERIFY(difference.coarse);
        verifyCovers(difference);
        QCOMPARE(difference.removed, 3000);
    }

    void binaryValuesDifferByBytes()
    {
        const QByteArray left("\0\1\2\3\4", 5);
        const QByteArray right("\0\1XY\4", 5);
        const Difference difference = differenceOf(left, right);
        QVERIFY(difference.binary);
        verifyCovers(difference);
        QCOMPARE(difference.blocks,
                 (QList<DifferenceBlock>{
                     {true, {0, 2}, {0, 2}}, {false, {2, 2}, {2, 2}}, {true, {4, 1}, {4, 1}}}));
        QVERIFY(differenceOf("\xff", "text").binary);
        QVERIFY(differenceOf(left, left).isEmpty());
        QVERIFY(hunksOf(difference).isEmpty());
    }

    void theTailDoesNotOverlapTheStart()
    {
        const Difference difference = differenceOf(QByteArray("\0aa", 3), QByteArray("\0aaa", 4));
        verifyCovers(difference);
        QCOMPARE(difference.removed, 0);
        QCOMPARE(difference.added, 1);
    }
};

QTEST_GUILESS_MAIN(TestDifference)
#include "tst_difference.moc"
