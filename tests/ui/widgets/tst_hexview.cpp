// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace etcdscope;

namespace {

void type(HexView &view, const char *keys)
{
    for (const char *key = keys; *key; ++key)
        QTest::keyClick(&view, *key);
}

} // namespace

class TestHexView final : public QObject
{
    Q_OBJECT

private slots:
    void digitsOverwrite()
    {
        HexView view;
        view.setData("abc");
        QSignalSpy edited(&view, &HexView::dataEdited);
        type(view, "4");
        QCOMPARE(view.data(), QByteArray("Abc"));
        QCOMPARE(view.cursorOffset(), 0);
        type(view, "2");
        QCOMPARE(view.data(), QByteArray("Bbc"));
        QCOMPARE(view.cursorOffset(), 1);
        type(view, "zZ!"); // no digits
        QCOMPARE(view.data(), QByteArray("Bbc"));
        QCOMPARE(edited.count(), 2);
        QVERIFY(view.isModified());
        view.undo(); // both digits at once
        QCOMPARE(view.data(), QByteArray("abc"));
        QVERIFY(!view.isModified());
        view.redo();
        QCOMPARE(view.data(), QByteArray("Bbc"));
    }

    void digitsInsert()
    {
        HexView view;
        view.setData("ab");
        QTest::keyClick(&view, Qt::Key_Insert);
        QVERIFY(view.isInserting());
        QTest::keyClick(&view, Qt::Key_Right);
        type(view, "ff00");
        QCOMPARE(view.data(), QByteArray("a\xff\0b", 4));
        QCOMPARE(view.cursorOffset(), 3);
    }

    void digitsAtTheEndAppend()
    {
        HexView view;
        view.setData("");
        type(view, "414");
        QCOMPARE(view.data(), QByteArray("A\x40"));
        type(view, "2");
        QCOMPARE(view.data(), QByteArray("AB"));
    }

    void movingForgetsHalfAByte()
    {
        HexView view;
        view.setData(QByteArray(3, '\0'));
        type(view, "1");
        QTest::keyClick(&view, Qt::Key_Right);
        type(view, "2");
        QCOMPARE(view.data(), QByteArray("\x10\x20\0", 3));
    }

    void textIsWrittenInTheTextColumn()
    {
        HexView view;
        view.setData("abcd");
        QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(view.pane(), HexPane::Text);
        type(view, "XY");
        QCOMPARE(view.data(), QByteArray("XYcd"));
        QTest::keyClick(&view, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(view.pane(), HexPane::Hex);
    }

    void deleteAndBackspaceRemove()
    {
        HexView view;
        view.setData("abcdef");
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(view.data(), QByteArray("bcdef"));
        QTest::keyClick(&view, Qt::Key_Backspace); // nothing before
        QCOMPARE(view.data(), QByteArray("bcdef"));
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_Delete); // nothing behind
        QCOMPARE(view.data(), QByteArray("bcdef"));
        QTest::keyClick(&view, Qt::Key_Backspace);
        QCOMPARE(view.data(), QByteArray("bcde"));
        view.select(1, 3);
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(view.data(), QByteArray("be"));
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(view.data(), QByteArray("bcde"));
    }

    void typingReplacesTheSelection()
    {
        HexView view;
        view.setData("abcdef");
        view.select(1, 5);
        type(view, "58");
        QCOMPARE(view.data(), QByteArray("aXf"));
        view.undo();
        QCOMPARE(view.data(), QByteArray("abcdef"));
    }

    void readOnlyChangesNothing()
    {
        HexView view;
        view.setData("abc");
        type(view, "41");
        view.setReadOnly(true);
        QApplication::clipboard()->setText(QStringLiteral("42"));
        QSignalSpy edited(&view, &HexView::dataEdited);
        type(view, "42");
        QTest::keyClick(&view, Qt::Key_Delete);
        QTest::keyClick(&view, Qt::Key_Backspace);
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        view.selectAll();
        view.cut();
        view.paste();
        view.redo();
        QCOMPARE(view.data(), QByteArray("Abc"));
        QCOMPARE(edited.count(), 0);
    }

