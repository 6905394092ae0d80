// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

/// Browsing and editing as a person does it, over a store in memory.
class TestKeysWorkspace : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void selectingAKeyShowsItsValueAndFacts();
    void theOnlyDirectoryIsOpenFromTheStart();
    void holdingDownReadsFirstAndLast();
    void enterGoesToTheValueAndEscapeComesBack();
    void enterWaitsForAValueThatIsStillRead();
    void savingShowsTheDifferenceAndComparesTheRevision();
    void escapeInTheDifferenceKeepsTheEdit();
    void saveIsOffUntilSomethingChanged();
    void revertCanBeTakenBack();
    void aDraftSurvivesASelectionChangeAndIsMarked();
    void aDraftSurvivesAWatchEvent();
    void aDraftSurvivesAReconnect();
    void withoutADraftTheNewValueIsShown();
    void aDeletedKeySaysSoAndKeepsTheDraft();
    void aSaveThatEndsElsewhereClearsItsDraft();
    void aFailedSaveSaysWhyAndKeepsTheEdit();
    void anUnansweredSaveIsNotCalledDone();
    void aFailedReadCanBeTriedAgain();

private:
    std::unique_ptr<KeysFixture> f;
};

void TestKeysWorkspace::init()
{
    f = std::make_unique<KeysFixture>();
    f->store->put("/app/a", "alpha");
    f->store->put("/app/b", "beta", 0x1234abcd);
    f->store->put("/app/c.json", R"({"id":12345678901234567890,"id":1,"text":"é"})");
    f->store->put("/app/sub/d", QByteArray("\x00\xff\x01", 3));
    for (int i = 0; i < 60; ++i)
        f->store->put("/app/many/" + QByteArray::number(1000 + i), "x");
    f->show();
}

void TestKeysWorkspace::cleanup()
{
    f.reset();
}

void TestKeysWorkspace::selectingAKeyShowsItsValueAndFacts()
{
    f->select("/app/b");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("beta"));
    QVERIFY(f->text()->isVisible());
    QCOMPARE(f->facts(),
             QStringLiteral("version 1 · created r 3 · modified r 3 · lease 1234abcd · key 6 B · value 4 B"));
}

void TestKeysWorkspace::theOnlyDirectoryIsOpenFromTheStart()
{
    const QModelIndex app = f->tree()->model()->index(0, 0);
    QCOMPARE(app.data(KeyTreeModel::KeyBytesRole).toByteArray(), QByteArray("/app/"));
    QVERIFY(f->tree()->isExpanded(app));
}

void TestKeysWorkspace::holdingDownReadsFirstAndLast()
{
    f->select("/app/many/1000");
    QElapsedTimer since;
    since.start();
    QTRY_VERIFY(since.hasExpired(150)); // the choice has come to rest
    f->store->forgetRequests();
    for (int i = 0; i < 30; ++i)
        f->press(Qt::Key_Down);
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Present);
    QCOMPARE(f->workspace->current().key(), QByteArray("/app/many/1030"));
    QCOMPARE(f->store->gets(), QList<QByteArray>({"/app/many/1001", "/app/many/1030"}));
}

void TestKeysWorkspace::enterGoesToTheValueAndEscapeComesBack()
{
    f->select("/app/a");
    QCOMPARE(QApplication::focusWidget(), f->tree());
    f->press(Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(), f->text());
    f->press(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), f->tree());
}

void TestKeysWorkspace::enterWaitsForAValueThatIsStillRead()
{
    f->select("/app/a");
    f->store->holdReads(true);
    f->press(Qt::Key_Down);
    f->press(Qt::Key_Return);
    QCOMPARE(f->workspace->current().state(), OpenKey::State::Reading);
    QVERIFY(f->isShown("keyNotice"));
    f->store->holdReads(false);
    QTRY_COMPARE(f->text()->toPlainText(), QStringLiteral("beta"));
    QCOMPARE(QApplication::focusWidget(), f->text());
}

