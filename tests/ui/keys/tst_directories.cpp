// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/keytreedelegate.h"
#include "ui/keys/openkey.h"
#include "ui/keys/timetolivefield.h"
#include "ui/keys/timetolivepanel.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>

#include <algorithm>

using namespace etcdscope;

/// A key space of the v2 API: directories of their own, times to live, keys in order, hidden ones; alone, and
/// beside one of the v3 API.
class TestDirectories : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void anEmptyDirectoryIsARowWithAPage();
    void aDirectoryIsGoneToByItsName();
    void directoriesHaveATimeToLive();
    void aTimeToLiveIsSetChangedAndRemoved();
    void aTimeToLiveRunsDown();
    void aKeyIsSeenToExpire();
    void anEditOfAKeyThatExpiresIsKept();
    void refreshingTellsNobody();
    void refreshingGoesOnWhileTheKeyIsOpen();
    void refreshingStopsWhenTheKeyIsGone();
    void refreshingStopsWhenTheSessionIsReadOnly();
    void aWriteThatCameTooLateSaysSo();
    void anEditSurvivesARefresh();
    void bytesThatAreNoTextAreRefusedBeforeTheyAreSent();
    void namesThatCannotBeAreRefused_data();
    void namesThatCannotBeAreRefused();
    void aNewKeyCanExpire();
    void theServerCanChooseTheName();
    void aLostKeyInOrderIsNotCalledLost();
    void directoriesAreMade();
    void anEmptyDirectoryIsDeleted();
    void aDirectoryIsDeletedKeyByKey();
    void whatTheApiCannotDoSaysWhy();
    void hiddenKeysAreReadByTheirPath();
    void whatIsShownIsDeletedNotWhatWasSelected();
    void aHiddenDirectoryIsDeletedFromItsPage();
    void theRowLeftBehindCanBeClickedAgain();
    void twoKeySpacesAreTwoHeads();
    void eachKeySpaceKeepsWhatItShows();

private:
    [[nodiscard]] QString text(const char *label) const { return f->find<QLabel>(label)->text(); }
    [[nodiscard]] int writes() const { return int(f->store->commits().size()); }
    [[nodiscard]] const PutStep &lastPut() const
    {
        return std::get<PutStep>(f->store->commits().back().success.front());
    }
    void type(const char *field, const QString &text);
    void choose(const QString &what);

    std::unique_ptr<KeysFixture> f;
    std::unique_ptr<KeySpace> m_other; // outlives the window
};

void TestDirectories::init()
{
    f = std::make_unique<KeysFixture>(Api::V2);
    f->store->put("/app/a", "alpha");
    f->store->put("/app/sub/b", "beta");
    f->store->makeDirectory("/empty/");
    f->store->put("/_locks/job/00000000000000000009", "uuid");
    f->show();
}

void TestDirectories::cleanup()
{
    f.reset();
    m_other.reset();
}

void TestDirectories::type(const char *field, const QString &text)
{
    auto *const edit =
        f->find<QLineEdit>(field) ? f->find<QLineEdit>(field) : f->find<QComboBox>(field)->lineEdit();
    edit->setFocus();
    edit->selectAll();
    f->type(text);
}

void TestDirectories::choose(const QString &what)
{
    auto *const make = f->find<QComboBox>("newKeyMake");
    const int index = make->findText(what, Qt::MatchContains);
    QVERIFY2(index >= 0, qPrintable(what));
    make->setCurrentIndex(index);
}

// --- directories ---

void TestDirectories::anEmptyDirectoryIsARowWithAPage()
{
    f->select("/empty/");
    QTRY_VERIFY(f->isShown("directoryPage"));
    auto *const page = f->find<QWidget>("directoryPage");
    QTRY_VERIFY(
        page->findChild<QLabel *>(QStringLiteral("keyFacts"))->text().contains(QLatin1String("no TTL")));
    QVERIFY(text("directoryContents").startsWith(QLatin1String("It is empty")));
    f->store->put("/empty/now", "not");
    QTRY_VERIFY(text("directoryContents").startsWith(QLatin1String("It has 1 entry")));
}

