// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/keytreedelegate.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/hexview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace etcdscope;

/// The list on the left: what it shows, what it holds still, and how the keyboard gets everywhere.
class TestKeyBrowsing : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void oddKeysAreShownUnmistakablyAndCopiedExactly_data();
    void oddKeysAreShownUnmistakablyAndCopiedExactly();
    void commandsCopiedAreByteExact();
    void theTopRowStaysWhileKeysComeAbove();
    void expansionAndSelectionSurviveChanges();
    void changedRowsLightUpAndDeletedOnesAreSeenToGo();
    void typingFindsARow();
    void theFilterListsMatchesAndRevealsOne();
    void theFilterSaysWhatItLookedAt();
    void theFilterFollowsNewKeys();
    void theContextMenuOpensByKeyboard();
    void everyFocusableControlHasAName();
    void noTwoActionsShareAShortcut();
    void tabLeavesEveryControl();
    void aStoppedLoadSaysSoAndGoesOn();
    void anEmptyClusterOffersANewKey();
    void aClusterThatCannotBeReachedSaysWhy();
    void expandingAllBelowIsBounded();
    void theModelKnowsWhatIsOnScreen();

private:
    [[nodiscard]] QTreeView *results() const { return f->find<QTreeView>("searchResults"); }
    void filter(const QString &text);
    [[nodiscard]] QStringList nameless() const;

    std::unique_ptr<KeysFixture> f;
};

void TestKeyBrowsing::init()
{
    f = std::make_unique<KeysFixture>();
    for (int i = 0; i < 200; ++i)
        f->store->put("/app/many/" + QByteArray::number(1000 + i), "x");
    f->store->put("/app/alpha", "1");
    f->store->put("/app/beta", "2");
    f->store->put("/app/bravo", "3");
    if (QByteArray(QTest::currentTestFunction()).startsWith("a")) // those which show it themselves
        return;
    f->show();
}

void TestKeyBrowsing::cleanup()
{
    f.reset();
}

void TestKeyBrowsing::filter(const QString &text)
{
    f->press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), f->find<QLineEdit>("keyFilter"));
    f->type(text);
    QTRY_VERIFY(results()->isVisible() || f->isShown("browserEmpty"));
}

void TestKeyBrowsing::oddKeysAreShownUnmistakablyAndCopiedExactly_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("copied");
    QTest::newRow("no slash") << QByteArray("plain") << QStringLiteral("plain") << QStringLiteral("plain");
    QTest::newRow("empty segment") << QByteArray("/odd//x") << QStringLiteral("x")
                                   << QStringLiteral("/odd//x");
    QTest::newRow("carriage return") << QByteArray("/odd/cr\r") << QStringLiteral("cr\\r")
                                     << QStringLiteral("/odd/cr\r");
    QTest::newRow("space at the end")
        << QByteArray("/odd/sp ") << QStringLiteral("sp\\x20") << QStringLiteral("/odd/sp ");
    QTest::newRow("backslash") << QByteArray("/odd/a\\n") << QStringLiteral("a\\\\n")
                               << QStringLiteral("/odd/a\\n");
    QTest::newRow("not UTF-8") << QByteArray("/odd/\xff\xfe") << QStringLiteral("\\xff\\xfe")
                               << QStringLiteral("/odd/\\xff\\xfe");
    QTest::newRow("NUL") << QByteArray("/odd/n\0l", 8) << QStringLiteral("n\\x00l")
                         << QStringLiteral("/odd/n\\x00l");
    QTest::newRow("key beside directory")
        << QByteArray("/app") << QStringLiteral("/app") << QStringLiteral("/app");
    QTest::newRow("4 KiB") << QByteArray("/odd/") + QByteArray(4096, 'k') << QString(4096, QLatin1Char('k'))
                           << QStringLiteral("/odd/") + QString(4096, QLatin1Char('k'));
}