    void copiesAsHexAndAsText()
    {
        HexView view;
        view.setData(QByteArray("a\0\xc3\xa9z", 5));
        view.select(0, 5);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("61 00 c3 a9 7a"));
        view.select(2, 5);
        view.copyText();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("éz"));
    }

    void pastesHexInTheHexColumnAndTextInTheOther()
    {
        HexView view;
        view.setData("abcd");
        QApplication::clipboard()->setText(QStringLiteral("41 42"));
        QTest::keyClick(&view, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(view.data(), QByteArray("ABcd"));
        view.setInserting(true);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(view.data(), QByteArray("AB41 42cd"));
    }

    void keysMoveAndSelect()
    {
        HexView view;
        view.resize(2000, 400);
        view.show();
        view.setData(QByteArray(100, 'x'));
        QCOMPARE(view.layoutOfRows().bytesPerRow(), 16);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.cursorOffset(), 16);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.cursorOffset(), 31);
        QTest::keyClick(&view, Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(view.selectionStart(), 16);
        QCOMPARE(view.selectionLength(), 15);
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(view.cursorOffset(), 100);
        QCOMPARE(view.selectionLength(), 0);
        QTest::keyClick(&view, Qt::Key_Down); // there is no row below
        QCOMPARE(view.cursorOffset(), 100);
        QTest::keyClick(&view, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(view.selectionLength(), 16);
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.cursorOffset(), 0);
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selectionLength(), 100);
    }

    void theMouseSelectsBytes()
    {
        HexView view;
        view.resize(2000, 400);
        view.show();
        view.setData("0123456789abcdef0123456789abcdef");
        const HexLayout layout = view.layoutOfRows();
        const auto byte = [&](int index, int row) {
            return QPoint(layout.hexX(index) + layout.character(), row * layout.rowHeight() + 4);
        };
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, byte(3, 1));
        QCOMPARE(view.cursorOffset(), 19);
        QCOMPARE(view.selectionLength(), 0);
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, byte(3, 1));
        QTest::mouseMove(view.viewport(), byte(5, 1));
        QCOMPARE(view.selectionStart(), 19);
        QCOMPARE(view.selectionLength(), 3);
        QTest::mouseMove(view.viewport(), byte(1, 0));
        QCOMPARE(view.selectionStart(), 1);
        QCOMPARE(view.selectionLength(), 19);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, byte(1, 0));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          QPoint(layout.textX(4) + 2, layout.rowHeight() / 2));
        QCOMPARE(view.cursorOffset(), 4);
        QCOMPARE(view.pane(), HexPane::Text);
    }

    void rowsFitTheWidth()
    {
        HexView view;
        view.setData(QByteArray(100, 'x'));
        view.resize(view.sizeHint());
        view.show();
        QCOMPARE(view.layoutOfRows().bytesPerRow(), 16);
        QVERIFY(!view.horizontalScrollBar()->isVisible());
        view.resize(view.width() * 2 / 3, view.height());
        QCOMPARE(view.layoutOfRows().bytesPerRow(), 8);
        QVERIFY(view.layoutOfRows().width() <= view.viewport()->width());
    }

    void tenMebibytesOpenAndScrollAtOnce()
    {
        HexView view;
        view.resize(800, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QByteArray data(10 * 1024 * 1024, 'x');
        QElapsedTimer clock;
        clock.start();
        view.setData(data);
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        (void)view.grab();
        // A guard against work per byte, which takes seconds, not a measurement.
        QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(view.cursorOffset(), data.size());
        QVERIFY(view.viewport()->rect().contains(view.cursorRect().center()));
    }

    void theCursorStaysVisible()
    {
        HexView view;
        view.resize(600, 200);
        view.show();
        view.setData(QByteArray(10'000, 'x'));
        for (int i = 0; i < 30; ++i) {
            QTest::keyClick(&view, Qt::Key_PageDown);
            QVERIFY(view.viewport()->rect().contains(view.cursorRect().center()));
        }
        for (int i = 0; i < 30; ++i) {
            QTest::keyClick(&view, Qt::Key_Up);
            QVERIFY(view.viewport()->rect().contains(view.cursorRect().center()));
        }
    }

    void tabLeaves()
    {
        QWidget window;
        auto *const layout = new QVBoxLayout(&window);
        auto *const view = new HexView;
        auto *const next = new QLineEdit;
        layout->addWidget(view);
        layout->addWidget(next);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        view->setData("abc");
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Tab);
        QVERIFY(next->hasFocus());
        QTest::keyClick(next, Qt::Key_Backtab);
        QVERIFY(view->hasFocus());
        QCOMPARE(view->data(), QByteArray("abc"));
    }

    void theMenuComesAtTheKeyboardsCall()
    {
        HexView view;
        view.resize(600, 300);
        view.show();
        view.setData("abc");
        view.selectAll();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QApplication::sendEvent(view.viewport(), &event);
        auto *const menu = view.findChild<QMenu *>(QStringLiteral("hexMenu"));
        QVERIFY(menu);
        QVERIFY(menu->isVisible());
        int enabled = 0;
        for (const QAction *const action : menu->actions())
            enabled += action->isEnabled() && !action->isSeparator() ? 1 : 0;
        QCOMPARE(enabled, 6); // cut, two kinds of copy, paste, select all, insert; nothing to undo or redo
        menu->close();
    }

    void assistiveTechnologyReadsTheRow()
    {
        HexView view;
        view.resize(2000, 300);
        view.show();
        view.setData(QByteArray("0123456789abcdefXYZ"));
        view.select(16, 18);
        QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(accessible);
        QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
        const QString row = accessible->text(QAccessible::Value);
        QVERIFY2(row.startsWith(u"0010  58 59 5a") && row.endsWith(u"XYZ"), qPrintable(row));
        QAccessibleTextInterface *const text = accessible->textInterface();
        QVERIFY(text);
        QCOMPARE(text->characterCount(), row.size());
        int from = 0;
        int to = 0;
        text->selection(0, &from, &to);
        QCOMPARE(text->text(from, to).trimmed(), QStringLiteral("58 59"));
    }
};

QTEST_MAIN(TestHexView)
#include "tst_hexview.moc"
