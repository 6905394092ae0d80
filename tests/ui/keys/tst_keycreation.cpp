// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace etcdscope;

/// Keys that come, go and are gone to.
class TestKeyCreation : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aNewKeyIsMadeAndOpened();
    void aNewKeyNeverWritesOverAnother();
    void whatCannotBeAKeyIsSaid_data();
    void whatCannotBeAKeyIsSaid();
    void anyBytesCanBeAKey();
    void aNewKeyCanHaveALease();
    void whatWasTypedStaysWhileAnotherKeyIsLookedAt();
    void newKeyHereBeginsWithTheDirectory();
    void deletingAsksWithTheSafeButtonAndCompares();
    void deletingDoesNothingWhenTheKeyWasChangedMeanwhile();
    void aDirectoryIsNotDeletedByTheQuestionForAKey();
    void goToOpensOneKeyWithOneRead();
    void goToAMissingKeyOffersToMakeIt();
    void goToSaysWhatIsWrongWithAnEscape();

private:
    void create(const QString &key, const QString &value);

    std::unique_ptr<KeysFixture> f;
};

void TestKeyCreation::init()
{
    f = std::make_unique<KeysFixture>();
    f->store->put("/app/a", "alpha");
    f->store->put("/app/b", "beta");
    f->store->put(QByteArray("/odd/\xff\x00z", 8), "odd");
    f->show();
}

void TestKeyCreation::cleanup()
{
    f.reset();
}

void TestKeyCreation::create(const QString &key, const QString &value)
{
    f->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), f->find<QLineEdit>("newKeyName"));
    f->type(key);
    f->press(Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("newKeyValueText"));
    f->type(value);
    f->click("newKeyCreate");
}

void TestKeyCreation::aNewKeyIsMadeAndOpened()
{
    create(QStringLiteral("/app/new"), QStringLiteral("fresh"));
    QTRY_VERIFY(f->store->entry("/app/new"));
    QCOMPARE(f->store->entry("/app/new")->value, QByteArray("fresh"));
    QCOMPARE(f->store->commits().front().conditions.front().target, Condition::Target::Existence);
    QTRY_COMPARE(f->currentKey(), QByteArray("/app/new")); // shown in the tree as soon as it is there
    QTRY_COMPARE(f->text()->toPlainText(), QStringLiteral("fresh"));
    QCOMPARE(f->workspace->unsavedCount(), 0);
}

void TestKeyCreation::aNewKeyNeverWritesOverAnother()
{
    create(QStringLiteral("/app/a"), QStringLiteral("mine"));
    auto *const message = f->find<MessageBar>("newKeyMessage");
    QTRY_VERIFY(message->isVisible());
    QVERIFY(message->text().contains(QLatin1String("exists already")));
    QCOMPARE(f->store->entry("/app/a")->value, QByteArray("alpha"));
    QCOMPARE(f->find<CodeEditor>("newKeyValueText")->toPlainText(), QStringLiteral("mine"));
    f->click("openExistingButton");
    QTRY_COMPARE(f->text()->toPlainText(), QStringLiteral("alpha"));
    f->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(f->find<CodeEditor>("newKeyValueText")->toPlainText(), QStringLiteral("mine"));
}

void TestKeyCreation::whatCannotBeAKeyIsSaid_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("lease");
    QTest::addColumn<QString>("said");
    QTest::newRow("empty") << QString() << QStringLiteral("1") << QStringLiteral("at least one byte");
    QTest::newRow("escape") << QStringLiteral("/a\\q") << QString() << QStringLiteral("\\q");
    QTest::newRow("cut escape") << QStringLiteral("/a\\x1") << QString() << QStringLiteral("\\x1");
    QTest::newRow("lease") << QStringLiteral("/a") << QStringLiteral("zz") << QStringLiteral("zz");
}

void TestKeyCreation::whatCannotBeAKeyIsSaid()
{
    QFETCH(const QString, key);
    QFETCH(const QString, lease);
    QFETCH(const QString, said);
    f->press(Qt::Key_N, Qt::ControlModifier);
    f->type(key);
    f->find<QLineEdit>("newKeyLease")->setFocus();
    f->type(lease);
    QVERIFY(!f->find<QPushButton>("newKeyCreate")->isEnabled());
    QVERIFY(f->isShown("newKeyProblem"));
    QVERIFY2(f->find<QLabel>("newKeyProblem")->text().contains(said), qPrintable(said));
}

void TestKeyCreation::anyBytesCanBeAKey()
{
    create(QStringLiteral("\\x00\\xff//a\\\\b\\n\\x20"), QStringLiteral("v"));
    const QByteArray key("\x00\xff//a\\b\n ", 9);
    QTRY_VERIFY(f->store->entry(key));
    QTRY_COMPARE(f->workspace->current().key(), key);
}

void TestKeyCreation::aNewKeyCanHaveALease()
{
    f->press(Qt::Key_N, Qt::ControlModifier);
    f->type(QStringLiteral("/leased"));
    f->find<QLineEdit>("newKeyLease")->setFocus();
    f->type(QStringLiteral("694d7f8a2b3c4d5e"));
    f->click("newKeyCreate");
    QTRY_VERIFY(f->store->entry("/leased"));
    QCOMPARE(f->store->entry("/leased")->lease, 0x694d7f8a2b3c4d5e);
}