void TestDirectories::aDirectoryIsGoneToByItsName()
{
    f->press(Qt::Key_L, Qt::ControlModifier);
    f->type(QStringLiteral("/app/sub"));
    f->press(Qt::Key_Return);
    QTRY_VERIFY(f->isShown("directoryPage"));
    QTRY_COMPARE(f->currentKey(), QByteArray("/app/sub/"));
    QTRY_VERIFY(text("directoryContents").startsWith(QLatin1String("It has 1 entry")));
}

void TestDirectories::directoriesHaveATimeToLive()
{
    f->select("/empty/");
    auto *const page = f->find<QWidget>("directoryPage");
    auto *const set = page->findChild<QPushButton *>(QStringLiteral("timeToLiveSet"));
    QTRY_VERIFY(set->isVisible() && set->isEnabled());
    QTest::mouseClick(set, Qt::LeftButton);
    QTRY_COMPARE(writes(), 1);
    QVERIFY(lastPut().isDirectory);
    QCOMPARE(lastPut().timeToLive.seconds, 60);
    QTRY_VERIFY(page->findChild<QLabel *>(QStringLiteral("timeToLiveLeft"))
                    ->text()
                    .startsWith(QLatin1String("Expires in")));
}

// --- times to live ---

void TestDirectories::aTimeToLiveIsSetChangedAndRemoved()
{
    f->select("/app/a");
    QTRY_COMPARE(text("timeToLiveLeft"), QStringLiteral("Does not expire"));
    QVERIFY(!f->isShown("timeToLiveRemove"));
    f->click("timeToLiveSet");
    QTRY_VERIFY(text("timeToLiveLeft").startsWith(QLatin1String("Expires in")));
    QVERIFY(lastPut().keepValue);
    QVERIFY(!lastPut().quiet);
    QCOMPARE(f->store->entry("/app/a")->value, QByteArray("alpha"));
    QVERIFY(f->find<QLabel>("timeToLiveLeft")->toolTip().contains(QLatin1String("At ")));

    type("timeToLiveField", QStringLiteral("2 h 30 min"));
    f->press(Qt::Key_Return);
    QTRY_COMPARE(writes(), 2);
    QCOMPARE(lastPut().timeToLive.seconds, 9'000);
    QTRY_VERIFY(text("timeToLiveLeft").contains(QLatin1String("2 h"))); // it was read again

    type("timeToLiveField", QStringLiteral("soon"));
    QVERIFY(!f->find<QPushButton>("timeToLiveSet")->isEnabled());
    QTRY_VERIFY(f->find<QPushButton>("timeToLiveSet")->toolTip().contains(QLatin1String("soon")));

    QTRY_VERIFY(f->find<QPushButton>("timeToLiveRemove")->isEnabled());
    f->click("timeToLiveRemove");
    QTRY_COMPARE(text("timeToLiveLeft"), QStringLiteral("Does not expire"));
    QVERIFY(!f->store->entry("/app/a")->timeToLive);
}

void TestDirectories::aTimeToLiveRunsDown()
{
    f->store->setTimeToLive("/app/soon", 3'600);
    f->store->put("/app/soon", "x");
    QTRY_VERIFY(f->indexOf("/app/soon").isValid());
    const QModelIndex cell = f->indexOf("/app/soon").siblingAtColumn(KeyTreeModel::LeaseColumn);
    const QString first = KeyTreeDelegate::cellText(cell);
    QVERIFY2(first == QStringLiteral("1 h") || first.contains(QLatin1String("59 min")), qPrintable(first));
    QTRY_VERIFY_WITH_TIMEOUT(KeyTreeDelegate::cellText(cell) != QStringLiteral("1 h"), 20'000);
    QVERIFY(KeyTreeDelegate::stateText(cell.siblingAtColumn(0)).contains(QLatin1String("expires in")));
}

void TestDirectories::aKeyIsSeenToExpire()
{
    QVERIFY(f->indexOf("/app/a").isValid()); // opens the directory
    f->store->setTimeToLive("/app/brief", 3'600);
    f->store->put("/app/brief", "x");
    QTRY_VERIFY(f->indexOf("/app/brief").isValid());
    f->select("/app/brief");
    f->store->expire("/app/brief");
    QTRY_VERIFY(f->isShown("keyNotice"));
    QTRY_COMPARE(f->find<EmptyView>("keyNotice")->title(), QStringLiteral("This key expired"));
    QVERIFY(!f->isShown("timeToLiveSet"));
    QTRY_VERIFY(!f->keys->index().find("/app/brief"));
    // Made again and deleted: nothing is left of what was said.
    f->store->put("/app/brief", "x");
    QTRY_VERIFY(!f->isShown("keyNotice"));
    f->store->remove("/app/brief");
    QTRY_VERIFY(f->isShown("keyNotice"));
    QTRY_COMPARE(f->find<EmptyView>("keyNotice")->title(), QStringLiteral("This key was deleted"));
}

void TestDirectories::anEditOfAKeyThatExpiresIsKept()
{
    f->store->setTimeToLive("/app/a", 3'600);
    f->select("/app/a");
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Present);
    const_cast<OpenKey &>(f->workspace->current()).edit("mine");
    f->store->expire("/app/a");
    QTRY_VERIFY(f->find<MessageBar>("keyMessage")->isVisible());
    const QString said = f->find<MessageBar>("keyMessage")->text();
    QVERIFY2(said.startsWith(QLatin1String("Its time to live ran out")), qPrintable(said));
    QCOMPARE(f->workspace->current().value(), QByteArray("mine"));
}

void TestDirectories::refreshingTellsNobody()
{
    f->store->setTimeToLive("/app/a", 600);
    f->select("/app/a");
    QTRY_VERIFY(f->isShown("timeToLiveRefresh"));
    f->click("timeToLiveRefresh");
    QTRY_COMPARE(writes(), 1);
    QVERIFY(lastPut().quiet);
    QVERIFY(f->keys->journal().entries().empty());
    QTRY_VERIFY(text("timeToLiveNote").startsWith(QLatin1String("Refreshed at index")));
}

void TestDirectories::refreshingGoesOnWhileTheKeyIsOpen()
{
    f->store->setTimeToLive("/app/a", 12);
    f->select("/app/a");
    QTRY_VERIFY(f->isShown("timeToLiveKeep"));
    f->find<QCheckBox>("timeToLiveKeep")->click();
    QTRY_VERIFY_WITH_TIMEOUT(writes() >= 2, 30'000); // at once, and after a third of it
    QVERIFY(f->store->entry("/app/a"));
    for (const Transaction &one : f->store->commits()) {
        const auto &put = std::get<PutStep>(one.success.front());
        QVERIFY(put.quiet && put.keepValue);
        QCOMPARE(put.timeToLive.seconds, 12);
    }
    f->select("/app/sub/b");
    QVERIFY(!f->find<TimeToLivePanel>("timeToLive")->isRenewing());
}

void TestDirectories::refreshingStopsWhenTheKeyIsGone()
{
    f->store->setTimeToLive("/app/a", 3);
    f->select("/app/a");
    QTRY_VERIFY(f->isShown("timeToLiveKeep"));
    f->find<QCheckBox>("timeToLiveKeep")->click();
    QTRY_VERIFY(writes() >= 1);
    f->store->remove("/app/a");
    QTRY_VERIFY_WITH_TIMEOUT(f->isShown("timeToLiveMessage"), 30'000);
    QVERIFY(!f->find<TimeToLivePanel>("timeToLive")->isRenewing());
    QVERIFY(f->find<MessageBar>("timeToLiveMessage")->text().contains(QLatin1String("expired meanwhile")));
}

void TestDirectories::refreshingStopsWhenTheSessionIsReadOnly()
{
    f->store->setTimeToLive("/app/a", 600);
    f->select("/app/a");
    QTRY_VERIFY(f->isShown("timeToLiveKeep"));
    f->find<QCheckBox>("timeToLiveKeep")->click();
    QTRY_VERIFY(writes() >= 1);
    f->session->setReadOnly(true);
    QVERIFY(!f->find<TimeToLivePanel>("timeToLive")->isRenewing());
    QVERIFY(!f->find<QCheckBox>("timeToLiveKeep")->isChecked());
    QVERIFY(f->find<MessageBar>("timeToLiveMessage")->text().contains(QLatin1String("read-only")));
    QVERIFY(!f->find<QPushButton>("timeToLiveSet")->isEnabled());
}

void TestDirectories::aWriteThatCameTooLateSaysSo()
{
    f->select("/app/a");
    QTRY_VERIFY(f->isShown("timeToLiveSet"));
    f->store->beforeNextCommit([this] { f->store->remove("/app/a"); });
    f->click("timeToLiveSet");
    QTRY_VERIFY(f->isShown("timeToLiveMessage"));
    QVERIFY(f->find<MessageBar>("timeToLiveMessage")->text().contains(QLatin1String("expired")));
    QVERIFY(!f->store->entry("/app/a"));
}

void TestDirectories::anEditSurvivesARefresh()
{
    f->store->setTimeToLive("/app/a", 600);
    f->select("/app/a");
    QTRY_VERIFY(f->isShown("timeToLiveRefresh"));
    f->replaceText(QStringLiteral("mine"));
    QTRY_VERIFY(f->workspace->current().draft());
    f->click("timeToLiveRefresh");
    QTRY_COMPARE(writes(), 1);
    QTRY_COMPARE(f->workspace->current().base().modRevision, f->store->entry("/app/a")->modRevision);
    QVERIFY(!f->workspace->current().isOvertaken());
    f->saveByKeyboard();
    QTRY_COMPARE(f->store->entry("/app/a")->value, QByteArray("mine"));
    QVERIFY(f->store->entry("/app/a")->timeToLive); // the save kept it
}

// --- what can be stored ---

void TestDirectories::bytesThatAreNoTextAreRefusedBeforeTheyAreSent()
{
    f->select("/app/a");
    const_cast<OpenKey &>(f->workspace->current()).edit("\xff\xfe");
    f->action("keys.save")->trigger();
    QTRY_VERIFY(f->isShown("saveLimit"));
    QVERIFY(f->find<MessageBar>("saveLimit")->text().contains(QLatin1String("not UTF-8")));
    QVERIFY(!f->find<QPushButton>("saveConfirm")->isEnabled());
    QTRY_VERIFY(f->isShown("saveCancel"));
    f->click("saveCancel");
    QCOMPARE(writes(), 0);
    QCOMPARE(f->workspace->current().draft()->value, QByteArray("\xff\xfe"));
}

void TestDirectories::namesThatCannotBeAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no path") << QStringLiteral("app") << QStringLiteral("begins with");
    QTest::newRow("two separators") << QStringLiteral("/a//b") << QStringLiteral("would change");
    QTest::newRow("dot") << QStringLiteral("/a/./b") << QStringLiteral("would change");
    QTest::newRow("dots") << QStringLiteral("/a/../b") << QStringLiteral("would change");
    QTest::newRow("ends in a separator") << QStringLiteral("/a/") << QStringLiteral("is a directory");
    QTest::newRow("root") << QStringLiteral("/") << QStringLiteral("missing");
    QTest::newRow("no text") << QStringLiteral("/a\\xff") << QStringLiteral("UTF-8");
}

void TestDirectories::namesThatCannotBeAreRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, reason);
    f->press(Qt::Key_N, Qt::ControlModifier);
    f->type(name);
    QVERIFY(!f->find<QPushButton>("newKeyCreate")->isEnabled());
    QVERIFY2(text("newKeyProblem").contains(reason), qPrintable(text("newKeyProblem")));
}

void TestDirectories::aNewKeyCanExpire()
{
    f->press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(!f->isShown("newKeyLease"));
    f->type(QStringLiteral("/app/timed"));
    type("newKeyTimeToLive", QStringLiteral("10 min"));
    f->click("newKeyCreate");
    QTRY_VERIFY(f->store->entry("/app/timed"));
    QCOMPARE(lastPut().timeToLive.seconds, 600);
    QTRY_COMPARE(f->workspace->current().key(), QByteArray("/app/timed"));
}

void TestDirectories::theServerCanChooseTheName()
{
    f->press(Qt::Key_N, Qt::ControlModifier);
    choose(QStringLiteral("in order"));
    type("newKeyName", QStringLiteral("/queue"));
    f->click("newKeyCreate");
    QTRY_VERIFY(f->workspace->current().key().startsWith("/queue/000000000"));
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Present);
    QVERIFY(f->keys->journal().entries().back().key.startsWith("/queue/"));
}

void TestDirectories::aLostKeyInOrderIsNotCalledLost()
{
    f->press(Qt::Key_N, Qt::ControlModifier);
    choose(QStringLiteral("in order"));
    type("newKeyName", QStringLiteral("/queue/"));
    f->store->failNextCommit({.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent}, true);
    f->click("newKeyCreate");
    QTRY_VERIFY(f->isShown("newKeyMessage"));
    QVERIFY(f->find<MessageBar>("newKeyMessage")->text().contains(QLatin1String("probably yours")));
    f->click("openExistingButton");
    QTRY_VERIFY(f->workspace->current().key().startsWith("/queue/000000000"));
}

// --- making and deleting ---

void TestDirectories::directoriesAreMade()
{
    f->select("/app/");
    f->action("keys.newDirectory")->trigger();
    QCOMPARE(text("newKeyTitle"), QStringLiteral("New directory"));
    QCOMPARE(f->find<QLineEdit>("newKeyName")->text(), QStringLiteral("/app/"));
    QVERIFY(!f->isShown("newKeyValue"));
    type("newKeyName", QStringLiteral("/app/made"));
    type("newKeyTimeToLive", QStringLiteral("1 h"));
    f->click("newKeyCreate");
    QTRY_VERIFY(f->store->entry("/app/made/"));
    QVERIFY(lastPut().isDirectory && lastPut().isNew);
    QCOMPARE(lastPut().timeToLive.seconds, 3'600);
    QTRY_VERIFY(f->indexOf("/app/made/").isValid());
}

void TestDirectories::anEmptyDirectoryIsDeleted()
{
    f->select("/empty/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(f->isShown("deleteSheet"));
    QTRY_VERIFY(f->find<QPushButton>("bulkDeleteConfirm")->isEnabled());
    QCOMPARE(f->find<QPushButton>("bulkDeleteConfirm")->text(), QStringLiteral("Delete 1 directory"));
    f->click("bulkDeleteConfirm");
    QTRY_VERIFY(!f->store->entry("/empty/"));
}

void TestDirectories::aDirectoryIsDeletedKeyByKey()
{
    f->store->put("/app/c", "gamma");
    f->store->put("/app/sub/_hidden", "kept");
    f->select("/app/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(f->find<QPushButton>("bulkDeleteConfirm")->isEnabled());
    const QString offer = f->find<QPushButton>("bulkDeleteConfirm")->text();
    QVERIFY2(offer.startsWith(QLatin1String("Delete 3 key")), qPrintable(offer));
    QVERIFY2(offer.endsWith(QLatin1String("and 2 directories")), qPrintable(offer));
    QVERIFY(text("bulkDeleteFacts").contains(QLatin1String("one by one")));
    f->store->put("/app/c", "changed after the preview");
    f->click("bulkDeleteConfirm");
    const BulkRun *run = f->keys->bulk().current();
    QTRY_COMPARE(run->state(), BulkRun::State::Finished);
    QVERIFY(!f->store->entry("/app/a"));
    QVERIFY(!f->store->entry("/app/sub/b"));
    QCOMPARE(f->store->entry("/app/c")->value, QByteArray("changed after the preview"));
    QVERIFY(f->store->entry("/app/sub/_hidden"));
    QVERIFY(f->store->entry("/app/sub/")); // it was not empty
    QVERIFY(f->store->entry("/app/"));
    QCOMPARE(run->count(BulkRun::Outcome::Done), 2);
    QCOMPARE(run->count(BulkRun::Outcome::Changed), 1);
    QCOMPARE(run->count(BulkRun::Outcome::Refused), 2);
    for (const Transaction &one : f->store->commits())
        QCOMPARE(one.success.size(), size_t(1));
}

void TestDirectories::whatTheApiCannotDoSaysWhy()
{
    f->select("/app/a");
    for (const char *id : {"keys.rename", "keys.duplicate"}) {
        QVERIFY2(!f->action(id)->isEnabled(), id);
        QVERIFY(ActionRegistry::reasonOf(f->action(id)).contains(QLatin1String("half done")));
    }
    QVERIFY(!f->action("keys.copyPut")->isEnabled());
    QVERIFY(!f->facts().contains(QLatin1String("lease")));
    QVERIFY(f->facts().contains(QLatin1String("modified at index")));
    QCOMPARE(f->tree()->model()->headerData(KeyTreeModel::RevisionColumn, Qt::Horizontal).toString(),
             QStringLiteral("Index"));
    QTRY_VERIFY(f->find<QLabel>("loadText")->text().contains(QLatin1String("at index")));
}

void TestDirectories::hiddenKeysAreReadByTheirPath()
{
    QVERIFY(!f->keys->index().find("/_locks/job/00000000000000000009"));
    f->action("keys.showHidden")->trigger();
    QVERIFY(f->isShown("hiddenKeys"));
    auto *const list = f->find<QListWidget>("hiddenList");
    QTRY_COMPARE(list->count(), 1);
    QVERIFY(text("hiddenState").contains(QLatin1String("not followed")));
    emit list->itemActivated(list->item(0));
    QTRY_COMPARE(f->workspace->current().key(), QByteArray("/_locks/job/00000000000000000009"));
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Present);
    type("hiddenPath", QStringLiteral("/app/none"));
    f->press(Qt::Key_Return);
    QTRY_VERIFY(text("hiddenState").startsWith(QLatin1String("Nothing is below")));
    f->action("keys.showHidden")->trigger();
    QVERIFY(!f->isShown("hiddenKeys"));
}

void TestDirectories::whatIsShownIsDeletedNotWhatWasSelected()
{
    f->select("/app/a");
    f->action("keys.showHidden")->trigger();
    auto *const list = f->find<QListWidget>("hiddenList");
    QTRY_COMPARE(list->count(), 1);
    emit list->itemActivated(list->item(0));
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Present);
    f->action("keys.delete")->trigger();
    QTRY_VERIFY(f->find<QMessageBox>("deleteQuestion"));
    QVERIFY2(f->find<QMessageBox>("deleteQuestion")
                 ->text()
                 .endsWith(QLatin1String("/_locks/job/00000000000000000009")),
             qPrintable(f->find<QMessageBox>("deleteQuestion")->text()));
    f->click("deleteConfirm");
    QTRY_VERIFY(!f->store->entry("/_locks/job/00000000000000000009"));
    QVERIFY(f->store->entry("/app/a"));
}

void TestDirectories::aHiddenDirectoryIsDeletedFromItsPage()
{
    f->select("/app/a");
    f->press(Qt::Key_L, Qt::ControlModifier);
    f->type(QStringLiteral("/_locks/job/"));
    f->press(Qt::Key_Return);
    QTRY_VERIFY(f->isShown("directoryPage"));
    f->click("directoryDelete");
    QTRY_VERIFY(f->find<QPushButton>("bulkDeleteConfirm")->isEnabled());
    f->click("bulkDeleteConfirm");
    QTRY_VERIFY(!f->store->entry("/_locks/job/00000000000000000009"));
    QVERIFY(f->store->entry("/app/a"));
}

void TestDirectories::theRowLeftBehindCanBeClickedAgain()
{
    f->select("/app/a");
    f->press(Qt::Key_L, Qt::ControlModifier);
    f->type(QStringLiteral("/not/there"));
    f->press(Qt::Key_Return);
    QTRY_COMPARE(f->workspace->current().key(), QByteArray("/not/there"));
    auto *const tree = f->find<KeyTreeView>("keyTree");
    QVERIFY(!tree->selectionModel()->hasSelection());
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(tree->currentIndex()).center());
    QTRY_COMPARE(f->workspace->current().key(), QByteArray("/app/a"));
}

// --- two key spaces ---

void TestDirectories::twoKeySpacesAreTwoHeads()
{
    QVERIFY(!f->find<QAbstractButton>("keySpaceHeadV2")); // alone it needs no head
    auto owned = std::make_unique<MemoryKeyStore>();
    MemoryKeyStore *const store = owned.get();
    store->put("/three", "v");
    m_other = std::make_unique<KeySpace>(std::move(owned), '/');
    KeySpace &other = *m_other;
    f->workspace->addKeySpace(other);
    f->workspace->addKeySpace(other); // nothing more
    other.feed().start(KeyRange::all());
    const auto head = [this](const char *name) {
        const auto heads = f->window().findChildren<QAbstractButton *>(QLatin1String(name));
        const auto shown = std::ranges::find_if(heads, [](const QWidget *one) { return one->isVisible(); });
        return shown == heads.end() ? nullptr : *shown;
    };
    QVERIFY(head("keySpaceHeadV2") && head("keySpaceHeadV3"));
    QTRY_VERIFY(head("keySpaceHeadV3")->accessibleName().contains(QLatin1String("live at revision")));
    QTRY_VERIFY(head("keySpaceHeadV2")->accessibleName().contains(QLatin1String("live at index")));
    QVERIFY(head("keySpaceHeadV2")->accessibleName().endsWith(QLatin1String("open")));
    QVERIFY(head("keySpaceHeadV2")->y() < head("keySpaceHeadV3")->y());

    head("keySpaceHeadV3")->setFocus();
    f->press(Qt::Key_Return);
    QTRY_VERIFY(head("keySpaceHeadV3")->accessibleName().endsWith(QLatin1String("open")));
    f->workspace->goToKey("/three");
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Present);
    QVERIFY(store->gets().contains("/three"));
    QVERIFY(!f->store->gets().contains("/three"));
    store->put("/four", "v");
    QTRY_VERIFY(head("keySpaceHeadV3")->accessibleName().contains(QLatin1String("2 key")));
    QVERIFY(f->registry->conflicts().isEmpty());
}

void TestDirectories::eachKeySpaceKeepsWhatItShows()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    QTRY_COMPARE(f->workspace->unsavedCount(), 1);
    m_other = std::make_unique<KeySpace>(std::make_unique<MemoryKeyStore>(), '/');
    KeySpace &other = *m_other;
    f->workspace->addKeySpace(other);
    other.feed().start(KeyRange::all());
    f->workspace->openKeySpace(other);
    QCOMPARE(f->workspace->current().state(), OpenKey::State::Nothing);
    QCOMPARE(f->workspace->unsavedCount(), 1);
    f->workspace->openKeySpace(*f->keys);
    QCOMPARE(f->workspace->current().key(), QByteArray("/app/a"));
    QVERIFY(f->workspace->current().draft());
}

QTEST_MAIN(TestDirectories)
#include "tst_directories.moc"