void TestKeysWorkspace::savingShowsTheDifferenceAndComparesTheRevision()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("alpine"));
    QCOMPARE(f->footer(), QStringLiteral("3 bytes changed, unsaved, based on revision 2"));
    f->press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(f->find<QPushButton>("saveConfirm")->isEnabled());
    QVERIFY(f->isShown("saveSheet"));
    QCOMPARE(f->find<QPushButton>("saveConfirm")->text(), QStringLiteral("Save to playground"));
    QVERIFY(f->store->commits().empty());
    f->press(Qt::Key_Return);
    QTRY_COMPARE(f->store->entry("/app/a")->value, QByteArray("alpine"));
    QTRY_VERIFY(!f->keys->drafts().contains("/app/a"));
    QCOMPARE(f->store->commits().size(), size_t(1));
    const Condition condition = f->store->commits().front().conditions.front();
    QCOMPARE(condition.target, Condition::Target::ModRevision);
    QCOMPARE(condition.number, 2);
    QTRY_VERIFY(f->facts().startsWith(QLatin1String("version 2 ")));
    QVERIFY(f->footer().startsWith(QLatin1String("Saved at revision ")));
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("alpine"));
    QVERIFY(!f->message()->isVisible());
}

void TestKeysWorkspace::escapeInTheDifferenceKeepsTheEdit()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("changed"));
    f->press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(f->find<QPushButton>("saveConfirm")->isEnabled());
    f->press(Qt::Key_Escape);
    QVERIFY(f->text()->isVisible());
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("changed"));
    QCOMPARE(QApplication::focusWidget(), f->text());
    QVERIFY(f->store->commits().empty());
    QCOMPARE(f->keys->drafts().find("/app/a")->value, QByteArray("changed"));
}

void TestKeysWorkspace::saveIsOffUntilSomethingChanged()
{
    f->select("/app/c.json");
    for (const char *view :
         {"keys.viewText", "keys.viewJson", "keys.viewHex", "keys.viewJson", "keys.viewText"}) {
        f->action(view)->trigger();
        QCoreApplication::processEvents();
        QVERIFY(!f->action("keys.save")->isEnabled());
        QVERIFY(!f->find<QPushButton>("saveButton")->isEnabled());
    }
    QVERIFY(!f->keys->drafts().contains("/app/c.json"));
    f->action("keys.viewHex")->trigger();
    f->hex()->setFocus();
    f->type(QStringLiteral("7"));
    QVERIFY(!f->action("keys.save")->isEnabled()); // the byte was 7b: the first digit is what it was
    f->type(QStringLiteral("d"));
    QVERIFY(f->action("keys.save")->isEnabled());
    QCOMPARE(f->keys->drafts().find("/app/c.json")->value.front(), '}');
    f->press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!f->action("keys.save")->isEnabled());
}

void TestKeysWorkspace::revertCanBeTakenBack()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    f->click("revertButton");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("alpha"));
    QVERIFY(!f->keys->drafts().contains("/app/a"));
    f->click("bringBackButton");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QVERIFY(f->keys->drafts().contains("/app/a"));
}

void TestKeysWorkspace::aDraftSurvivesASelectionChangeAndIsMarked()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    f->select("/app/b");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("beta"));
    QVERIFY(f->indexOf("/app/a").data(KeyTreeModel::DraftRole).toBool());
    QCOMPARE(f->workspace->unsavedCount(), 1);
    f->select("/app/a");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QVERIFY(f->footer().endsWith(QLatin1String("unsaved, based on revision 2")));
}

void TestKeysWorkspace::aDraftSurvivesAWatchEvent()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    const qint64 theirs = f->store->put("/app/a", "theirs");
    QTRY_VERIFY(f->message()->isVisible());
    QVERIFY(f->message()->text().contains(QStringLiteral("Changed at revision %1").arg(theirs)));
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    f->click("compareButton");
    QTRY_VERIFY(f->isShown("conflictReload"));
    f->press(Qt::Key_Escape);
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
}

void TestKeysWorkspace::aDraftSurvivesAReconnect()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    f->store->setOnline(false);
    QTRY_COMPARE(f->keys->feed().state(), LiveFeed::State::Reconnecting);
    f->store->put("/app/b", "changed while away");
    f->store->setOnline(true);
    QTRY_COMPARE(f->keys->feed().state(), LiveFeed::State::Live);
    QTRY_COMPARE(f->indexOf("/app/b").data(KeyTreeModel::VersionRole).toInt(), 2);
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QCOMPARE(f->keys->drafts().find("/app/a")->value, QByteArray("mine"));
    QVERIFY(f->action("keys.save")->isEnabled());
}

void TestKeysWorkspace::withoutADraftTheNewValueIsShown()
{
    f->select("/app/a");
    const qint64 revision = f->store->put("/app/a", "newer");
    QTRY_COMPARE(f->text()->toPlainText(), QStringLiteral("newer"));
    QVERIFY(f->footer().contains(QString::number(revision)));
    QVERIFY(!f->message()->isVisible());
}