void TestKeyCreation::whatWasTypedStaysWhileAnotherKeyIsLookedAt()
{
    f->press(Qt::Key_N, Qt::ControlModifier);
    f->type(QStringLiteral("/half"));
    QCOMPARE(f->workspace->unsavedCount(), 1);
    f->select("/app/a");
    QCOMPARE(f->text()->toPlainText(), QStringLiteral("alpha"));
    f->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(f->find<QLineEdit>("newKeyName")->text(), QStringLiteral("/half"));
}

void TestKeyCreation::newKeyHereBeginsWithTheDirectory()
{
    f->select("/app/");
    f->action("keys.newHere")->trigger();
    QCOMPARE(f->find<QLineEdit>("newKeyName")->text(), QStringLiteral("/app/"));
    f->press(Qt::Key_Escape);
    f->select("/app/a");
    f->action("keys.newHere")->trigger();
    QCOMPARE(f->find<QLineEdit>("newKeyName")->text(), QStringLiteral("/app/"));
}

void TestKeyCreation::deletingAsksWithTheSafeButtonAndCompares()
{
    f->select("/app/a");
    f->press(Qt::Key_Delete);
    auto *const question = f->find<QMessageBox>("deleteQuestion");
    QTRY_VERIFY(question && question->isVisible());
    QVERIFY(question->text().contains(QLatin1String("/app/a")));
    QVERIFY(question->text().contains(QLatin1String("playground")));
    QCOMPARE(question->defaultButton()->objectName(), QStringLiteral("deleteCancel"));
    QTest::keyClick(question, Qt::Key_Return); // the default
    QTRY_VERIFY(!f->find<QMessageBox>("deleteQuestion"));
    QVERIFY(f->store->entry("/app/a"));
    f->window().activateWindow(); // what a window manager does
    QTRY_COMPARE(QApplication::focusWidget(), f->tree());

    f->press(Qt::Key_Delete);
    f->click("deleteConfirm");
    QTRY_VERIFY(!f->store->entry("/app/a"));
    const Condition condition = f->store->commits().back().conditions.front();
    QCOMPARE(condition.target, Condition::Target::ModRevision);
    QCOMPARE(condition.number, 2);
    QTRY_VERIFY(f->isShown("keyNotice"));
    QCOMPARE(f->find<EmptyView>("keyNotice")->title(), QStringLiteral("This key was deleted"));
}

void TestKeyCreation::deletingDoesNothingWhenTheKeyWasChangedMeanwhile()
{
    f->select("/app/a");
    f->press(Qt::Key_Delete);
    f->store->beforeNextCommit([this] { f->store->put("/app/a", "theirs"); });
    f->click("deleteConfirm");
    QTRY_VERIFY(f->message()->isVisible());
    QVERIFY(f->message()->text().startsWith(QLatin1String("Nothing was deleted")));
    QCOMPARE(f->store->entry("/app/a")->value, QByteArray("theirs"));
    QTRY_COMPARE(f->text()->toPlainText(), QStringLiteral("theirs"));
}

void TestKeyCreation::aDirectoryIsNotDeletedByTheQuestionForAKey()
{
    f->select("/app/");
    QVERIFY(f->action("keys.delete")->isEnabled());
    f->press(Qt::Key_Delete);
    QVERIFY(!f->find<QMessageBox>("deleteQuestion"));
    QVERIFY(f->isShown("deleteSheet"));
}

void TestKeyCreation::goToOpensOneKeyWithOneRead()
{
    f->store->forgetRequests();
    f->press(Qt::Key_L, Qt::ControlModifier);
    f->type(QStringLiteral("/odd/\\xff\\x00z"));
    f->press(Qt::Key_Return);
    const QByteArray key("/odd/\xff\x00z", 8);
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Present);
    QCOMPARE(f->workspace->current().key(), key);
    QCOMPARE(f->store->gets(), QList<QByteArray>{key});
    QCOMPARE(f->store->lists(), 0);
    QCOMPARE(f->currentKey(), key); // shown in the tree
}

void TestKeyCreation::goToAMissingKeyOffersToMakeIt()
{
    f->press(Qt::Key_L, Qt::ControlModifier);
    f->type(QStringLiteral("/not/there"));
    f->press(Qt::Key_Return);
    QTRY_COMPARE(f->workspace->current().state(), OpenKey::State::Absent);
    QCOMPARE(f->find<EmptyView>("keyNotice")->title(), QStringLiteral("There is no such key"));
    QTest::mouseClick(f->find<EmptyView>("keyNotice")->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(f->find<QLineEdit>("newKeyName")->text(), QStringLiteral("/not/there"));
    f->click("newKeyCreate");
    QTRY_VERIFY(f->store->entry("/not/there"));
}

void TestKeyCreation::goToSaysWhatIsWrongWithAnEscape()
{
    f->store->forgetRequests();
    f->press(Qt::Key_L, Qt::ControlModifier);
    f->type(QStringLiteral("/a\\q"));
    f->press(Qt::Key_Return);
    QVERIFY(f->find<QLineEdit>("goToField")->accessibleDescription().contains(QLatin1String("\\q")));
    QVERIFY(f->store->gets().isEmpty());
    f->press(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), f->tree());
}

QTEST_MAIN(TestKeyCreation)
#include "tst_keycreation.moc"
