// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/conflictview.h"
#include "ui/widgets/diffrows.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/linerow.h"
#include "ui/widgets/rowtextview.h"
#include "ui/widgets/threewayrows.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QTest>

using namespace etcdscope;

namespace {

QStringList texts(const QList<TextRow> &rows)
{
    QStringList result;
    for (const TextRow &row : rows)
        result << row.text;
    return result;
}

QByteArray numberedLines(int count)
{
    QByteArray lines;
    for (int i = 1; i <= count; ++i)
        lines += "line " + QByteArray::number(i) + '\n';
    return lines;
}

void show(DiffView &view, const Difference &difference)
{
    view.setDifference(difference, unifiedRows(difference));
}

} // namespace

class TestDifferenceViews final : public QObject
{
    Q_OBJECT

private slots:
    void linesCarryTheirSign()
    {
        const QList<TextRow> rows = unifiedRows(differenceOf("a\nb\nc\n", "a\nB\nc\nd\n"), 1);
        QCOMPARE(texts(rows).mid(1),
                 (QStringList{QStringLiteral("  a"), QStringLiteral("- b"), QStringLiteral("+ B"),
                              QStringLiteral("  c"), QStringLiteral("+ d")}));
        QCOMPARE(rows[0].kind, RowKind::Heading);
        QCOMPARE(rows[2].kind, RowKind::Removed);
        QCOMPARE(rows[3].kind, RowKind::Added);
        QCOMPARE(rows[2].gutter, QStringLiteral("2  "));
        QCOMPARE(rows[3].gutter, QStringLiteral("  2"));
        QCOMPARE(rows[4].gutter, QStringLiteral("3 3"));
    }

    void theChangedPartOfALineIsMarked()
    {
        const QList<TextRow> rows = unifiedRows(differenceOf("\"limit\": 10é,\n", "\"limit\": 10è5,\n"));
        QCOMPARE(rows[1].text.mid(rows[1].emphasisStart, rows[1].emphasisLength), QStringLiteral("é"));
        QCOMPARE(rows[2].text.mid(rows[2].emphasisStart, rows[2].emphasisLength), QStringLiteral("è5"));
        const QList<TextRow> unlike = unifiedRows(differenceOf("abcdefgh\n", "12345678\n"));
        QCOMPARE(unlike[1].emphasisLength, 0);
    }

