// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexedits.h"

#include <QRandomGenerator>
#include <QTest>

using namespace etcdscope;

class TestHexEdits final : public QObject
{
    Q_OBJECT

private slots:
    void undoAndRedoWalkTheSameStates()
    {
        QRandomGenerator random(4);
        HexEdits edits;
        edits.reset("0123456789");
        QByteArrayList states{edits.bytes()};
        for (int i = 0; i < 200; ++i) {
            const qsizetype offset = random.bounded(int(edits.bytes().size()) + 1);
            const qsizetype count = random.bounded(int(edits.bytes().size() - offset) + 1);
            edits.replace(offset, count, QByteArray(random.bounded(4), char('a' + i % 26)));
            states << edits.bytes();
        }
        for (qsizetype i = states.size() - 2; i >= 0; --i) {
            QVERIFY(edits.undo());
            QCOMPARE(edits.bytes(), states[i]);
        }
        QVERIFY(!edits.undo());
        QVERIFY(!edits.isModified());
        for (qsizetype i = 1; i < states.size(); ++i) {
            QVERIFY(edits.redo());
            QCOMPARE(edits.bytes(), states[i]);
        }
        QVERIFY(!edits.redo());
    }

    void anEditForgetsWhatWasUndone()
    {
        HexEdits edits;
        edits.reset("ab");
        edits.replace(0, 1, "x");
        edits.replace(1, 1, "y");
        QVERIFY(edits.undo());
        edits.replace(1, 1, "z");
        QVERIFY(!edits.canRedo());
        QCOMPARE(edits.bytes(), QByteArray("xz"));
        QVERIFY(edits.undo());
        QVERIFY(edits.undo());
        QCOMPARE(edits.bytes(), QByteArray("ab"));
    }

    void joinedEditsAreOneStep()
    {
        HexEdits edits;
        edits.reset("ab");
        edits.replace(0, 1, "\xf0");
        edits.replace(0, 1, "\xff", true);
        QCOMPARE(edits.bytes(), QByteArray("\xff"
                                           "b"));
        QVERIFY(edits.undo());
        QCOMPARE(edits.bytes(), QByteArray("ab"));
        QVERIFY(!edits.canUndo());
    }

    void anEditAfterUndoingToTheBeginningIsModified()
    {
        HexEdits edits;
        edits.reset("ab");
        edits.replace(0, 1, "x");
        QVERIFY(edits.undo());
        QVERIFY(!edits.isModified());
        edits.replace(0, 1, "y", true); // joined with nothing that is in effect
        QVERIFY(edits.isModified());
        QVERIFY(edits.undo());
        QCOMPARE(edits.bytes(), QByteArray("ab"));
    }
};

QTEST_GUILESS_MAIN(TestHexEdits)
#include "tst_hexedits.moc"
