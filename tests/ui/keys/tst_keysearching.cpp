// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "core/session/keyspace.h"
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

using namespace etcdscope;

/// The search above the tree, as a person uses it.
class TestKeySearching : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void modesAreChosenByKeyboardAndHaveNames();
    void caseCountsWhenAskedFor();
    void fuzzyPutsTheBestFirst();
    void aBrokenExpressionIsSaidAndKeepsTheResults();
    void theCurrentKeyStaysWhileTheOrderChanges();
    void matchesAreMarkedInEveryRow();
    void aPartialLoadIsNeverTakenForTheWhole();
    void theServerIsSearchedForAPrefix();
    void aKeyThatIsNotLoadedOpens();
    void aServerSearchCanBeCanceledAndFails();
    void theServerIsNotOfferedWhenAllIsLoaded();

private:
    void search(const QString &text);
    void stopHalfway();
    [[nodiscard]] QTreeView *results() const { return f->find<QTreeView>("searchResults"); }
    [[nodiscard]] QString note() const { return f->find<QLabel>("filterNote")->text(); }
    [[nodiscard]] QStringList shown() const;

    std::unique_ptr<KeysFixture> f;
};

void TestKeySearching::init()
{
    f = std::make_unique<KeysFixture>();
    for (int i = 0; i < 200; ++i)
        f->store->put("/app/many/" + QByteArray::number(1000 + i), "x");
    f->store->put("/app/Alpha", "1");
    f->store->put("/app/alphabet", "2");
    f->store->put("/a/l/p/h/a", "3");
}

void TestKeySearching::cleanup()
{
    f.reset();
}

void TestKeySearching::search(const QString &text)
{
    f->press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), f->find<QLineEdit>("keyFilter"));
    f->type(text);
}

/// A load of which nothing has come, and somebody gave it up.
void TestKeySearching::stopHalfway()
{
    f->open();
    EntryBatch some;
    some.append("/app/many/1000", {}, {.modRevision = 2, .version = 1});
    f->keys->index().insertListing(some, 0, some.size());
    f->store->holdListings(true);
    f->keys->feed().start(KeyRange::all());
    f->keys->feed().stop();
    f->store->holdListings(false);
    QVERIFY(!f->keys->feed().isComplete());
}

QStringList TestKeySearching::shown() const
{
    QStringList keys;
    for (int row = 0; row < results()->model()->rowCount(); ++row)
        keys += results()->model()->index(row, 0).data().toString();
    return keys;
}

void TestKeySearching::modesAreChosenByKeyboardAndHaveNames()
{
    f->show();
    search(QStringLiteral("al.h"));
    QTRY_VERIFY(f->isShown("browserEmpty"));
    for (const char *name : {"searchMatchCase", "searchExpression", "searchFuzzy"}) {
        f->press(Qt::Key_Tab);
        auto *const mode = f->find<QToolButton>(name);
        QCOMPARE(QApplication::focusWidget(), mode);
        QVERIFY(!mode->accessibleName().isEmpty() && !mode->toolTip().isEmpty());
    }
    f->press(Qt::Key_Backtab);
    f->press(Qt::Key_Space);
    QVERIFY(f->find<QToolButton>("searchExpression")->isChecked());
    QTRY_COMPARE(shown(), (QStringList{QStringLiteral("/app/Alpha"), QStringLiteral("/app/alphabet")}));
    f->press(Qt::Key_Tab);
    f->press(Qt::Key_Space);
    QVERIFY(f->find<QToolButton>("searchFuzzy")->isChecked());
    QVERIFY(!f->find<QToolButton>("searchExpression")->isChecked());
    QTRY_VERIFY(f->isShown("browserEmpty"));
}

void TestKeySearching::caseCountsWhenAskedFor()
{
    f->show();
    search(QStringLiteral("ALPHA"));
    QTRY_COMPARE(shown().size(), 2);
    QTest::mouseClick(f->find<QToolButton>("searchMatchCase"), Qt::LeftButton);
    QTRY_VERIFY(f->isShown("browserEmpty"));
    f->press(Qt::Key_F, Qt::ControlModifier);
    f->type(QStringLiteral("Alpha"));
    QTRY_COMPARE(shown(), QStringList{QStringLiteral("/app/Alpha")});
    QTRY_COMPARE(note(), QStringLiteral("1 of 203 loaded keys matches"));
}