void TestKeyBrowsing::oddKeysAreShownUnmistakablyAndCopiedExactly()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QString, shown);
    QFETCH(const QString, copied);
    f->store->put(key, "odd value");
    QTRY_VERIFY(f->keys->index().find(key).has_value());
    f->select(key);
    QCOMPARE(f->tree()->currentIndex().siblingAtColumn(0).data().toString(), shown);
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("odd value"));
    f->press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), copied);
    const QByteArray raw =
        QApplication::clipboard()->mimeData()->data(QStringLiteral("application/octet-stream"));
    QVERIFY(raw.isEmpty() || raw == key);
    QVERIFY(!raw.isEmpty() || copied.toUtf8() == key);
}

void TestKeyBrowsing::commandsCopiedAreByteExact()
{
    f->store->put("/it's", "a\nb");
    QTRY_VERIFY(f->keys->index().find("/it's").has_value());
    f->select("/it's");
    f->action("keys.copyGet")->trigger();
    QVERIFY(QApplication::clipboard()->text().endsWith(QLatin1String("get '/it'\\''s'")));
    f->action("keys.copyPut")->trigger();
    QTRY_VERIFY(QApplication::clipboard()->text().endsWith(QLatin1String("put '/it'\\''s' $'a\\012b'")));
    f->action("keys.copyDelete")->trigger();
    QVERIFY(QApplication::clipboard()->text().endsWith(QLatin1String("del '/it'\\''s'")));
    f->action("keys.copyValue")->trigger();
    QTRY_COMPARE(QApplication::clipboard()->text(), QStringLiteral("a\nb"));

    f->store->put(QByteArray("/n\0", 3), "v");
    QTRY_VERIFY(f->keys->index().find(QByteArray("/n\0", 3)).has_value());
    f->select(QByteArray("/n\0", 3));
    QVERIFY(!f->action("keys.copyGet")->isEnabled());
    QVERIFY(ActionRegistry::reasonOf(f->action("keys.copyGet")).contains(QLatin1String("NUL")));
}

void TestKeyBrowsing::theTopRowStaysWhileKeysComeAbove()
{
    f->select("/app/many/1150");
    f->tree()->verticalScrollBar()->setValue(f->tree()->verticalScrollBar()->value() + 7); // amid a row
    const auto topRow = [this] { return f->tree()->indexAt(QPoint(5, 0)); };
    const QByteArray key = topRow().data(KeyTreeModel::KeyBytesRole).toByteArray();
    const int offset = f->tree()->visualRect(topRow()).top();
    QVERIFY(f->tree()->verticalScrollBar()->value() > 0);
    for (int i = 0; i < 20; ++i)
        f->store->put("/app/many/0" + QByteArray::number(i), "above");
    QTRY_COMPARE(f->keys->index().keyCount(), 223);
    QTRY_COMPARE(topRow().data(KeyTreeModel::KeyBytesRole).toByteArray(), key);
    QCOMPARE(f->tree()->visualRect(topRow()).top(), offset);
    for (int i = 0; i < 20; ++i)
        f->store->remove("/app/many/0" + QByteArray::number(i));
    QTRY_COMPARE(f->keys->index().rowCount(*f->keys->index().findDirectory("/app/many/")), 200);
    QTRY_COMPARE(topRow().data(KeyTreeModel::KeyBytesRole).toByteArray(), key);
    QCOMPARE(f->tree()->visualRect(topRow()).top(), offset);
}

void TestKeyBrowsing::expansionAndSelectionSurviveChanges()
{
    f->select("/app/many/1003");
    f->store->setOnline(false);
    QTRY_COMPARE(f->keys->feed().state(), LiveFeed::State::Reconnecting);
    f->store->put("/app/aaa/new", "x");
    f->store->remove("/app/many/1000");
    f->store->put("/zzz", "x");
    (void)f->store->compact(Position{f->store->revision()}, false);
    f->store->setOnline(true);
    QTRY_COMPARE(f->keys->feed().state(), LiveFeed::State::Live); // by listing again
    QTRY_VERIFY(f->keys->index().find("/zzz").has_value());
    QTRY_VERIFY(f->find<QLabel>("loadText")->text().endsWith(QLatin1String("gap bridged")));
    QCOMPARE(f->currentKey(), QByteArray("/app/many/1003"));
    QVERIFY(f->tree()->isExpanded(f->indexOf("/app/many/")));
    QVERIFY(!f->tree()->isExpanded(f->indexOf("/app/aaa/")));
}

