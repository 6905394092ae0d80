// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fulldisk.h"
#include "tests/ui/connections/connectionsfixture.h"
#include "ui/connections/connectionspage.h"
#include "ui/connections/profileform.h"
#include "ui/connections/profiletree.h"
#include "ui/connections/profiletreemodel.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>

using namespace etcdscope;

/// The list of connections as a person uses it, on a real file.
class TestConnectionsPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void emptyPageLeadsToANewConnection();
    void typingFindsAndEnterOpens();
    void everyWordMustBeFoundSomewhere();
    void twoHundredConnectionsAreSearched();
    void middleButtonOpensAndKeepsTheSelection();
    void f2RenamesInPlace();
    void deleteAsksAndIsTakenBack();
    void aFolderIsDeletedWithWhatIsInIt();
    void cloneIsSelectedBesideTheOriginal();
    void droppedConnectionsMoveIntoTheFolder();
    void droppedConnectionsAreReordered();
    void aFolderCannotBeDroppedIntoItself();
    void closedFoldersStayClosedOverAChange();
    void closedFoldersAreToldOf();
    void whatAnotherProgramChangedIsSaid();
    void whatBothChangedIsNamed();
    void whatWasSetAsideIsSaid();
    void fullDiskStopsAnExport();
    void detailsTellWhereItLeads();
    void everyControlHasItsNames();

private:
    void show();
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] ProfileTree *tree() const { return m_window->findChild<ProfileTree *>(); }
    [[nodiscard]] ProfileTreeModel *model() const { return m_window->findChild<ProfileTreeModel *>(); }
    void drop(const QList<QModelIndex> &rows, int row, const QModelIndex &parent);
    [[nodiscard]] QStringList names(const QModelIndex &parent = {}) const;

    std::unique_ptr<ConnectionsFixture> m_data;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<QWidget> m_window;
    ConnectionsPage *m_page = nullptr;
    std::unique_ptr<QSignalSpy> m_opened;
};

void TestConnectionsPage::init()
{
    m_data = std::make_unique<ConnectionsFixture>();
    m_actions = std::make_unique<ActionRegistry>();
    m_opened = std::make_unique<QSignalSpy>(&m_data->connections, &Connections::sessionRequested);
}

void TestConnectionsPage::cleanup()
{
    m_window.reset();
    m_opened.reset();
    m_actions.reset();
    m_data.reset();
}

void TestConnectionsPage::show()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 600);
    m_page = new ConnectionsPage(m_data->connections, *m_actions, m_window.get());
    m_page->resize(m_window->size());
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::Fatal, m_page);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_page->focusFirst();
}

void TestConnectionsPage::drop(const QList<QModelIndex> &rows, int row, const QModelIndex &parent)
{
    const std::unique_ptr<QMimeData> data(model()->mimeData(rows));
    model()->dropMimeData(data.get(), Qt::MoveAction, row, 0, parent);
    QCoreApplication::sendPostedEvents();
}

QStringList TestConnectionsPage::names(const QModelIndex &parent) const
{
    QStringList found;
    for (int row = 0; row < model()->rowCount(parent); ++row)
        found += model()->index(row, 0, parent).data().toString();
    return found;
}

void TestConnectionsPage::emptyPageLeadsToANewConnection()
{
    show();
    auto *empty = m_window->findChild<EmptyView *>();
    QVERIFY(empty->isVisible());
    QVERIFY(m_page->isEmpty());
    emit empty->activated();
    QVERIFY(m_window->findChild<ProfileForm *>());
}

void TestConnectionsPage::typingFindsAndEnterOpens()
{
    m_data->add(QStringLiteral("laptop"), QStringLiteral("127.0.0.1"));
    const QUuid wanted =
        m_data->add(QStringLiteral("payments"), QStringLiteral("10.0.0.4"), {QStringLiteral("eu")});
    show();
    QTest::keyClicks(part<QLineEdit>("connections.search"), QStringLiteral("pay"));
    QCOMPARE(model()->shownCount(), 1);
    QTest::keyClick(part<QLineEdit>("connections.search"), Qt::Key_Return);
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<SessionSettings>().profile, wanted);
    QTest::keyClick(part<QLineEdit>("connections.search"), Qt::Key_Escape);
    QCOMPARE(model()->shownCount(), 2);
}