void TestKeySearching::fuzzyPutsTheBestFirst()
{
    f->show();
    f->find<QToolButton>("searchFuzzy")->click();
    search(QStringLiteral("alpha"));
    QTRY_COMPARE(shown(), (QStringList{QStringLiteral("/app/alphabet"), QStringLiteral("/app/Alpha"),
                                       QStringLiteral("/a/l/p/h/a")}));
}

void TestKeySearching::aBrokenExpressionIsSaidAndKeepsTheResults()
{
    f->show();
    f->find<QToolButton>("searchExpression")->click();
    search(QStringLiteral("^/a/"));
    QTRY_COMPARE(shown(), QStringList{QStringLiteral("/a/l/p/h/a")});
    QVERIFY(!f->isShown("searchFault"));
    f->type(QStringLiteral("("));
    QVERIFY(f->isShown("searchFault"));
    QVERIFY(f->find<QLabel>("searchFault")->text().contains(QLatin1String("character 6")));
    QCOMPARE(shown(), QStringList{QStringLiteral("/a/l/p/h/a")});
    QVERIFY(results()->isVisible());
    f->press(Qt::Key_Backspace);
    QVERIFY(!f->isShown("searchFault"));
}

void TestKeySearching::theCurrentKeyStaysWhileTheOrderChanges()
{
    f->show();
    f->find<QToolButton>("searchFuzzy")->click();
    search(QStringLiteral("many"));
    QTRY_COMPARE(shown().size(), 200);
    f->press(Qt::Key_Down);
    for (int i = 0; i < 60; ++i)
        f->press(Qt::Key_Down);
    const QByteArray current = results()->currentIndex().data(KeyTreeModel::KeyBytesRole).toByteArray();
    QTRY_COMPARE(f->workspace->current().key(), current);
    QTRY_VERIFY(f->workspace->current().state() != OpenKey::State::Reading);
    const int scrolled = results()->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    f->store->forgetRequests();
    for (int i = 0; i < 200; i += 2) // better ones come in front, every second one goes: the list is put anew
        if (const QByteArray key = "/app/many/" + QByteArray::number(1000 + i); key != current) {
            f->store->remove(key);
            f->store->put("/many/" + QByteArray::number(1000 + i), "x");
        }
    QTRY_COMPARE(shown().first(), QStringLiteral("/many/1000"));
    QCOMPARE(results()->currentIndex().data(KeyTreeModel::KeyBytesRole).toByteArray(), current);
    QVERIFY(results()->selectionModel()->isSelected(results()->currentIndex()));
    QCOMPARE(f->workspace->current().key(), current);
    QVERIFY2(f->store->gets().isEmpty(), "it was not opened anew");
}

/// The frame of the focus lies over the colours of the current row.
static bool isNear(const QColor &one, const QColor &other)
{
    return std::abs(one.red() - other.red()) + std::abs(one.green() - other.green()) +
               std::abs(one.blue() - other.blue()) <
           60;
}

/// The share of pixels in the row that have the colour of marks.
static double markedShare(QTreeView *view, int row, const QColor &mark)
{
    const QImage image = view->viewport()->grab().toImage();
    const QRect place = view->visualRect(view->model()->index(row, 0));
    int count = 0;
    for (int y = place.top(); y <= place.bottom(); ++y)
        for (int x = place.left(); x <= place.right(); ++x)
            count += isNear(image.pixelColor(x, y), mark) ? 1 : 0;
    return double(count) / (place.width() * place.height());
}

void TestKeySearching::matchesAreMarkedInEveryRow()
{
    f->show();
    search(QStringLiteral("alpha"));
    QTRY_COMPARE(shown().size(), 2);
    const QColor mark = toneEmphasis(results()->palette(), Tone::Warning);
    QVERIFY(markedShare(results(), 0, mark) > 0.02);
    QVERIFY(markedShare(results(), 1, mark) > 0.02);
    f->press(Qt::Key_Down); // the first is selected now
    const QColor inverse = results()->palette().color(QPalette::HighlightedText);
    QVERIFY(markedShare(results(), 0, mark) < 0.001);
    QVERIFY(markedShare(results(), 0, inverse) > 0.02);
}