void TestKeyBrowsing::changedRowsLightUpAndDeletedOnesAreSeenToGo()
{
    f->store->put("/app/alpha", "changed");
    QTRY_VERIFY(f->indexOf("/app/alpha").data(KeyTreeModel::RecentRole).toBool());
    QVERIFY(
        KeyTreeDelegate::stateText(f->indexOf("/app/alpha")).contains(QLatin1String("changed a moment ago")));
    QTRY_VERIFY(!f->indexOf("/app/alpha").data(KeyTreeModel::RecentRole).toBool());
    f->store->remove("/app/beta");
    QTRY_VERIFY(f->indexOf("/app/beta").data(KeyTreeModel::GoingRole).toBool());
    QVERIFY(KeyTreeDelegate::stateText(f->indexOf("/app/beta")).contains(QLatin1String("deleted")));
    QTRY_VERIFY(!f->indexOf("/app/beta").isValid());
}

void TestKeyBrowsing::typingFindsARow()
{
    f->select("/app/alpha");
    f->type(QStringLiteral("b"));
    QCOMPARE(f->currentKey(), QByteArray("/app/beta"));
    f->type(QStringLiteral("r"));
    QCOMPARE(f->currentKey(), QByteArray("/app/bravo"));
    QElapsedTimer since;
    since.start();
    QTRY_VERIFY(since.hasExpired(QApplication::keyboardInputInterval() + 50)); // a new word begins
    f->type(QStringLiteral("bb"));
    QCOMPARE(f->currentKey(), QByteArray("/app/bravo")); // round, and on by one
}

void TestKeyBrowsing::theFilterListsMatchesAndRevealsOne()
{
    filter(QStringLiteral("MANY/115"));
    QTRY_COMPARE(results()->model()->rowCount(), 10);
    f->press(Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), results());
    f->press(Qt::Key_Down);
    f->press(Qt::Key_Down);
    QTRY_COMPARE(f->workspace->current().key(), QByteArray("/app/many/1152"));
    f->press(Qt::Key_Return);
    QVERIFY(f->tree()->isVisible());
    QCOMPARE(QApplication::focusWidget(), f->tree());
    QCOMPARE(f->currentKey(), QByteArray("/app/many/1152"));
    QVERIFY(f->tree()->viewport()->rect().intersects(f->tree()->visualRect(f->tree()->currentIndex())));
    QVERIFY(f->find<QLineEdit>("keyFilter")->text().isEmpty());
    QCOMPARE(f->workspace->current().key(), QByteArray("/app/many/1152"));
}

void TestKeyBrowsing::theFilterSaysWhatItLookedAt()
{
    filter(QStringLiteral("many"));
    QTRY_COMPARE(f->find<QLabel>("filterNote")->text(), QStringLiteral("200 of 203 loaded keys match"));
    f->type(QStringLiteral("nothing like it"));
    QTRY_VERIFY(f->isShown("browserEmpty"));
    auto *empty = f->find<EmptyView>("browserEmpty");
    QCOMPARE(empty->title(), QStringLiteral("No key matches"));
    QVERIFY(empty->explanation().contains(QLatin1String("203")));
    f->press(Qt::Key_Escape);
    QVERIFY(f->tree()->isVisible());
}

