// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeeditor.h"

#include "core/base/heartbeat.h"
#include "ui/widgets/softbreaks.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QRandomGenerator>
#include <QScrollBar>
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

/// What is in the bytes before a position of the document, and from there on.
QByteArray textBetween(const CodeEditor &editor, int from, int to)
{
    QTextCursor cursor(editor.document());
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
    return SoftBreaks::joined(cursor.selectedText(), editor.snapshot().softStarts, from).toUtf8();
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
        editor.show();
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
        editor.show();
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
        QTest::newRow("too many bytes")
            << QByteArray(CodeEditor::largestValue + 1, 'x') << qint64(256 * 1024);
        QTest::newRow("too many lines") << QByteArray(CodeEditor::mostLines, '\n') << qint64(256 * 1024);
        QTest::newRow("cut within a character")
            << "a" + QByteArray("\xc3\xa9").repeated(8 * 1024 * 1024) << qint64(256 * 1024 - 1);
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
        QVERIFY(bytes.startsWith(editor.snapshot().text().toUtf8()));
    }

    void aPasteThatCannotBeDoneAtOnceIsRefused()
    {
        CodeEditor editor;
        editor.setBytes("abc");
        QSignalSpy refused(&editor, &CodeEditor::pasteRefused);
        paste(editor, QString(CodeEditor::largestPaste + 1, u'x'));
        QCOMPARE(refused.count(), 1);
        QCOMPARE(editor.bytes(), QByteArray("abc"));
        paste(editor, QStringLiteral("1\u00a02\n"));
        QCOMPARE(refused.count(), 1);
        QCOMPARE(editor.bytes(), QByteArray("1\xc2\xa0"
                                            "2\nabc"));
    }

    // --- lines longer than a document can bear ---

    void aLongLineCanBeEditedAndStaysExact_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray line(10'000, 'x');
        QTest::newRow("one line") << line;
        QTest::newRow("two") << line + '\n' + line + '\n';
        QTest::newRow("CRLF") << line + "\r\nshort\r\n" + line;
        QTest::newRow("CR") << line + "\rshort\r" + line;
        QTest::newRow("NUL and separators") << "a\xe2\x80\xa8" + line + QByteArray(1, '\0') + line;
        QTest::newRow("byte order mark") << "\xef\xbb\xbf" + line;
        QTest::newRow("pairs of surrogates") << "a" + QByteArray("\xf0\x9f\x98\x80").repeated(10'000);
        QTest::newRow("in turns") << QByteArray("0123456789").repeated(100'000) + "\nend";
        QTest::newRow("in turns, CRLF where pieces part")
            << QByteArray(64 * 1024 - 1, 'x') + "\r\n" + QByteArray(64 * 1024, 'y') + "\r\n";
    }
    void aLongLineCanBeEditedAndStaysExact()
    {
        QFETCH(QByteArray, bytes);
        CodeEditor editor;
        editor.setBytes(bytes);
        QTRY_VERIFY(!editor.isLoading());
        QVERIFY(editor.canEditValue());
        QVERIFY(!editor.snapshot().softStarts.empty());
        for (QTextBlock block = editor.document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= 2 * SoftBreaks::blockLength + 2);
        touch(editor);
        QVERIFY(editor.isModified());
        QCOMPARE(editor.bytes(), bytes);
        QCOMPARE(toTextForm(bytes).text, editor.snapshot().text());
    }

    void aBreakOfTheDisplayIsNothingToDelete()
    {
        CodeEditor editor;
        QByteArray bytes;
        for (int i = 0; i < 3'000; ++i)
            bytes += QByteArray::number(i) + ' ';
        editor.setBytes(bytes);
        const int start = editor.snapshot().softStarts.front();
        QTextCursor cursor = editor.textCursor();
        cursor.setPosition(start);
        editor.setTextCursor(cursor);
        QTest::keyClick(&editor, Qt::Key_Backspace);
        bytes.remove(start - 2, 1); // before the separator, of which the bytes know nothing
        QCOMPARE(editor.bytes(), bytes);
        QTest::keyClick(&editor, Qt::Key_Delete);
        bytes.remove(start - 2, 1);
        QCOMPARE(editor.bytes(), bytes);
        QTest::keyClick(&editor, Qt::Key_Return);
        bytes.insert(start - 2, '\n');
        QCOMPARE(editor.bytes(), bytes);
    }

    void copyAndPasteKnowNoSoftBreaks()
    {
        CodeEditor editor;
        const QByteArray bytes = QByteArray("0123456789").repeated(1'000);
        editor.setBytes(bytes);
        editor.selectAll();
        editor.copy();
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), bytes);
        editor.moveCursor(QTextCursor::End);
        editor.paste();
        QCOMPARE(editor.bytes(), bytes + bytes);
        paste(editor, QStringLiteral("\r\nx\ny"));
        QCOMPARE(editor.bytes(), bytes + bytes + "\nx\ny");
    }

    void linesAreCountedAsTheBytesHaveThem()
    {
        CodeEditor editor;
        editor.setBytes("one\n" + QByteArray(10'000, 'x') + "\nthree");
        editor.goTo(3, 2);
        QCOMPARE(textBetween(editor, 0, editor.textCursor().position()).size(), 10'006);
        editor.goTo(2, 9'001);
        QCOMPARE(textBetween(editor, 0, editor.textCursor().position()).size(), 9'004);
        editor.goTo(1, 1);
        QCOMPARE(editor.textCursor().position(), 0);
    }

    /// Random edits against a plain array of bytes, undone and redone: whatever the document does with blocks
    /// and formats, exactly what was meant changes.
    void anyEditChangesOnlyWhatItMeans_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 6; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void anyEditChangesOnlyWhatItMeans()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        CodeEditor editor;
        QByteArray bytes;
        for (int line = 0; line < 8; ++line)
            bytes += QByteArray(int(random.bounded(9'000)), char('a' + line)) + '\n';
        editor.setBytes(bytes);
        QTRY_VERIFY(!editor.isLoading());
        QList<QByteArray> history{bytes};
        const auto somewhere = [&] {
            const int end = editor.document()->characterCount() - 1;
            // At the edges of blocks is where it is difficult.
            QTextBlock block = editor.document()->findBlockByNumber(random.bounded(editor.blockCount()));
            switch (random.bounded(4)) {
            case 0:
                return block.position();
            case 1:
                return block.position() + block.length() - 1;
            case 2:
                return std::min(end, block.position() + 1);
            default:
                return int(random.bounded(end + 1));
            }
        };
        for (int step = 0; step < 150; ++step) {
            QTextCursor cursor = editor.textCursor();
            cursor.setPosition(somewhere());
            if (random.bounded(2) == 0)
                cursor.setPosition(somewhere(), QTextCursor::KeepAnchor);
            editor.setTextCursor(cursor);
            const int end = editor.document()->characterCount() - 1;
            QByteArray before = textBetween(editor, 0, cursor.selectionStart());
            QByteArray after = textBetween(editor, cursor.selectionEnd(), end);
            QByteArray inserted;
            const bool selected = before.size() + after.size() < history.last().size();
            const quint32 kind = random.bounded(6u);
            switch (kind) {
            case 0:
                if (!selected)
                    before.chop(cursor.hasSelection() ? 0 : 1);
                QTest::keyClick(&editor, Qt::Key_Backspace);
                break;
            case 1:
                if (!selected && !cursor.hasSelection())
                    after = after.mid(1);
                QTest::keyClick(&editor, Qt::Key_Delete);
                break;
            case 2:
                inserted = "\n";
                QTest::keyClick(&editor, Qt::Key_Return);
                break;
            case 3:
                inserted = "Z";
                QTest::keyClick(&editor, 'Z');
                break;
            default:
                inserted = "P\n" + QByteArray(random.bounded(6'000), 'p') + (random.bounded(2) ? "\nq" : "");
                paste(editor, QString::fromUtf8(inserted));
                break;
            }
            const QByteArray expected = before + inserted + after;
            const QByteArray found = editor.bytes();
            QVERIFY2(found == expected,
                     qPrintable(QStringLiteral("step %1, kind %2, positions %3 to %4, %5 bytes instead of %6")
                                    .arg(step)
                                    .arg(kind)
                                    .arg(cursor.selectionStart())
                                    .arg(cursor.selectionEnd())
                                    .arg(found.size())
                                    .arg(expected.size())));
            if (history.last() != expected)
                history.append(expected);
        }
        for (QTextBlock block = editor.document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= 5 * SoftBreaks::blockLength);
        const QByteArray last = history.last();
        for (int undone = 0; editor.document()->isUndoAvailable(); ++undone) {
            editor.undo();
            QVERIFY(undone < 1'000);
            QVERIFY(history.contains(editor.bytes()));
        }
        QCOMPARE(editor.bytes(), bytes);
        while (editor.document()->isRedoAvailable())
            editor.redo();
        QCOMPARE(editor.bytes(), last);
    }

    void undoBeyondTheTextIsTheOwners()
    {
        CodeEditor editor;
        editor.setBytes("abc");
        QSignalSpy exhausted(&editor, &CodeEditor::undoExhausted);
        QTest::keyClick(&editor, Qt::Key_X);
        QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(exhausted.count(), 0);
        QCOMPARE(editor.bytes(), QByteArray("abc"));
        QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(exhausted.count(), 1);
    }

    /// The bound only guards against seconds; figures are bench_editor's.
    void fourMebibytesHoldNobodyUp_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("many lines") << QByteArray("0123456789 0123456789 012345678\n").repeated(131'072);
        QTest::newRow("one line") << QByteArray("0123456789 0123456789 0123456789").repeated(131'072);
    }
    void fourMebibytesHoldNobodyUp()
    {
        QFETCH(QByteArray, bytes);
        CodeEditor editor;
        editor.resize(900, 600);
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        Heartbeat heartbeat;
        heartbeat.start();
        editor.setBytes(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(!editor.isLoading(), 30'000);
        QVERIFY2(heartbeat.longestGap() < 250'000, qPrintable(QString::number(heartbeat.longestGap())));
        QVERIFY(!editor.isReadOnly());
        heartbeat.reset();
        QTest::keyClick(&editor, Qt::Key_X);
        editor.verticalScrollBar()->setValue(editor.verticalScrollBar()->maximum() / 2);
        QTest::keyClick(&editor, Qt::Key_Y);
        QCoreApplication::processEvents();
        QVERIFY2(heartbeat.longestGap() < 250'000, qPrintable(QString::number(heartbeat.longestGap())));
        QCOMPARE(editor.bytes(), "xy" + bytes);
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
