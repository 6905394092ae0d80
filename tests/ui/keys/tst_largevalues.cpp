// SPDX-License-Identifier: Apache-2.0
#include "core/base/heartbeat.h"
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/jsonviewer.h"
#include "ui/keys/valuefiles.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/messagebar.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QThreadPool>
#include <QUrl>

using namespace etcdscope;

namespace {

const QByteArray key("/app/large.txt");

/// Drops files the way a file manager does; false when they were not wanted.
bool drop(QWidget *on, const QList<QUrl> &urls)
{
    QMimeData mime;
    mime.setUrls(urls);
    const QPoint at = on->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(on, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent dropped(at, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(on, &dropped);
    return dropped.isAccepted();
}

} // namespace

class TestLargeValues final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keys = std::make_unique<KeysFixture>();
    }
    void cleanup() { m_keys.reset(); }

    // --- files ---

    void aFileComesAndGoesByteForByte_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n");
        QTest::newRow("lone CR") << QByteArray("a\rb");
        QTest::newRow("mixed endings") << QByteArray("a\r\nb\nc\r");
        QTest::newRow("NUL") << QByteArray("a\0b\0", 4);
        QTest::newRow("not UTF-8") << QByteArray("caf\xe9\xff\xfe");
        QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8z\xe2\x80\xa9z");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfz");
        QTest::newRow("no line ending at the end") << QByteArray("a\nb");
        QTest::newRow("3 MiB") << QByteArray("0123456789abcdef").repeated(196'608);
    }
    void aFileComesAndGoesByteForByte()
    {
        QFETCH(QByteArray, bytes);
        open("before");
        m_keys->find<ValueFiles>("valueFiles")->setQuestion(answer(file("in", bytes)));
        m_keys->action("keys.loadFile")->trigger();
        QTRY_COMPARE(draft(), bytes);
        QTRY_VERIFY(m_keys->isShown("undoLoadButton"));
        const QString out = m_folder->filePath(QStringLiteral("out"));
        m_keys->find<ValueFiles>("valueFiles")->setQuestion(answer(out));
        m_keys->action("keys.saveFile")->trigger();
        QTRY_VERIFY(fileMessage().contains(QStringLiteral("Saved to")));
        QCOMPARE(m_suggested, QStringLiteral("large.txt"));
        QCOMPARE(content(out), bytes);
        m_keys->saveByKeyboard();
        QTRY_VERIFY(!m_keys->keys->drafts().contains(key));
        QCOMPARE(stored(), bytes);
    }

    void aLoadedFileIsOneEditThatCanBeUndone()
    {
        open("before");
        m_keys->text()->setFocus();
        m_keys->type(QStringLiteral("x"));
        m_keys->find<ValueFiles>("valueFiles")->load(file("in", "from the file"));
        QTRY_COMPARE(draft(), QByteArray("from the file"));
        m_keys->type(QStringLiteral("y"));
        QCOMPARE(draft(), QByteArray("fyrom the file")); // the cursor stays where it was
        m_keys->press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(draft(), QByteArray("from the file"));
        m_keys->press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(draft(), QByteArray("xbefore"));
    }

    void theButtonUndoesIt()
    {
        open("before");
        m_keys->find<ValueFiles>("valueFiles")->load(file("in", "from the file"));
        QTRY_VERIFY(m_keys->isShown("undoLoadButton"));
        m_keys->click("undoLoadButton");
        QVERIFY(!m_keys->keys->drafts().contains(key));
        QCOMPARE(m_keys->text()->bytes(), QByteArray("before"));
    }

    void aDroppedFileIsLoaded()
    {
        open("before");
        const QUrl url = QUrl::fromLocalFile(file("in", "dropped"));
        QVERIFY(!drop(m_keys->text()->viewport(), {url, url}));
        QVERIFY(!drop(m_keys->text()->viewport(), {QUrl(QStringLiteral("http://example.org/"))}));
        QVERIFY(drop(m_keys->text()->viewport(), {url}));
        QTRY_COMPARE(draft(), QByteArray("dropped"));
        m_keys->action("keys.viewHex")->trigger();
        QVERIFY(drop(m_keys->hex()->viewport(), {QUrl::fromLocalFile(file("in2", "again"))}));
        QTRY_COMPARE(draft(), QByteArray("again"));
        QCOMPARE(m_keys->hex()->data(), QByteArray("again"));
    }

    void whatCannotBeLoadedIsSaid()
    {
        open("before");
        auto *const files = m_keys->find<ValueFiles>("valueFiles");
        files->load(m_folder->filePath(QStringLiteral("missing")));
        QTRY_VERIFY(fileMessage().contains(QStringLiteral("could not be read")));
        files->load(m_folder->path());
        QTRY_VERIFY(fileMessage().contains(QStringLiteral("is not a file")));
        QFile huge(m_folder->filePath(QStringLiteral("huge")));
        QVERIFY(huge.open(QIODevice::WriteOnly));
        QVERIFY(huge.resize(ValueFiles::largestFile + 1)); // sparse
        files->load(huge.fileName());
        QTRY_VERIFY(fileMessage().contains(QStringLiteral("64 MiB")));
        files->save(m_folder->filePath(QStringLiteral("no/such/folder")));
        QTRY_VERIFY(fileMessage().contains(QStringLiteral("was not saved")));
        QVERIFY(!m_keys->keys->drafts().contains(key));
        QCOMPARE(m_keys->text()->bytes(), QByteArray("before"));
    }

    void aFileIsNotPutOverAnotherKey()
    {
        m_keys->store->put("/app/other", "other");
        open("before");
        m_keys->find<ValueFiles>("valueFiles")->load(file("in", QByteArray(8'000'000, 'x')));
        m_keys->select("/app/other");
        QVERIFY(!m_keys->isShown("fileMessage"));
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(m_keys->keys->drafts().size(), 0);
        QCOMPARE(m_keys->text()->bytes(), QByteArray("other"));
    }

    void aNewKeyTakesAFile()
    {
        open("before");
        m_keys->action("keys.new")->trigger();
        auto *const value = m_keys->find<CodeEditor>("newKeyValueText");
        QTRY_VERIFY(value->isVisible());
        QVERIFY(drop(value->viewport(), {QUrl::fromLocalFile(file("in", QByteArray(1'700'000, 'x')))}));
        QTRY_COMPARE(value->bytes().size(), 1'700'000);
        QVERIFY(m_keys->isShown("newKeyLimit"));
    }

    // --- what the server takes ---

    void aRequestAboveTheLimitIsSaidAndTried()
    {
        open("before");
        m_keys->find<ValueFiles>("valueFiles")->load(file("in", QByteArray(1'572'000, 'x')));
        QTRY_VERIFY(m_keys->isShown("undoLoadButton"));
        m_keys->press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(m_keys->isShown("saveConfirm") && m_keys->find<QPushButton>("saveConfirm")->isEnabled());
        QVERIFY(!m_keys->isShown("saveLimit"));
        m_keys->press(Qt::Key_Escape);
        m_keys->find<ValueFiles>("valueFiles")->load(file("in2", QByteArray(1'600'000, 'x')));
        QTRY_COMPARE(draft().size(), 1'600'000);
        m_keys->press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(m_keys->isShown("saveConfirm") && m_keys->find<QPushButton>("saveConfirm")->isEnabled());
        QVERIFY(m_keys->isShown("saveLimit"));
        QVERIFY(m_keys->find<MessageBar>("saveLimit")->text().contains(QStringLiteral("max-request-bytes")));
    }

    // --- find ---

    void findsInText()
    {
        open("one two One\nthree one\n");
        m_keys->text()->setFocus();
        m_keys->press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_keys->isShown("valueFind"));
        QVERIFY(m_keys->find<QLineEdit>("valueFindText")->hasFocus());
        m_keys->type(QStringLiteral("one"));
        QTRY_COMPARE(result(), QStringLiteral("1 of 3"));
        QCOMPARE(m_keys->text()->textCursor().selectionStart(), 0);
        m_keys->press(Qt::Key_Return);
        QTRY_COMPARE(result(), QStringLiteral("2 of 3"));
        QCOMPARE(m_keys->text()->textCursor().selectionStart(), 8);
        m_keys->press(Qt::Key_Return, Qt::ShiftModifier);
        m_keys->press(Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(result(), QStringLiteral("3 of 3"));
        QCOMPARE(m_keys->text()->textCursor().selectedText(), QStringLiteral("one"));
        m_keys->find<QCheckBox>("valueFindCase")->click();
        QTRY_COMPARE(result(), QStringLiteral("2 of 2"));
        m_keys->find<QLineEdit>("valueFindText")->setText(QStringLiteral("nowhere"));
        QTRY_COMPARE(result(), QStringLiteral("No match"));
        m_keys->find<QLineEdit>("valueFindText")->setFocus();
        m_keys->press(Qt::Key_Escape);
        QVERIFY(!m_keys->isShown("valueFind"));
        QVERIFY(m_keys->text()->hasFocus());
    }

    void findsOverTheBreaksOfALongLine()
    {
        QByteArray line = QByteArray(2'045, 'a') + "needle" + QByteArray(4'000, 'b') + "needle";
        open(line);
        m_keys->text()->setFocus();
        m_keys->press(Qt::Key_F, Qt::ControlModifier);
        m_keys->type(QStringLiteral("needle"));
        QTRY_COMPARE(result(), QStringLiteral("1 of 2"));
        m_keys->press(Qt::Key_Escape);
        m_keys->press(Qt::Key_Delete);
        line.remove(2'045, 6);
        QTRY_COMPARE(draft(), line);
    }

    void findsBytes()
    {
        open(QByteArray("a\0\xff"
                        "b\0\xff",
                        6));
        m_keys->action("keys.viewHex")->trigger();
        m_keys->hex()->setFocus();
        m_keys->press(Qt::Key_F, Qt::ControlModifier);
        m_keys->find<QLineEdit>("valueFindText")->setText(QStringLiteral("\\x00\\xff"));
        QTRY_COMPARE(result(), QStringLiteral("1 of 2"));
        QCOMPARE(m_keys->hex()->selectionStart(), 1);
        m_keys->find<QLineEdit>("valueFindText")->setFocus();
        m_keys->press(Qt::Key_F3);
        QTRY_COMPARE(result(), QStringLiteral("2 of 2"));
        QCOMPARE(m_keys->hex()->selectionStart(), 4);
        QCOMPARE(m_keys->hex()->selectionLength(), 2);
    }

    void ctrlFElsewhereIsTheFilters()
    {
        open("before");
        m_keys->tree()->setFocus();
        m_keys->press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(!m_keys->isShown("valueFind"));
    }

    // --- size ---

    /// The bound only guards against seconds; figures are bench_editor's.
    void tenMebibytesHoldNobodyUp_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("many lines") << QByteArray("0123456789 0123456789 012345678\n").repeated(327'680);
        QTest::newRow("one line") << QByteArray("0123456789 0123456789 0123456789").repeated(327'680);
    }
    void tenMebibytesHoldNobodyUp()
    {
        QFETCH(QByteArray, value);
        m_keys->store->put("/app/small", "small");
        m_keys->store->put(key, value);
        m_keys->show();
        m_keys->select("/app/small");
        Heartbeat heartbeat;
        heartbeat.start();
        const auto noGap = [&heartbeat](const char *what) {
            const qint64 gap = heartbeat.longestGap();
            heartbeat.reset();
            return gap < 250'000 ? QByteArray() : QByteArray(what) + ": " + QByteArray::number(gap);
        };
        m_keys->select(key);
        QTRY_VERIFY_WITH_TIMEOUT(!m_keys->text()->isLoading(), 30'000);
        QCOMPARE(noGap("open"), QByteArray());
        m_keys->text()->setFocus();
        m_keys->type(QStringLiteral("xyz"));
        QTRY_COMPARE_WITH_TIMEOUT(draft().size(), value.size() + 3, 10'000);
        QCOMPARE(noGap("type"), QByteArray());
        m_keys->press(Qt::Key_F, Qt::ControlModifier);
        m_keys->type(QStringLiteral("789"));
        QTRY_VERIFY_WITH_TIMEOUT(result().startsWith(QStringLiteral("1 of 200,000")), 10'000);
        QCOMPARE(noGap("find"), QByteArray());
        m_keys->action("keys.viewHex")->trigger();
        QCOMPARE(m_keys->hex()->data().size(), value.size() + 3);
        m_keys->hex()->setFocus();
        m_keys->type(QStringLiteral("41"));
        QTRY_VERIFY_WITH_TIMEOUT(draft().startsWith("A"), 10'000);
        QCOMPARE(noGap("hex"), QByteArray());
        m_keys->press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_keys->find<QPushButton>("saveConfirm")->isEnabled(), 30'000);
        QCOMPARE(noGap("difference"), QByteArray());
        m_keys->press(Qt::Key_Return);
        QTRY_COMPARE(stored(), "Ayz" + value);
    }

    void tenMebibytesOfJsonInOneLineAreLaidOut_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("objects") << "[" +
                                        QByteArray(
                                            R"({"name": "0123456789", "count": 42, "list": [1, 2, 3]},)")
                                            .repeated(201'649) +
                                        "{}]";
        QTest::newRow("numbers") << "[" + QByteArray("7,").repeated(5'242'880) + "7]";
        QTest::newRow("one text") << "{\"text\": \"" + QByteArray("0123456789 abcdef").repeated(616'809) +
                                         "\"}";
    }
    void tenMebibytesOfJsonInOneLineAreLaidOut()
    {
        QFETCH(QByteArray, value);
        m_keys->store->put("/app/small", "small");
        m_keys->store->put(key, value);
        m_keys->show();
        m_keys->select("/app/small");
        Heartbeat heartbeat;
        heartbeat.start();
        const auto noGap = [&heartbeat](const char *what) {
            const qint64 gap = heartbeat.longestGap();
            heartbeat.reset();
            return gap < 250'000 ? QByteArray() : QByteArray(what) + ": " + QByteArray::number(gap);
        };
        m_keys->select(key);
        auto *const viewer = m_keys->find<JsonViewer>("valueJson");
        QTRY_VERIFY_WITH_TIMEOUT(viewer->isVisible() && !viewer->isLayingOut() && !viewer->isLoading(),
                                 30'000);
        QVERIFY(!viewer->error());
        const QString text = viewer->document()->firstBlock().text();
        QCOMPARE(text.toUtf8(), value.first(1));
        QCOMPARE(noGap("open"), QByteArray());
        viewer->setFocus();
        for (const Qt::Key leaf : {Qt::Key_PageDown, Qt::Key_PageDown, Qt::Key_PageUp})
            m_keys->press(leaf);
        QCOMPARE(noGap("leaf"), QByteArray());
        m_keys->action("keys.viewText")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_keys->text()->isVisible() && !m_keys->text()->isLoading(), 30'000);
        QCOMPARE(noGap("text"), QByteArray());
        m_keys->text()->setFocus();
        m_keys->type(QStringLiteral("xyz"));
        QTRY_COMPARE_WITH_TIMEOUT(draft().size(), value.size() + 3, 10'000);
        QCOMPARE(noGap("type"), QByteArray());
        QCOMPARE(draft(), "xyz" + value);
    }

private:
    void open(const QByteArray &value)
    {
        m_keys->store->put(key, value);
        m_keys->show();
        m_keys->select(key);
        QTRY_VERIFY(m_keys->isShown("valueEditor"));
    }
    [[nodiscard]] QByteArray draft() const
    {
        const Draft *found = m_keys->keys->drafts().find(key);
        return found ? found->value : QByteArray("no draft");
    }
    [[nodiscard]] QByteArray stored() const { return m_keys->store->entry(key).value_or(Entry()).value; }
    [[nodiscard]] QString file(const char *name, const QByteArray &bytes) const
    {
        QFile out(m_folder->filePath(QString::fromLatin1(name)));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("no file");
        return out.fileName();
    }
    [[nodiscard]] static QByteArray content(const QString &path)
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("no file");
    }
    [[nodiscard]] FileQuestion answer(const QString &path)
    {
        return [this, path](QWidget *, const QString &, const QString &suggested, const auto &chosen) {
            m_suggested = suggested;
            chosen(path);
        };
    }
    [[nodiscard]] QString fileMessage() const { return m_keys->find<MessageBar>("fileMessage")->text(); }
    [[nodiscard]] QString result() const { return m_keys->find<QLabel>("valueFindResult")->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<KeysFixture> m_keys;
    QString m_suggested;
};

QTEST_MAIN(TestLargeValues)
#include "tst_largevalues.moc"