void TestKeyBrowsing::theFilterFollowsNewKeys()
{
    filter(QStringLiteral("alpha"));
    QTRY_COMPARE(results()->model()->rowCount(), 1);
    f->store->put("/app/Alphabet", "x");
    f->store->put("/aa/alpha", "x");
    QTRY_COMPARE(results()->model()->rowCount(), 3);
    QCOMPARE(results()->model()->index(0, 0).data().toString(), QStringLiteral("/aa/alpha"));
    f->store->remove("/app/alpha");
    QTRY_COMPARE(results()->model()->rowCount(), 2);
    QCOMPARE(results()->model()->index(1, 0).data().toString(), QStringLiteral("/app/Alphabet"));
}

void TestKeyBrowsing::theContextMenuOpensByKeyboard()
{
    f->select("/app/alpha");
    // What a platform sends for the Menu key and Shift+F10.
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(f->tree(), &event);
    auto *const menu = f->find<QMenu>("keyMenu");
    QTRY_VERIFY(menu && menu->isVisible());
    QVERIFY(menu->actions().contains(f->action("keys.copyKey")));
    QVERIFY(f->window().rect().contains(f->window().mapFromGlobal(menu->pos())));
    QTest::keyClick(menu, Qt::Key_C);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("/app/alpha"));
}

/// What can be focused now and has no name, as text for the failure.
QStringList TestKeyBrowsing::nameless() const
{
    QStringList found;
    const auto widgets = f->window().findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        const bool isPart = qobject_cast<QScrollBar *>(widget) || qobject_cast<QHeaderView *>(widget) ||
                            qobject_cast<QAbstractScrollArea *>(widget->parent());
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || isPart)
            continue;
        QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty() || widget->objectName().isEmpty())
            found +=
                QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
    }
    return found;
}

void TestKeyBrowsing::everyFocusableControlHasAName()
{
    f->select("/app/alpha");
    QCOMPARE(nameless(), QStringList());
    for (const char *view : {"keys.viewJson", "keys.viewHex", "keys.viewText"}) {
        f->action(view)->trigger();
        QCOMPARE(nameless(), QStringList());
    }
    f->replaceText(QStringLiteral("mine"));
    f->press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(f->find<QPushButton>("saveConfirm")->isEnabled());
    QCOMPARE(nameless(), QStringList());
    f->press(Qt::Key_Escape);
    f->store->put("/app/alpha", "theirs");
    QTRY_VERIFY(f->isShown("compareButton"));
    QCOMPARE(nameless(), QStringList());
    f->click("compareButton");
    QTRY_VERIFY(f->isShown("conflictMerge"));
    QCOMPARE(nameless(), QStringList());
    f->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(nameless(), QStringList());
    f->select("/app/");
    filter(QStringLiteral("alpha"));
    QCOMPARE(nameless(), QStringList());
}

void TestKeyBrowsing::noTwoActionsShareAShortcut()
{
    f->select("/app/alpha");
    QVERIFY(f->registry->conflicts().isEmpty());
    for (const QAction *action : f->registry->actions())
        QVERIFY(ActionRegistry::idOf(action).startsWith("keys."));
}

void TestKeyBrowsing::tabLeavesEveryControl()
{
    f->select("/app/alpha");
    QWidgetList seen;
    for (int i = 0; i < 40; ++i) {
        QWidget *const focused = QApplication::focusWidget();
        if (seen.contains(focused) && focused == seen.front())
            break;
        QVERIFY2(!seen.contains(focused), qPrintable(focused->objectName()));
        seen += focused;
        f->press(Qt::Key_Tab);
    }
    QVERIFY(seen.contains(f->tree()));
    QVERIFY(seen.contains(f->text()));
    QVERIFY(seen.contains(f->find<QLineEdit>("keyFilter")));
    QVERIFY(seen.contains(f->find<QLineEdit>("goToField")));
}

