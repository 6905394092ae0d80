// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkrun.h"
#include "tests/ui/keys/keysfixture.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rowtextview.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace etcdscope;

/// Deleting, renaming and duplicating directories and selections, by keyboard and mouse.
class TestBulkOperations : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aDirectoryIsDeletedAfterItsPreview();
    void theSafeButtonIsTheDefault();
    void manyKeysNeedTheNameOrTheNumber();
    void shiftAndControlSelectRows();
    void keysChangedMeanwhileAreNamed();
    void anErrorIsSaidAndTriedAgain();
    void anotherRowLeavesTheSheet();
    void f2RenamesAKey();
    void aDirectoryKeepsItsSeparator();
    void existingNamesAreListedAndLeftOut();
    void severalStepsWantConsent();
    void aDuplicateSuggestsAName();
    void rowsGoIntoADirectory();
    void aFailureIsKeptInSightAndGoesOn();

private:
    void clickRow(const QByteArray &key, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] QString label(const char *name) const { return f->find<QLabel>(name)->text(); }
    [[nodiscard]] bool ready(const char *button) const
    {
        auto *const widget = f->find<QPushButton>(button);
        return widget && widget->isVisible() && widget->isEnabled();
    }
    [[nodiscard]] QStringList rowsOf(const char *name) const
    {
        return f->find<RowTextView>(name)->toPlainText().split(QLatin1Char('\n'));
    }

    std::unique_ptr<KeysFixture> f;
};

void TestBulkOperations::init()
{
    f = std::make_unique<KeysFixture>();
    for (int i = 0; i < 30; ++i)
        f->store->put("/app/" + QByteArray::number(10 + i), "value " + QByteArray::number(i));
    f->store->put("/app", "a key");
    f->store->put("/apple", "another");
    f->store->put("/zoo/lion", "roars");
    f->show();
}

void TestBulkOperations::cleanup()
{
    f.reset();
}

void TestBulkOperations::clickRow(const QByteArray &key, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = f->indexOf(key);
    QVERIFY2(index.isValid(), key.constData());
    f->tree()->scrollTo(index);
    QTest::mouseClick(f->tree()->viewport(), Qt::LeftButton, modifiers,
                      f->tree()->visualRect(index).center());
}

