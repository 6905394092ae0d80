// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/conflictview.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace etcdscope;

/// Somebody else writes the key while it is edited: nothing of either side is lost without a word.
class TestKeyConflicts : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void theConflictShowsAllThreeAndEscapeKeepsTheEdit();
    void takeTheirsCanBeTakenBack();
    void mergeByHandComparesWithTheirs();
    void changesInDifferentLinesCanBothBeTaken();
    void overwriteNeedsASecondClick();
    void anotherChangeWhileDecidingIsShownAndDisarms();
    void aKeyDeletedMeanwhileCanBeCreatedAgain();
    void aKeyDeletedMeanwhileCanStayDeleted();
    void aConflictOfAKeyThatIsNotOpenIsShownWhenItIs();

private:
    /// Edits /k, and somebody else writes it before the save arrives.
    void meetConflict(const QByteArray &theirs = "base\ntheirs\n");

    std::unique_ptr<KeysFixture> f;
};

void TestKeyConflicts::init()
{
    f = std::make_unique<KeysFixture>();
    f->store->put("/k", "base\n");
    f->store->put("/other", "other");
    f->show();
}

void TestKeyConflicts::cleanup()
{
    f.reset();
}

void TestKeyConflicts::meetConflict(const QByteArray &theirs)
{
    f->select("/k");
    f->replaceText(QStringLiteral("mine"));
    f->store->beforeNextCommit([this, theirs] { f->store->put("/k", theirs); });
    f->saveByKeyboard();
    QTRY_VERIFY(f->isShown("conflictSheet"));
    QTRY_VERIFY(!f->find<ConflictView>("conflictView") || f->isShown("conflictView"));
    QCOMPARE(f->store->entry("/k")->value, theirs);
    QVERIFY(f->keys->drafts().contains("/k"));
}

void TestKeyConflicts::theConflictShowsAllThreeAndEscapeKeepsTheEdit()
{
    meetConflict();
    const auto *view = f->window().findChild<ConflictView *>();
    QTRY_VERIFY(view->isVisible());
    QVERIFY(view->summary().contains(QLatin1Char('1')));
    f->press(Qt::Key_Escape);
    QVERIFY(f->text()->isVisible());
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QVERIFY(f->message()->isVisible()); // it is still overtaken
    QCOMPARE(f->store->entry("/k")->value, QByteArray("base\ntheirs\n"));
}

void TestKeyConflicts::takeTheirsCanBeTakenBack()
{
    meetConflict();
    f->click("conflictReload");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("base\ntheirs\n"));
    QVERIFY(!f->keys->drafts().contains("/k"));
    QVERIFY(!f->action("keys.save")->isEnabled());
    f->click("bringBackButton");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QVERIFY(f->keys->drafts().contains("/k"));
    QVERIFY(f->message()->isVisible()); // based on what is not there any more
}

void TestKeyConflicts::mergeByHandComparesWithTheirs()
{
    meetConflict();
    const qint64 theirs = f->store->entry("/k")->modRevision;
    f->click("conflictMerge");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QCOMPARE(f->keys->drafts().find("/k")->base.modRevision, theirs);
    QVERIFY(!f->message()->isVisible());
    f->replaceText(QStringLiteral("both"));
    f->press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(f->find<QPushButton>("saveConfirm")->isEnabled());
    // The difference is to theirs: its two lines go.
    QVERIFY(f->window().findChild<DiffView *>()->summary().contains(QLatin1Char('2')));
    f->press(Qt::Key_Return);
    QTRY_COMPARE(f->store->entry("/k")->value, QByteArray("both"));
    QCOMPARE(f->store->commits().back().conditions.front().number, theirs);
}