void TestConnectionsPage::everyWordMustBeFoundSomewhere()
{
    m_data->add(QStringLiteral("one"), QStringLiteral("10.0.0.4"), {QStringLiteral("eu")});
    m_data->add(QStringLiteral("two"), QStringLiteral("10.0.0.5"), {QStringLiteral("eu")});
    show();
    auto *search = part<QLineEdit>("connections.search");
    search->setText(QStringLiteral("EU 0.0.5"));
    QCOMPARE(model()->shownCount(), 1);
    QCOMPARE(model()->bestMatch().data().toString(), QStringLiteral("two"));
    search->setText(QStringLiteral("nowhere"));
    QVERIFY(m_window->findChild<EmptyView *>()->isVisible());
    QVERIFY(search->isEnabled());
}

void TestConnectionsPage::twoHundredConnectionsAreSearched()
{
    for (int i = 0; i < 200; ++i)
        m_data->add(QStringLiteral("cluster %1").arg(i), QStringLiteral("10.0.%1.4").arg(i),
                    {QStringLiteral("team %1").arg(i % 12), QStringLiteral("region %1").arg(i % 3)});
    show();
    qint64 slowest = 0;
    QElapsedTimer timer;
    const QString typed = QStringLiteral("cluster 17");
    for (const QChar character : typed) {
        timer.start();
        QTest::keyClick(part<QLineEdit>("connections.search"), character.toLatin1());
        tree()->grab();
        slowest = std::max(slowest, timer.elapsed());
    }
    QCOMPARE(model()->shownCount(), 12); // 17, 117, and 170 to 179
    QCOMPARE(tree()->currentIndex().data().toString(), QStringLiteral("cluster 17"));
    qInfo("slowest key of a search among 200, painted: %lld ms", slowest);
}

void TestConnectionsPage::middleButtonOpensAndKeepsTheSelection()
{
    const QUuid first = m_data->add(QStringLiteral("first"), QStringLiteral("a"));
    const QUuid second = m_data->add(QStringLiteral("second"), QStringLiteral("b"));
    show();
    tree()->select(first);
    QTest::mouseClick(tree()->viewport(), Qt::MiddleButton, {},
                      tree()->visualRect(model()->indexOf(second)).center());
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<SessionSettings>().profile, second);
    QCOMPARE(tree()->selectedProfiles(), QList<QUuid>{first});
}

void TestConnectionsPage::f2RenamesInPlace()
{
    const QUuid id = m_data->add(QStringLiteral("old"), QStringLiteral("a"));
    show();
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_F2);
    auto *editor = part<QLineEdit>("connections.rename");
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("new"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_data->store.profile(id)->name, QStringLiteral("new"));
    QCOMPARE(tree()->selectedProfiles(), QList<QUuid>{id});
    QCOMPARE(m_opened->size(), 0);
}

void TestConnectionsPage::deleteAsksAndIsTakenBack()
{
    const QUuid id = m_data->add(QStringLiteral("gone"), QStringLiteral("a"));
    m_data->add(QStringLiteral("stays"), QStringLiteral("b"));
    show();
    tree()->select(id);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    auto *question = part<QMessageBox>("connections.question");
    QVERIFY(question);
    QVERIFY(question->text().contains(QStringLiteral("gone")));
    QCOMPARE(m_data->store.profiles().size(), 2); // not before the answer
    QTest::mouseClick(part<QAbstractButton>("connections.delete"), Qt::LeftButton);
    QCOMPARE(m_data->store.profiles().size(), 1);
    QTest::mouseClick(part<QAbstractButton>("connections.undo"), Qt::LeftButton);
    QCOMPARE(names(), QStringList({QStringLiteral("gone"), QStringLiteral("stays")}));
    QCOMPARE(m_data->store.profiles().first().id, id);
}

void TestConnectionsPage::aFolderIsDeletedWithWhatIsInIt()
{
    const QStringList folder{QStringLiteral("eu")};
    m_data->add(QStringLiteral("one"), QStringLiteral("a"), folder + QStringList{QStringLiteral("inner")});
    m_data->add(QStringLiteral("two"), QStringLiteral("b"), folder);
    m_data->add(QStringLiteral("three"), QStringLiteral("c"));
    show();
    tree()->select(model()->indexOfFolder(folder));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    QTest::mouseClick(part<QAbstractButton>("connections.delete"), Qt::LeftButton);
    QCOMPARE(names(), QStringList{QStringLiteral("three")});
    QTest::mouseClick(part<QAbstractButton>("connections.undo"), Qt::LeftButton);
    QCOMPARE(m_data->named(QStringLiteral("one")).folder, folder + QStringList{QStringLiteral("inner")});
    QCOMPARE(m_data->named(QStringLiteral("two")).folder, folder);
    QCOMPARE(m_data->store.profiles().last().name, QStringLiteral("three"));
}