    void whatCannotBeSeenIsSaid()
    {
        QCOMPARE(visibleLine("a\r\n"), QStringLiteral("a‹CR›"));
        QCOMPARE(visibleLine("a\tb\x01\x7f"), QStringLiteral("a\tb‹01›‹7f›"));
        QCOMPARE(visibleLine("a\xe2\x80\xa9"
                             "b"),
                 QStringLiteral("a‹2029›b"));
        const QList<TextRow> rows = unifiedRows(differenceOf("a", "a\n"));
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[2].kind, RowKind::Heading); // the line before it has no ending
    }

    void aVeryLongLineIsCutAroundTheChange()
    {
        QByteArray left(100'000, 'x');
        QByteArray right = left;
        right.replace(50'000, 3, "HERE");
        const QList<TextRow> rows = unifiedRows(differenceOf(left, right));
        for (const TextRow &row : rows)
            QVERIFY(row.text.size() < 3000);
        QCOMPARE(rows[2].text.mid(rows[2].emphasisStart, rows[2].emphasisLength), QStringLiteral("HERE"));
    }

    void aLongDifferenceSaysThatItGoesOn()
    {
        const QList<TextRow> rows = unifiedRows(differenceOf({}, numberedLines(6000)));
        QCOMPARE(rows.size(), 5001);
        QCOMPARE(rows.last().kind, RowKind::Heading);
    }

    void binaryValuesAreShownAsHex()
    {
        const QStringList rows =
            texts(unifiedRows(differenceOf(QByteArray("\0\1\2\3", 4), QByteArray("\0\1X\3", 4))));
        QVERIFY(rows.filter(QStringLiteral("- 0002  02")).size() == 1);
        QVERIFY(rows.filter(QStringLiteral("+ 0002  58")).size() == 1);
    }

    void countsAreAboveTheLines()
    {
        DiffView view;
        view.setSides(QStringLiteral("revision 812"), QStringLiteral("your edit"));
        show(view, differenceOf("a\nb\n", "a\nB\nc\n"));
        QCOMPARE(view.summary(), QStringLiteral("Lines: −1 (revision 812), +2 (your edit)"));
        show(view, differenceOf("a", "a"));
        QCOMPARE(view.summary(), QStringLiteral("revision 812 and your edit are the same, byte for byte."));
        QVERIFY(view.rows()->rows().isEmpty());
    }

    void copyGivesTheLinesWithTheirSigns()
    {
        DiffView view;
        show(view, differenceOf("a\n", "b\xc2\xa0\n"));
        view.rows()->selectAll();
        QTest::keyClick(view.rows(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().endsWith(QStringLiteral("- a\n+ b\u00a0")));
        QTest::keyClick(view.rows(), Qt::Key_X);
        QVERIFY(view.rows()->toPlainText().contains(QStringLiteral("- a")));
    }

    void keysGoFromChangeToChange()
    {
        QByteArray right = numberedLines(100);
        right.replace("line 20\n", "twenty\n");
        right.replace("line 80\n", "eighty\n");
        DiffView view;
        show(view, differenceOf(numberedLines(100), right));
        const auto current = [&] { return view.rows()->rows()[view.rows()->currentRow()].text; };
        QTest::keyClick(view.rows(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(current(), QStringLiteral("- line 20"));
        QTest::keyClick(view.rows(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(current(), QStringLiteral("- line 80"));
        QTest::keyClick(view.rows(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(current(), QStringLiteral("- line 80"));
        QTest::keyClick(view.rows(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(current(), QStringLiteral("- line 20"));
    }

    void whatBelongsTogetherIsLevel()
    {
        const auto sides = threeWayRows(mergeOf("a\nb\nc\n", "a\nm1\nm2\nc\n", "a\nt\nc\nd\n")).sides;
        QCOMPARE(sides[0].size(), sides[1].size());
        QCOMPARE(sides[0].size(), sides[2].size());
        for (const auto &side : sides)
            QCOMPARE(side[3].text, QStringLiteral("c"));
        QCOMPARE(sides[1][2].text, QStringLiteral("m2"));
        QCOMPARE(sides[2][2].kind, RowKind::Filler);
        QVERIFY(sides[0][1].gutter.endsWith(u'!'));
        QVERIFY(sides[1][2].gutter.endsWith(u'!'));
        QVERIFY(sides[2][4].gutter.endsWith(u'*'));
        QCOMPARE(sides[1][4].kind, RowKind::Filler);
    }

    void theColumnsScrollTogether()
    {
        ConflictView view;
        view.resize(900, 300);
        view.show();
        QByteArray mine = numberedLines(200);
        QByteArray theirs = mine;
        mine.replace("line 150\n", "mine\n");
        theirs.replace("line 150\n", "theirs\n");
        theirs.replace("line 10\n", "ten\n");
        view.setMerge(threeWayRows(mergeOf(numberedLines(200), mine, theirs)));
        QCOMPARE(view.rows(ConflictView::Mine)->currentRow(), 149); // at the conflict
        view.rows(ConflictView::Theirs)->verticalScrollBar()->setValue(40);
        QCOMPARE(view.rows(ConflictView::Base)->verticalScrollBar()->value(), 40);
        QCOMPARE(view.rows(ConflictView::Mine)->verticalScrollBar()->value(), 40);
        view.rows(ConflictView::Mine)->verticalScrollBar()->setValue(3);
        QCOMPARE(view.rows(ConflictView::Theirs)->verticalScrollBar()->value(), 3);
        QTest::keyClick(view.rows(ConflictView::Mine), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(view.rows(ConflictView::Mine)->currentRow(), 9); // a change that is theirs alone
        QTest::keyClick(view.rows(ConflictView::Mine), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(view.rows(ConflictView::Theirs)->currentRow(), 149);
    }

    void aLongMergeKeepsWhatIsAroundTheChanges()
    {
        QByteArray mine = numberedLines(100'000);
        QByteArray theirs = mine;
        mine.replace("line 90000\n", "mine\n");
        theirs.replace("line 90000\n", "theirs\n");
        theirs.replace("line 500\n", "");
        const ThreeWayRows merge = threeWayRows(mergeOf(numberedLines(100'000), mine, theirs));
        QCOMPARE(merge.conflicts, 1);
        QCOMPARE(merge.theirs, 1);
        for (const auto &side : merge.sides)
            QCOMPARE(side.size(), merge.sides[0].size());
        const QString same = QStringLiteral("Lines that are the same in all three: ");
        QCOMPARE(texts(merge.sides[2]),
                 (QStringList{
                     same + QStringLiteral("496"), QStringLiteral("line 497"), QStringLiteral("line 498"),
                     QStringLiteral("line 499"), QString(), QStringLiteral("line 501"),
                     QStringLiteral("line 502"), QStringLiteral("line 503"), same + QStringLiteral("89,493"),
                     QStringLiteral("line 89997"), QStringLiteral("line 89998"), QStringLiteral("line 89999"),
                     QStringLiteral("theirs"), QStringLiteral("line 90001"), QStringLiteral("line 90002"),
                     QStringLiteral("line 90003"), same + QStringLiteral("9,997")}));
        ConflictView view;
        view.setMerge(merge);
        QCOMPARE(view.rows(ConflictView::Mine)->currentRow(), 12);
    }

    void aMergeTooLargeToBeShownSaysSo()
    {
        const QByteArray base(100'000, '\n');
        const ThreeWayRows merge = threeWayRows(mergeOf(base, numberedLines(20'000), numberedLines(30'000)));
        QCOMPARE(merge.sides[0].size(), 5001);
        QVERIFY(merge.sides[1].last().text.contains(QStringLiteral("5,000")));
        qsizetype text = 0;
        const QByteArray longLines = (QByteArray(3'000, 'x') + '\n').repeated(2'000);
        const ThreeWayRows wide = threeWayRows(mergeOf({}, longLines, "y"));
        for (const TextRow &row : wide.sides[1])
            text += row.text.size();
        QVERIFY(text > 400'000 && text < 600'000);
    }

    void aVeryLongLineOfAMergeIsCutAroundTheChange()
    {
        const QByteArray base(100'000, 'x');
        QByteArray mine = base;
        QByteArray theirs = base;
        mine.replace(50'000, 4, "MINE");
        theirs.replace(50'500, 4, "THEM");
        const ThreeWayRows merge = threeWayRows(mergeOf(base, mine, theirs));
        QVERIFY(merge.sides[1][0].text.contains(QStringLiteral("MINE")));
        QVERIFY(merge.sides[2][0].text.contains(QStringLiteral("THEM")));
        QVERIFY(merge.sides[1][0].text.size() < 3000);
        // The same part of all three is shown, so that they can be compared.
        const auto before = [&](int side) { return merge.sides[size_t(side)][0].emphasisStart; };
        QCOMPARE(before(0), before(1));
        QCOMPARE(before(0), before(2));
    }

    void theSummaryCounts()
    {
        ConflictView view;
        view.setMerge(threeWayRows(mergeOf("a\nb\nc\nd\ne\n", "M\nb\nx\nd\ne\n", "a\nb\ny\nd\nE\n")));
        QCOMPARE(view.summary(),
                 QStringLiteral("Conflicts (!): 1. Changed (*): 1 mine, 1 theirs. The same by both (=): 0."));
        for (const auto side : {ConflictView::Base, ConflictView::Mine, ConflictView::Theirs})
            QVERIFY(!view.rows(side)->accessibleName().isEmpty());
    }
};

QTEST_MAIN(TestDifferenceViews)
#include "tst_differenceviews.moc"