void TestKeyConflicts::changesInDifferentLinesCanBothBeTaken()
{
    f->store->put("/k", "one\ntwo\nthree\nfour\n");
    f->select("/k");
    QTRY_COMPARE(f->text()->toPlainText(), QStringLiteral("one\ntwo\nthree\nfour\n"));
    f->text()->setFocus();
    f->press(Qt::Key_Home, Qt::ControlModifier);
    f->type(QStringLiteral("number "));
    f->store->beforeNextCommit([this] { f->store->put("/k", "one\ntwo\nthree\nfour, theirs\n"); });
    f->saveByKeyboard();
    QTRY_VERIFY(f->isShown("conflictMergeBoth"));
    f->click("conflictMergeBoth");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("number one\ntwo\nthree\nfour, theirs\n"));
    f->saveByKeyboard();
    QTRY_COMPARE(f->store->entry("/k")->value, QByteArray("number one\ntwo\nthree\nfour, theirs\n"));
}

void TestKeyConflicts::overwriteNeedsASecondClick()
{
    meetConflict();
    const qint64 theirs = f->store->entry("/k")->modRevision;
    f->click("conflictOverwrite");
    QVERIFY(f->find<QPushButton>("conflictOverwrite")->text().contains(QString::number(theirs)));
    QCOMPARE(f->store->entry("/k")->value, QByteArray("base\ntheirs\n"));
    f->click("conflictOverwrite");
    QTRY_COMPARE(f->store->entry("/k")->value, QByteArray("mine"));
    // Also this compares: with what was shown as theirs.
    QCOMPARE(f->store->commits().back().conditions.front().number, theirs);
    QTRY_VERIFY(!f->keys->drafts().contains("/k"));
}

void TestKeyConflicts::anotherChangeWhileDecidingIsShownAndDisarms()
{
    meetConflict();
    f->click("conflictOverwrite");
    const qint64 newer = f->store->put("/k", "newer");
    auto *const overwrite = f->find<QPushButton>("conflictOverwrite");
    QTRY_COMPARE(overwrite->text(), QStringLiteral("Overwrite Theirs…"));
    QCOMPARE(f->workspace->current().current()->modRevision, newer);
    QVERIFY(f->isShown("conflictSheet"));
    f->click("conflictOverwrite");
    QCOMPARE(f->store->entry("/k")->value, QByteArray("newer"));
}

void TestKeyConflicts::aKeyDeletedMeanwhileCanBeCreatedAgain()
{
    f->select("/k");
    f->replaceText(QStringLiteral("mine"));
    f->store->beforeNextCommit([this] { f->store->remove("/k"); });
    f->saveByKeyboard();
    QTRY_VERIFY(f->isShown("conflictSheet"));
    QVERIFY(!f->isShown("conflictMerge"));
    f->click("conflictOverwrite");
    QTRY_VERIFY(f->store->entry("/k"));
    QCOMPARE(f->store->entry("/k")->value, QByteArray("mine"));
    QCOMPARE(f->store->commits().back().conditions.front().target, Condition::Target::Existence);
    QTRY_VERIFY(!f->keys->drafts().contains("/k"));
}

void TestKeyConflicts::aKeyDeletedMeanwhileCanStayDeleted()
{
    f->select("/k");
    f->replaceText(QStringLiteral("mine"));
    f->store->beforeNextCommit([this] { f->store->remove("/k"); });
    f->saveByKeyboard();
    QTRY_VERIFY(f->isShown("conflictSheet"));
    f->click("conflictReload");
    QVERIFY(f->isShown("keyNotice"));
    QVERIFY(!f->keys->drafts().contains("/k"));
    QVERIFY(f->isShown("bringBackButton"));
}

void TestKeyConflicts::aConflictOfAKeyThatIsNotOpenIsShownWhenItIs()
{
    f->select("/k");
    f->replaceText(QStringLiteral("mine"));
    f->store->beforeNextCommit([this] { f->store->put("/k", "theirs"); });
    f->saveByKeyboard();
    f->select("/other");
    QTRY_VERIFY(!f->messages.isEmpty());
    QVERIFY(f->messages.back().contains(QLatin1String("/k")));
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("other"));
    f->select("/k");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("mine"));
    QTRY_VERIFY(f->message()->isVisible());
    f->press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(f->isShown("conflictSheet"));
}

QTEST_MAIN(TestKeyConflicts)
#include "tst_keyconflicts.moc"
