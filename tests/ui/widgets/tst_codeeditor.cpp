// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeeditor.h"

#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QVBoxLayout>

using namespace etcdscope;

namespace {

/// Types a character at the end and takes it back by hand, so that bytes() really goes through the document.
void touch(CodeEditor &editor)
{
    editor.moveCursor(QTextCursor::End);
    QTest::keyClick(&editor, Qt::Key_X);
    QTest::keyClick(&editor, Qt::Key_Backspace);
}

void paste(CodeEditor &editor, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    editor.paste();
}

} // namespace

class TestCodeEditor final : public QObject
{
    Q_OBJECT

private slots:
    void firstKeystrokeIsInTheBytesWhenEditedIsEmitted()
    {
        CodeEditor editor;
        editor.setEditable(true);
        editor.setBytes("one\r\ntwo\r\n");
        QByteArray seen;
        int edits = 0;
        connect(&editor, &CodeEditor::edited, &editor, [&] {
            ++edits;
            seen = editor.bytes();
        });
        QTest::keyClick(&editor, Qt::Key_7);
        QCOMPARE(seen, QByteArray("7one\r\ntwo\r\n"));
        QCOMPARE(edits, 1);
    }
    void bytesSurviveTheDocument_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("plain") << QByteArray("abc\ndef");
        QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n");
        QTest::newRow("CR") << QByteArray("a\rb\r");
        QTest::newRow("no-break space") << QByteArray("a\xc2\xa0"
                                                      "b");
        QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8"
                                                      "b");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "a");
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
        QTest::newRow("tabs and controls") << QByteArray("\t\x01\x1b[0m\x7f");
        QTest::newRow("object replacement") << QByteArray("a\xef\xbf\xbc"
                                                          "b");
        QTest::newRow("non-characters") << QByteArray("\xef\xbf\xbe\xef\xbf\xbf");
        QTest::newRow("emoji") << QByteArray("\xf0\x9f\x98\x80\n\xf0\x9f\x98\x80");
        QTest::newRow("only line endings") << QByteArray("\n\n\n");
    }
    void bytesSurviveTheDocument()
    {
        QFETCH(QByteArray, bytes);
        CodeEditor editor;
        editor.setBytes(bytes);
        QCOMPARE(editor.bytes(), bytes);
        QVERIFY(!editor.isModified());
        QVERIFY(!editor.isReadOnly());
        touch(editor);
        QVERIFY(editor.isModified());
        QCOMPARE(editor.bytes(), bytes);
    }

    void everyCharacterOfTheBasicPlaneSurvivesOrIsRefused()
    {
        CodeEditor editor;
        for (char32_t start = 0; start < 0x10000; start += 0x400) {
            if (start >= 0xd800 && start < 0xe000)
                continue;
            QString text;
            for (char32_t c = start; c < start + 0x400; ++c) {
                const bool reserved = c == u'\r' || c == 0x2029 || c == 0xfdd0 || c == 0xfdd1;
                if (!reserved)
                    text += QChar(char16_t(c));
                else if (c != u'\r')
                    QVERIFY(!toTextForm(QString(QChar(char16_t(c))).toUtf8()).exact);
            }
            const QByteArray bytes = text.toUtf8();
            editor.setBytes(bytes);
            QVERIFY(editor.canEditValue());
            QCOMPARE(toBytes(fromDocumentText(editor.document()->toRawText()), editor.lineEnding()), bytes);
        }
    }

    void whatCannotStayExactIsReadOnly_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<TextObstacle>("obstacle");
        QTest::newRow("Latin 1") << QByteArray("caf\xe9") << TextObstacle::InvalidUtf8;
        QTest::newRow("mixed endings") << QByteArray("a\r\nb\n") << TextObstacle::MixedLineEndings;
        QTest::newRow("paragraph separator")
            << QByteArray("a\xe2\x80\xa9") << TextObstacle::ReservedCharacter;
    }
    void whatCannotStayExactIsReadOnly()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(TextObstacle, obstacle);
        CodeEditor editor;
        editor.setBytes(bytes);
        QCOMPARE(editor.obstacle(), obstacle);
        QVERIFY(editor.isReadOnly());
        editor.setEditable(true);
        QVERIFY(editor.isReadOnly());
        QTest::keyClick(&editor, Qt::Key_X);
        QCOMPARE(editor.bytes(), bytes);
        editor.setBytes("fine");
        QVERIFY(!editor.isReadOnly());
    }

    void theOwnerCanForbidEditing()
    {
        CodeEditor editor;
        editor.setBytes("abc");
        editor.setEditable(false);
        QVERIFY(editor.isReadOnly());
        editor.setBytes("def");
        QVERIFY(editor.isReadOnly());
        editor.setEditable(true);
        QVERIFY(!editor.isReadOnly());
    }

    void onlyWhatIsTypedChanges()
    {
        CodeEditor editor;
        editor.setBytes("{\r\n  \"a\": 1\r\n}\r\n");
        QSignalSpy edited(&editor, &CodeEditor::edited);
        editor.goTo(2, 8);
        QTest::keyClick(&editor, Qt::Key_2);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(editor.bytes(), QByteArray("{\r\n  \"a\": 21\r\n}\r\n"));
        QTest::keyClick(&editor, Qt::Key_Return);
        QCOMPARE(editor.bytes(), QByteArray("{\r\n  \"a\": 2\r\n  1\r\n}\r\n"));
        while (editor.document()->isUndoAvailable())
            editor.undo();
        QVERIFY(!editor.isModified());
        QCOMPARE(editor.bytes(), QByteArray("{\r\n  \"a\": 1\r\n}\r\n"));
    }

    void shiftEnterIsALineEndingToo()
    {
        CodeEditor editor;
        editor.setBytes("ab");
        editor.goTo(1, 2);
        QTest::keyClick(&editor, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(editor.bytes(), QByteArray("a\nb"));
    }

    void anotherValueStartsAnew()
    {
        CodeEditor editor;
        editor.setBytes("first");
        touch(editor);
        QSignalSpy edited(&editor, &CodeEditor::edited);
        editor.setBytes("second");
        QVERIFY(!editor.isModified());
        QVERIFY(!editor.document()->isUndoAvailable());
        QCOMPARE(editor.bytes(), QByteArray("second"));
        QCOMPARE(edited.count(), 0);
    }

    void coloursAreNoEdit()
    {
        CodeEditor editor;
        QSignalSpy edited(&editor, &CodeEditor::edited);
        editor.setHighlighting(CodeEditor::Highlighting::Json);
        editor.setBytes("{\"a\": 1}\n");
        const auto coloured = [&] { return !editor.document()->firstBlock().layout()->formats().isEmpty(); };
        QTRY_VERIFY(coloured());
        touch(editor);
        const auto count = edited.count();
        editor.setHighlighting(CodeEditor::Highlighting::None);
        QTRY_VERIFY(!coloured());
        editor.setHighlighting(CodeEditor::Highlighting::Json);
        QTRY_VERIFY(coloured());
        QPalette dark = editor.palette();
        dark.setColor(QPalette::Base, Qt::black);
        dark.setColor(QPalette::Text, Qt::white);
        editor.setPalette(dark);
        QCOMPARE(edited.count(), count);
        QCOMPARE(editor.bytes(), QByteArray("{\"a\": 1}\n"));
    }

    void longLinesHaveNoColours()
    {
        CodeEditor editor;
        editor.setHighlighting(CodeEditor::Highlighting::Json);
        editor.setBytes("[1]\n[" + QByteArray(11'000, '1') + "]");
        const QTextDocument &document = *editor.document();
        QTRY_VERIFY(!document.firstBlock().layout()->formats().isEmpty());
        QVERIFY(document.lastBlock().layout()->formats().isEmpty());
    }

    void aLargeValueComesInTurnsAndWhole()
    {
        QByteArray bytes;
        while (bytes.size() < 1'000'000)
            bytes += "caf\xc3\xa9 0123456789 0123456789 0123456789\n";
        CodeEditor editor;
        QSignalSpy loaded(&editor, &CodeEditor::loaded);
        editor.setBytes(bytes);
        QVERIFY(editor.isLoading());
        QVERIFY(editor.isReadOnly());
        QCOMPARE(editor.bytes(), bytes);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(!editor.isReadOnly());
        QVERIFY(!editor.isModified());
        QVERIFY(!editor.document()->isUndoAvailable());
        QCOMPARE(editor.textCursor().position(), 0);
        touch(editor);
        QCOMPARE(editor.bytes(), bytes);
    }

    void theCursorStaysWhileTheRestComes()
    {
        CodeEditor editor;
        editor.setBytes(QByteArray("0123456789\n").repeated(20'000));
        QVERIFY(editor.isLoading());
        editor.moveCursor(QTextCursor::End);
        const int position = editor.textCursor().position();
        QTRY_VERIFY(!editor.isLoading());
        QCOMPARE(editor.textCursor().position(), position);
    }

    void anotherValueWhileLoadingReplacesIt()
    {
        CodeEditor editor;
        QSignalSpy loaded(&editor, &CodeEditor::loaded);
        editor.setBytes(QByteArray("0123456789\n").repeated(50'000));
        QVERIFY(editor.isLoading());
        editor.setBytes("small");
        QVERIFY(!editor.isLoading());
        QCOMPARE(loaded.count(), 1);
        touch(editor);
        QCOMPARE(editor.bytes(), QByteArray("small"));
    }

    void tooLargeIsShownInPartAndReadOnly_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("shown");
        QTest::newRow("10 MiB") << QByteArray("0123456789abcde\n").repeated(655'360) << qint64(256 * 1024);
        QTest::newRow("one line") << QByteArray(100'000, 'x') << qint64(64 * 1024);
        QTest::newRow("a long line later")
            << "a\n" + QByteArray(100'000, 'x') + "\nb" << qint64(64 * 1024 + 2);
        QTest::newRow("cut within a character")
            << "a" + QByteArray("\xc3\xa9").repeated(50'000) << qint64(64 * 1024 - 1);
    }
    void tooLargeIsShownInPartAndReadOnly()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, shown);
        CodeEditor editor;
        QSignalSpy truncated(&editor, &CodeEditor::truncated);
        QSignalSpy loaded(&editor, &CodeEditor::loaded);
        editor.setBytes(bytes);
        QCOMPARE(truncated.count(), 1);
        QCOMPARE(truncated.first().at(0).toLongLong(), shown);
        QCOMPARE(truncated.first().at(1).toLongLong(), bytes.size());
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(editor.isReadOnly());
        QVERIFY(!editor.isModified());
        QCOMPARE(editor.bytes(), bytes);
        QVERIFY(bytes.startsWith(fromDocumentText(editor.document()->toRawText()).toUtf8()));
    }

    void aPasteThatWouldMakeTypingSlowIsRefused()
    {
        CodeEditor editor;
        editor.setBytes("abc");
        QSignalSpy refused(&editor, &CodeEditor::pasteRefused);
        paste(editor, QString(70'000, u'x'));
        QCOMPARE(refused.count(), 1);
        QCOMPARE(editor.bytes(), QByteArray("abc"));
        paste(editor, QStringLiteral("1\u00a02\n"));
        QCOMPARE(refused.count(), 1);
        QCOMPARE(editor.bytes(), QByteArray("1\xc2\xa0"
                                            "2\nabc"));
    }

    void copyKeepsNoBreakSpaces()
    {
        CodeEditor editor;
        editor.setBytes("a\xc2\xa0"
                        "b\nc");
        editor.selectAll();
        editor.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a\u00a0b\nc"));
    }

    void tabLeavesUnlessAskedOtherwise()
    {
        QWidget window;
        auto *const layout = new QVBoxLayout(&window);
        auto *const editor = new CodeEditor;
        auto *const next = new QLineEdit;
        layout->addWidget(editor);
        layout->addWidget(next);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        editor->setBytes("abc");
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_Tab);
        QVERIFY(next->hasFocus());
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_M, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Tab);
        QVERIFY(editor->hasFocus());
        QCOMPARE(editor->bytes(), QByteArray("\tabc"));
        QTest::keyClick(editor, Qt::Key_M, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Tab);
        QVERIFY(next->hasFocus());
    }

    void goesToTheColumnInCharacters()
    {
        CodeEditor editor;
        editor.setBytes("one\n\xf0\x9f\x98\x80\xc3\xa9z\n");
        editor.goTo(2, 3);
        QCOMPARE(editor.textCursor().blockNumber(), 1);
        QCOMPARE(editor.textCursor().positionInBlock(), 3);
        editor.goTo(2, 100);
        QCOMPARE(editor.textCursor().positionInBlock(), 4);
    }
};

QTEST_MAIN(TestCodeEditor)
#include "tst_codeeditor.moc"