void TestConnectionsPage::cloneIsSelectedBesideTheOriginal()
{
    const QUuid id = m_data->add(QStringLiteral("first"), QStringLiteral("a"));
    m_data->add(QStringLiteral("second"), QStringLiteral("b"));
    show();
    tree()->select(id);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_data->store.profiles().size(), 3);
    QCOMPARE(tree()->currentIndex().row(), 1);
    QVERIFY(tree()->currentIndex().data().toString().contains(QStringLiteral("first")));
    QVERIFY(tree()->selectedProfiles() != QList<QUuid>{id});
}

void TestConnectionsPage::droppedConnectionsMoveIntoTheFolder()
{
    const QUuid id = m_data->add(QStringLiteral("one"), QStringLiteral("a"));
    const QStringList folder{QStringLiteral("eu")};
    m_data->store.addFolder(folder);
    show();
    drop({model()->indexOf(id)}, -1, model()->indexOfFolder(folder));
    QCOMPARE(m_data->store.profile(id)->folder, folder);
    QCOMPARE(names(model()->indexOfFolder(folder)), QStringList{QStringLiteral("one")});
    drop({model()->indexOf(id)}, -1, {});
    QCOMPARE(m_data->store.profile(id)->folder, QStringList());
    QVERIFY(model()->indexOfFolder(folder).isValid()); // an empty folder is kept
}

void TestConnectionsPage::droppedConnectionsAreReordered()
{
    m_data->add(QStringLiteral("a"), QStringLiteral("a"));
    m_data->add(QStringLiteral("b"), QStringLiteral("b"));
    const QUuid last = m_data->add(QStringLiteral("c"), QStringLiteral("c"));
    show();
    drop({model()->indexOf(last)}, 0, {});
    QCOMPARE(names(), QStringList({QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("b")}));
}

void TestConnectionsPage::aFolderCannotBeDroppedIntoItself()
{
    const QStringList outer{QStringLiteral("outer")};
    const QStringList inner{QStringLiteral("outer"), QStringLiteral("inner")};
    m_data->store.addFolder(inner);
    show();
    const QModelIndex from = model()->indexOfFolder(outer);
    const std::unique_ptr<QMimeData> data(model()->mimeData({from}));
    QVERIFY(!model()->canDropMimeData(data.get(), Qt::MoveAction, -1, 0, model()->indexOfFolder(inner)));
    drop({from}, -1, model()->indexOfFolder(inner));
    QVERIFY(m_data->store.folders().contains(inner));
}

void TestConnectionsPage::closedFoldersStayClosedOverAChange()
{
    const QStringList folder{QStringLiteral("eu")};
    m_data->add(QStringLiteral("one"), QStringLiteral("a"), folder);
    show();
    QVERIFY(tree()->isExpanded(model()->indexOfFolder(folder)));
    tree()->collapse(model()->indexOfFolder(folder));
    m_data->add(QStringLiteral("two"), QStringLiteral("b"), folder);
    QVERIFY(!tree()->isExpanded(model()->indexOfFolder(folder)));
    part<QLineEdit>("connections.search")->setText(QStringLiteral("one"));
    QVERIFY(tree()->isExpanded(model()->indexOfFolder(folder))); // what was found must be seen
    part<QLineEdit>("connections.search")->clear();
    QVERIFY(!tree()->isExpanded(model()->indexOfFolder(folder)));
}

void TestConnectionsPage::closedFoldersAreToldOf()
{
    const QStringList folder{QStringLiteral("eu"), QStringLiteral("staging")};
    m_data->add(QStringLiteral("one"), QStringLiteral("a"), folder);
    show();
    QSignalSpy changed(m_page, &ConnectionsPage::closedFoldersChanged);
    tree()->collapse(model()->indexOfFolder(folder));
    QCOMPARE(changed.size(), 1);
    const QStringList closed = m_page->closedFolders();
    QCOMPARE(closed.size(), 1);
    part<QLineEdit>("connections.search")->setText(QStringLiteral("one"));
    part<QLineEdit>("connections.search")->clear();
    QCOMPARE(changed.size(), 1); // a filter opens and closes nothing
    tree()->expand(model()->indexOfFolder(folder));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_page->closedFolders(), QStringList());
    m_page->setClosedFolders(closed);
    QVERIFY(!tree()->isExpanded(model()->indexOfFolder(folder)));
    QVERIFY(tree()->isExpanded(model()->indexOfFolder({QStringLiteral("eu")})));
    QCOMPARE(changed.size(), 2);
}