void TestBulkOperations::aDirectoryIsDeletedAfterItsPreview()
{
    f->select("/app/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    QVERIFY(label("bulkDeleteTitle").contains(QLatin1String("30")));
    QVERIFY(label("bulkDeleteTitle").contains(QLatin1String("playground")));
    QVERIFY(label("bulkDeleteBoundary").contains(QLatin1String("/app-2")));
    const QStringList sample = rowsOf("bulkDeleteSample");
    QCOMPARE(sample.size(), 21); // twenty and how many more
    QCOMPARE(sample.first(), QStringLiteral("/app/10"));
    QVERIFY(!f->isShown("bulkDeleteTyped"));
    QVERIFY(f->store->commits().empty());
    f->click("bulkDeleteConfirm");
    QTRY_VERIFY(!f->store->entry("/app/10"));
    QTRY_VERIFY(!f->keys->bulk().isBusy());
    QVERIFY(label("bulkRunText").contains(QLatin1String("30")));
    QVERIFY(f->store->entry("/app"));
    QVERIFY(f->store->entry("/apple"));
    QCOMPARE(f->keys->journal().entries().size(), size_t(30));
    QTRY_VERIFY(!f->messages.isEmpty());
    f->click("bulkRunClose");
    QVERIFY(!f->isShown("bulkRunView"));
    QVERIFY(!f->isShown("bulkNote"));
    QCOMPARE(QApplication::focusWidget(), f->tree());
}

void TestBulkOperations::theSafeButtonIsTheDefault()
{
    f->select("/app/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    QCOMPARE(QApplication::focusWidget(), f->find<QPushButton>("bulkDeleteCancel"));
    f->press(Qt::Key_Return);
    QVERIFY(!f->isShown("deleteSheet"));
    QVERIFY(f->store->commits().empty());
    QCOMPARE(QApplication::focusWidget(), f->tree());
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    f->press(Qt::Key_Escape);
    QVERIFY(!f->isShown("deleteSheet"));
    QVERIFY(f->store->commits().empty());
}

void TestBulkOperations::manyKeysNeedTheNameOrTheNumber()
{
    for (int i = 0; i < 1'200; ++i)
        f->store->put("/many/" + QByteArray::number(i), "v");
    QTRY_COMPARE(f->keys->index().keyCount(), 1'233);
    f->select("/many/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(f->isShown("bulkDeleteTyped"));
    auto *const confirm = f->find<QPushButton>("bulkDeleteConfirm");
    auto *const typed = f->find<QLineEdit>("bulkDeleteTyped");
    typed->setFocus();
    for (const auto &[text, accepted] : {std::pair{"120", false},
                                         {"1200", true},
                                         {"1,200", true},
                                         {"/man", false},
                                         {"/many/", true},
                                         {"/many", true},
                                         {"x1200", false}}) {
        typed->clear();
        f->type(QString::fromLatin1(text));
        QVERIFY2(confirm->isEnabled() == accepted, text);
    }
    typed->clear();
    f->type(QStringLiteral("1200"));
    f->press(Qt::Key_Return); // goes to the button
    QVERIFY(f->store->commits().empty());
    f->press(Qt::Key_Return);
    QTRY_VERIFY(!f->store->entry("/many/0"));
    QVERIFY(f->store->entry("/zoo/lion"));
}

void TestBulkOperations::shiftAndControlSelectRows()
{
    f->select("/app/12");
    clickRow("/app/15", Qt::ShiftModifier);
    QTRY_COMPARE(f->workspace->current().key(), QByteArray("/app/15")); // the right side follows
    clickRow("/app/20", Qt::ControlModifier);
    clickRow("/app/13", Qt::ControlModifier); // out again
    f->tree()->setFocus();
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    QCOMPARE(rowsOf("bulkDeleteSample"), QStringList({QStringLiteral("/app/12"), QStringLiteral("/app/14"),
                                                      QStringLiteral("/app/15"), QStringLiteral("/app/20")}));
    f->click("bulkDeleteConfirm");
    QTRY_VERIFY(!f->store->entry("/app/20"));
    QVERIFY(f->store->entry("/app/13"));
    QVERIFY(f->store->entry("/app/16"));
}

void TestBulkOperations::keysChangedMeanwhileAreNamed()
{
    f->select("/app/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    f->store->put("/app/17", "theirs");
    f->store->put("/app/zzz", "new");
    f->click("bulkDeleteConfirm");
    QTRY_VERIFY(!f->keys->bulk().isBusy());
    QTRY_VERIFY(f->isShown("bulkRunMessage"));
    const QString text = f->find<MessageBar>("bulkRunMessage")->text();
    QVERIFY2(text.contains(QLatin1String("29")), qPrintable(text));
    const QStringList left = rowsOf("bulkRunExceptions");
    QVERIFY(left.filter(QStringLiteral("/app/17")).size() == 1);
    QVERIFY(left.filter(QStringLiteral("/app/zzz")).size() == 1);
    QCOMPARE(f->store->entry("/app/17")->value, QByteArray("theirs"));
    QVERIFY(f->store->entry("/app/zzz"));
    QVERIFY(!f->isShown("bulkRunAction")); // there is nothing to go on with
}

void TestBulkOperations::anErrorIsSaidAndTriedAgain()
{
    f->select("/app/");
    f->store->setOnline(false);
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(f->isShown("bulkDeleteMessage"));
    QVERIFY(!f->find<QPushButton>("bulkDeleteConfirm")->isEnabled());
    f->store->setOnline(true);
    f->click("bulkDeleteRetry");
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    QVERIFY(!f->isShown("bulkDeleteMessage"));
}

void TestBulkOperations::anotherRowLeavesTheSheet()
{
    f->select("/app/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    f->select("/apple");
    QVERIFY(!f->isShown("deleteSheet"));
    QVERIFY(f->store->commits().empty());
}

void TestBulkOperations::f2RenamesAKey()
{
    f->store->put("/zoo/lion", "roars", 77);
    f->select("/zoo/lion");
    f->press(Qt::Key_F2);
    auto *const name = f->find<QLineEdit>("renameName");
    QTRY_VERIFY(name && name->hasFocus());
    QCOMPARE(name->selectedText(), QStringLiteral("lion"));
    QVERIFY(!f->find<QPushButton>("renameConfirm")->isEnabled()); // the name it has
    f->type(QStringLiteral("tiger\\x00"));
    QTRY_VERIFY(ready("renameConfirm"));
    QCOMPARE(rowsOf("renameSample").last(), QStringLiteral("  → /zoo/tiger\\x00"));
    f->press(Qt::Key_Return);
    const QByteArray renamed("/zoo/tiger\0", 11);
    QTRY_VERIFY(f->store->entry(renamed));
    QCOMPARE(f->store->entry(renamed)->value, QByteArray("roars"));
    QCOMPARE(f->store->entry(renamed)->lease, 77);
    QVERIFY(!f->store->entry("/zoo/lion"));
    const auto &commits = f->store->commits();
    QCOMPARE(std::ranges::count_if(commits, &Transaction::mutates), 1);
}

void TestBulkOperations::aDirectoryKeepsItsSeparator()
{
    f->select("/app/");
    f->press(Qt::Key_F2);
    auto *const name = f->find<QLineEdit>("renameName");
    name->setText(QStringLiteral("/new"));
    QTRY_VERIFY(ready("renameConfirm"));
    QCOMPARE(rowsOf("renameSample").at(1), QStringLiteral("  → /new/10"));
    f->click("renameConfirm");
    QTRY_VERIFY(f->store->entry("/new/39"));
    QVERIFY(!f->store->entry("/app/39"));
    QVERIFY(f->store->entry("/app"));
}

void TestBulkOperations::existingNamesAreListedAndLeftOut()
{
    f->store->put("/new/12", "theirs");
    f->select("/app/");
    f->press(Qt::Key_F2);
    f->find<QLineEdit>("renameName")->setText(QStringLiteral("/new/"));
    QTRY_VERIFY(f->isShown("renameSkip"));
    QVERIFY(!f->find<QPushButton>("renameConfirm")->isEnabled());
    QCOMPARE(rowsOf("renameSample").at(2), QStringLiteral("  → /new/12"));
    QTest::mouseClick(f->find<QCheckBox>("renameSkip"), Qt::LeftButton, {}, QPoint(8, 8));
    QTRY_VERIFY(ready("renameConfirm"));
    f->click("renameConfirm");
    QTRY_VERIFY(f->store->entry("/new/39"));
    QCOMPARE(f->store->entry("/new/12")->value, QByteArray("theirs"));
    QVERIFY(f->store->entry("/app/12"));
    QTRY_VERIFY(f->isShown("bulkRunMessage")); // one was left alone
    QCOMPARE(rowsOf("bulkRunExceptions").at(1), QStringLiteral("/app/12"));
}

void TestBulkOperations::severalStepsWantConsent()
{
    for (int i = 0; i < 200; ++i)
        f->store->put("/many/" + QByteArray::number(i), "v");
    QTRY_COMPARE(f->keys->index().keyCount(), 233);
    f->select("/many/");
    f->press(Qt::Key_F2);
    f->find<QLineEdit>("renameName")->setText(QStringLiteral("/moved/"));
    QTRY_VERIFY(f->isShown("renameConsent"));
    QVERIFY(f->find<QCheckBox>("renameConsent")->text().contains(QLatin1Char('4'))); // 64 keys each
    QVERIFY(!f->find<QPushButton>("renameConfirm")->isEnabled());
    QTest::mouseClick(f->find<QCheckBox>("renameConsent"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(!f->find<QPushButton>("renameConfirm")->isEnabled()); // above a hundred keys
    QTest::keyClicks(f->find<QLineEdit>("renameTyped"), QStringLiteral("200"));
    QTRY_VERIFY(ready("renameConfirm"));
    f->click("renameConfirm");
    QTRY_VERIFY(f->store->entry("/moved/199"));
    QTRY_VERIFY(!f->keys->bulk().isBusy());
    QVERIFY(!f->store->entry("/many/0"));
}

void TestBulkOperations::aDuplicateSuggestsAName()
{
    f->select("/app/");
    f->action("keys.duplicate")->trigger();
    QCOMPARE(f->find<QLineEdit>("renameName")->text(), QStringLiteral("/app-copy/"));
    QTRY_VERIFY(ready("renameConfirm"));
    f->click("renameConfirm");
    QTRY_VERIFY(f->store->entry("/app-copy/39"));
    QVERIFY(f->store->entry("/app/39"));
}

void TestBulkOperations::rowsGoIntoADirectory()
{
    f->select("/app/12");
    clickRow("/zoo/", Qt::ControlModifier);
    f->tree()->setFocus();
    f->press(Qt::Key_F2);
    f->find<QLineEdit>("renameName")->setText(QStringLiteral("/t"));
    QTRY_VERIFY(ready("renameConfirm"));
    f->click("renameConfirm");
    QTRY_VERIFY(f->store->entry("/t/12"));
    QVERIFY(f->store->entry("/t/zoo/lion"));
    QVERIFY(!f->store->entry("/zoo/lion"));
}

void TestBulkOperations::aFailureIsKeptInSightAndGoesOn()
{
    f->select("/app/");
    f->press(Qt::Key_Delete);
    QTRY_VERIFY(ready("bulkDeleteConfirm"));
    f->store->failNextCommit(Error{.kind = ErrorKind::NoSpace, .fate = RequestFate::Answered}, false);
    f->click("bulkDeleteConfirm");
    QTRY_VERIFY(f->isShown("bulkRunMessage"));
    QVERIFY(f->find<MessageBar>("bulkRunMessage")->severity() == MessageBar::Severity::Error);
    QVERIFY(f->store->entry("/app/10"));
    f->select("/apple"); // looks elsewhere: it stays said
    QVERIFY(f->isShown("bulkNote"));
    f->select("/zoo/");
    f->press(Qt::Key_Delete); // another one says that this one would be let go
    QTRY_VERIFY(f->isShown("bulkDeleteMessage"));
    f->press(Qt::Key_Escape);
    f->click("bulkNoteShow");
    QVERIFY(f->isShown("bulkRunView"));
    QVERIFY(!f->isShown("bulkNote"));
    f->click("bulkRunAction");
    QTRY_VERIFY(!f->store->entry("/app/10"));
    QTRY_VERIFY(!f->keys->bulk().isBusy());
    QVERIFY(!f->isShown("bulkRunMessage"));
}

QTEST_MAIN(TestBulkOperations)
#include "tst_bulkoperations.moc"