void TestKeySearching::aPartialLoadIsNeverTakenForTheWhole()
{
    stopHalfway();
    search(QStringLiteral("alpha"));
    QTRY_VERIFY(f->isShown("browserEmpty"));
    auto *const empty = f->find<EmptyView>("browserEmpty");
    QCOMPARE(empty->title(), QStringLiteral("No loaded key matches"));
    QVERIFY(empty->explanation().contains(QLatin1String("ot everything is loaded")));
    QVERIFY(note().contains(QLatin1String("ot everything is loaded")));
    QVERIFY(f->isShown("searchServer"));
    f->press(Qt::Key_F, Qt::ControlModifier);
    f->type(QStringLiteral("many"));
    QTRY_COMPARE(shown().size(), 1);
    QVERIFY(note().startsWith(QLatin1String("1 of 1 loaded keys matches")));
    QVERIFY(note().contains(QLatin1String("ot everything is loaded")));
}

void TestKeySearching::theServerIsSearchedForAPrefix()
{
    stopHalfway();
    search(QStringLiteral("/app/al"));
    QTRY_VERIFY(f->isShown("searchServer"));
    QVERIFY(f->find<QPushButton>("searchServer")->text().contains(QLatin1String("/app/al")));
    f->click("searchServer");
    QTRY_COMPARE(shown(), QStringList{QStringLiteral("/app/alphabet")});
    QCOMPARE(note(), QStringLiteral("1 key starts with “/app/al” on the server at revision 204"));
    QVERIFY(f->isShown("searchLoaded"));
    f->click("searchLoaded");
    QTRY_VERIFY(f->isShown("browserEmpty"));
    QVERIFY(!f->isShown("searchLoaded"));
    f->press(Qt::Key_F, Qt::ControlModifier);
    f->type(QStringLiteral("/nothing"));
    f->click("searchServer");
    auto *const empty = f->find<EmptyView>("browserEmpty");
    QTRY_COMPARE(empty->title(), QStringLiteral("The server has no such key"));
    QVERIFY(empty->explanation().contains(QLatin1String("revision 204")));
}

void TestKeySearching::aKeyThatIsNotLoadedOpens()
{
    stopHalfway();
    search(QStringLiteral("/app/al"));
    QTRY_VERIFY(f->isShown("searchServer"));
    f->click("searchServer");
    QTRY_COMPARE(shown().size(), 1);
    f->press(Qt::Key_F, Qt::ControlModifier);
    f->press(Qt::Key_Down);
    f->press(Qt::Key_Return);
    QTRY_COMPARE(f->workspace->current().key(), QByteArray("/app/alphabet"));
    QTRY_VERIFY(f->workspace->current().current().has_value());
    QVERIFY(f->tree()->isVisible());
    f->keys->feed().refresh();
    QTRY_COMPARE(f->currentKey(), QByteArray("/app/alphabet")); // shown as soon as it is loaded
}

void TestKeySearching::aServerSearchCanBeCanceledAndFails()
{
    stopHalfway();
    search(QStringLiteral("/app/"));
    QTRY_VERIFY(f->isShown("searchServer"));
    f->store->holdListings(true);
    f->click("searchServer");
    QCOMPARE(f->find<QPushButton>("searchServer")->text(), QStringLiteral("Cancel"));
    QVERIFY(note().startsWith(QLatin1String("asking the server")));
    f->click("searchServer");
    QVERIFY(f->isShown("browserEmpty"));
    QVERIFY(note().contains(QLatin1String("Stopped")));
    f->store->holdListings(false);
    f->store->setOnline(false);
    f->click("searchServer"); // reads again
    QTRY_VERIFY(note().startsWith(QLatin1String("The server could not be searched.")));
    f->store->setOnline(true);
    f->click("searchServer");
    QTRY_COMPARE(shown().size(), 202);
}

void TestKeySearching::theServerIsNotOfferedWhenAllIsLoaded()
{
    f->show();
    search(QStringLiteral("/app/"));
    QTRY_COMPARE(shown().size(), 202);
    QVERIFY(!f->isShown("searchServer"));
    f->type(QStringLiteral("none"));
    QTRY_VERIFY(f->isShown("browserEmpty"));
    QCOMPARE(f->find<EmptyView>("browserEmpty")->title(), QStringLiteral("No key matches"));
    QVERIFY(!f->isShown("searchServer"));
}

QTEST_MAIN(TestKeySearching)
#include "tst_keysearching.moc"