void TestKeysWorkspace::aDeletedKeySaysSoAndKeepsTheDraft()
{
    f->select("/app/a");
    f->store->remove("/app/a");
    QTRY_VERIFY(f->isShown("keyNotice"));
    QCOMPARE(f->find<EmptyView>("keyNotice")->title(), QStringLiteral("This key was deleted"));
    QTRY_VERIFY(!f->indexOf("/app/a").isValid());
    QCOMPARE(f->workspace->current().key(), QByteArray("/app/a")); // not another one
    QVERIFY(!f->tree()->selectionModel()->hasSelection());

    f->select("/app/b");
    f->replaceText(QStringLiteral("mine"));
    f->store->remove("/app/b");
    QTRY_VERIFY(f->message()->isVisible());
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    f->click("createAgainButton");
    QTRY_VERIFY(f->store->entry("/app/b").has_value());
    QCOMPARE(f->store->entry("/app/b")->value, QByteArray("mine"));
    QTRY_VERIFY(!f->keys->drafts().contains("/app/b"));
    QVERIFY(!f->message()->isVisible());
    QTRY_VERIFY(f->facts().startsWith(QLatin1String("version 1 ")));
}

void TestKeysWorkspace::aSaveThatEndsElsewhereClearsItsDraft()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    f->press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(f->find<QPushButton>("saveConfirm")->isEnabled());
    f->press(Qt::Key_Return);
    f->select("/app/b");
    QTRY_VERIFY(!f->keys->drafts().contains("/app/a"));
    QCOMPARE(f->store->entry("/app/a")->value, QByteArray("mine"));
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("beta"));
}

void TestKeysWorkspace::aFailedSaveSaysWhyAndKeepsTheEdit()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    f->store->failNextCommit({.kind = ErrorKind::NoSpace, .fate = RequestFate::Answered}, false);
    f->saveByKeyboard();
    QTRY_VERIFY(f->message()->isVisible());
    QCOMPARE(f->message()->severity(), MessageBar::Severity::Error);
    QVERIFY(f->message()->text().startsWith(QLatin1String("Nothing was written.")));
    QVERIFY(f->message()->text().contains(QLatin1String("NOSPACE")));
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    f->click("saveAgainButton");
    QTRY_VERIFY(f->find<QPushButton>("saveConfirm")->isEnabled());
    f->press(Qt::Key_Return);
    QTRY_COMPARE(f->store->entry("/app/a")->value, QByteArray("mine"));
    QTRY_VERIFY(!f->message()->isVisible());
}

void TestKeysWorkspace::anUnansweredSaveIsNotCalledDone()
{
    f->select("/app/a");
    f->replaceText(QStringLiteral("mine"));
    f->store->failNextCommit({.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent}, false);
    f->saveByKeyboard();
    QTRY_VERIFY(f->message()->isVisible());
    QVERIFY(f->message()->text().contains(QLatin1String("No answer came")));
    QVERIFY(f->message()->text().contains(QLatin1String("unchanged so far")));
    QVERIFY(f->keys->drafts().contains("/app/a"));

    // It arrives late: the watch tells, and nobody is asked about it.
    f->store->put("/app/a", "mine");
    QTRY_VERIFY(!f->keys->drafts().contains("/app/a"));
    QVERIFY(!f->message()->isVisible());
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QVERIFY(f->footer().startsWith(QLatin1String("Saved at revision ")));

    // The same with a write that did happen: found by reading.
    f->replaceText(QStringLiteral("mine again"));
    f->store->failNextCommit({.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent}, true);
    f->saveByKeyboard();
    QTRY_VERIFY(!f->keys->drafts().contains("/app/a"));
    QVERIFY(f->footer().startsWith(QLatin1String("Saved at revision ")));
}

void TestKeysWorkspace::aFailedReadCanBeTriedAgain()
{
    f->store->setOnline(false);
    QTRY_COMPARE(f->keys->feed().state(), LiveFeed::State::Reconnecting);
    f->select("/app/a");
    QVERIFY(f->isShown("keyNotice"));
    QCOMPARE(f->find<EmptyView>("keyNotice")->title(), QStringLiteral("The value could not be read"));
    f->store->setOnline(true);
    QTRY_COMPARE(f->text()->toPlainText(), QStringLiteral("alpha")); // by itself, once it is live again
}

QTEST_MAIN(TestKeysWorkspace)
#include "tst_keysworkspace.moc"