void TestKeyBrowsing::aStoppedLoadSaysSoAndGoesOn()
{
    f->store->holdListings(true);
    f->open();
    f->keys->feed().start(KeyRange::all());
    QTRY_VERIFY(f->isShown("loadProgress"));
    QCOMPARE(f->find<EmptyView>("browserEmpty")->title(), QStringLiteral("Reading the keys…"));
    QCOMPARE(f->find<QPushButton>("loadButton")->text(), QStringLiteral("Cancel"));
    f->click("loadButton");
    QCOMPARE(f->keys->feed().state(), LiveFeed::State::Idle);
    QCOMPARE(f->find<EmptyView>("browserEmpty")->title(), QStringLiteral("Nothing is loaded"));
    f->store->holdListings(false);
    f->click("loadButton");
    QTRY_COMPARE(f->keys->feed().state(), LiveFeed::State::Live);
    QTRY_COMPARE(f->find<QLabel>("loadText")->text(),
                 QStringLiteral("%1 at revision %2").arg(keysText(203)).arg(f->store->revision()));
    QVERIFY(!f->isShown("loadButton"));
    QVERIFY(f->tree()->isVisible());
}

void TestKeyBrowsing::anEmptyClusterOffersANewKey()
{
    f = std::make_unique<KeysFixture>();
    f->show();
    auto *const empty = f->find<EmptyView>("browserEmpty");
    QTRY_COMPARE(empty->title(), QStringLiteral("There are no keys"));
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(QApplication::focusWidget(), f->find<QLineEdit>("newKeyName"));
    f->store->put("/first", "x");
    QTRY_VERIFY(f->tree()->isVisible());
}

void TestKeyBrowsing::aClusterThatCannotBeReachedSaysWhy()
{
    f->store->setOnline(false);
    f->open();
    f->keys->feed().start(KeyRange::all());
    auto *const empty = f->find<EmptyView>("browserEmpty");
    QTRY_COMPARE(empty->title(), QStringLiteral("The keys could not be read yet"));
    QVERIFY(empty->explanation().contains(QLatin1String("connection refused")));
    f->store->setOnline(true);
    QTRY_VERIFY(f->tree()->isVisible()); // it is tried again by itself
}

void TestKeyBrowsing::expandingAllBelowIsBounded()
{
    for (int i = 0; i < 6'000; ++i)
        f->store->put("/app/deep/" + QByteArray::number(i) + "/x", "x");
    QTRY_COMPARE(f->keys->index().keyCount(), 6'203);
    f->select("/app/many/");
    f->action("keys.expandBelow")->trigger();
    QVERIFY(f->tree()->isExpanded(f->indexOf("/app/many/")));
    QVERIFY(f->messages.isEmpty());
    f->select("/app/");
    f->action("keys.expandBelow")->trigger();
    QCOMPARE(f->messages.size(), 1);
    f->action("keys.collapseBelow")->trigger();
    QVERIFY(!f->tree()->isExpanded(f->tree()->model()->index(0, 0)));
    QVERIFY(!f->tree()->isExpanded(f->indexOf("/app/deep/")));
}

void TestKeyBrowsing::theModelKnowsWhatIsOnScreen()
{
    const auto visibleRows = [this] {
        const auto &ranges = qobject_cast<KeyTreeModel *>(f->tree()->model())->visibleRows();
        int count = 0;
        for (const auto &range : ranges.value_or(std::vector<KeyTreeModel::VisibleRange>()))
            count += range.last - range.first + 1;
        return count;
    };
    QTRY_COMPARE(visibleRows(), 5); // /app/, alpha, beta, bravo, many/
    f->tree()->expand(f->indexOf("/app/many/"));
    const int rowHeight = f->tree()->visualRect(f->tree()->model()->index(0, 0)).height();
    const int fitting = f->tree()->viewport()->height() / rowHeight;
    QTRY_VERIFY(qAbs(visibleRows() - fitting) <= 2);
    f->tree()->scrollToBottom();
    QTRY_VERIFY(qAbs(visibleRows() - fitting) <= 2);
    const auto &ranges = *qobject_cast<KeyTreeModel *>(f->tree()->model())->visibleRows();
    QCOMPARE(ranges.back().last, 199);
}

QTEST_MAIN(TestKeyBrowsing)
#include "tst_keybrowsing.moc"