void TestConnectionsPage::whatAnotherProgramChangedIsSaid()
{
    m_data->add(QStringLiteral("mine"), QStringLiteral("a"));
    QVERIFY(m_data->store.saveNow());
    m_data->store.follow();
    show();
    ProfileStore theirs(m_data->path());
    theirs.load();
    Profile made;
    made.name = QStringLiteral("theirs");
    theirs.add(made);
    QVERIFY(theirs.saveNow());
    auto *const message = part<MessageBar>("connections.message");
    QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), 30'000);
    QVERIFY2(message->text().contains(QStringLiteral("Another program")), qPrintable(message->text()));
    QCOMPARE(names(), QStringList({QStringLiteral("mine"), QStringLiteral("theirs")}));
}

void TestConnectionsPage::whatBothChangedIsNamed()
{
    const QUuid id = m_data->add(QStringLiteral("payments"), QStringLiteral("a"));
    QVERIFY(m_data->store.saveNow());
    show();
    const auto change = [&id](ProfileStore &store, const char *user) {
        Profile profile = *store.profile(id);
        profile.user = QString::fromLatin1(user);
        return store.replace(profile);
    };
    ProfileStore theirs(m_data->path());
    theirs.load();
    QVERIFY(change(theirs, "theirs"));
    QVERIFY(theirs.saveNow());
    QVERIFY(change(m_data->store, "mine"));
    auto *const message = part<MessageBar>("connections.message");
    QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), 30'000);
    QVERIFY2(message->text().contains(QStringLiteral("payments")), qPrintable(message->text()));
    QCOMPARE(m_data->store.profile(id)->user, QStringLiteral("mine"));
}

void TestConnectionsPage::whatWasSetAsideIsSaid()
{
    show();
    QFile file(m_data->path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{ this is no") > 0);
    file.close();
    m_data->add(QStringLiteral("one"), QStringLiteral("a"));
    auto *const message = part<MessageBar>("connections.message");
    QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), 30'000);
    QVERIFY2(message->text().contains(QStringLiteral(".damaged-")), qPrintable(message->text()));
}

void TestConnectionsPage::fullDiskStopsAnExport()
{
    m_data->add(QStringLiteral("one"), QStringLiteral("a"));
    QVERIFY(m_data->store.saveNow());
    show();
    const QString path = m_data->folder.filePath(QStringLiteral("export.json"));
    const auto exportTo = [&] {
        m_window->findChild<QAction *>(QStringLiteral("export"))->trigger();
        auto *const dialog = part<QFileDialog>("connections.files");
        dialog->disconnect(dialog); // its own reaction would look for the file
        emit dialog->fileSelected(path);
        delete dialog;
    };
    auto *const message = part<MessageBar>("connections.message");
    {
        const FullDisk disk;
        if (!disk.isFull())
            QSKIP("there is no limit on the size of files here");
        exportTo();
    }
    QVERIFY(message->isVisible());
    QCOMPARE(message->severity(), MessageBar::Severity::Error);
    QVERIFY2(message->text().contains(path), qPrintable(message->text()));
    QVERIFY(!QFile::exists(path));
    exportTo();
    QCOMPARE(message->severity(), MessageBar::Severity::Information);
    QVERIFY(QFile::exists(path));
}

void TestConnectionsPage::detailsTellWhereItLeads()
{
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {QStringLiteral("https://10.0.0.4:2379"), QStringLiteral("https://10.0.0.5:2379")};
    profile.user = QStringLiteral("reader");
    profile.readOnly = true;
    m_data->store.add(profile);
    show();
    QCOMPARE(part<QLabel>("connections.title")->text(), QStringLiteral("payments"));
    QVERIFY(part<QLabel>("connections.endpoints")->text().contains(QStringLiteral("10.0.0.5")));
    QCOMPARE(part<QLabel>("connections.user")->text(), QStringLiteral("reader"));
    QVERIFY(part<QLabel>("connections.opening")->isVisible());
    QVERIFY(!part<QLabel>("connections.proxy")->isVisible());
}

void TestConnectionsPage::everyControlHasItsNames()
{
    m_data->add(QStringLiteral("one"), QStringLiteral("a"));
    show();
    const auto widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
    QVERIFY(m_actions->conflicts().isEmpty());
}

QTEST_MAIN(TestConnectionsPage)
#include "tst_connectionspage.moc"
