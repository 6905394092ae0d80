// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/messagebar.h"
#include "ui/window/startpage.h"

#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

class TestStartPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void enterOpensWhatWasTyped();
    void emptyFieldOpensTheAddressItShows();
    void severalMembersAreOneCluster();
    void theOlderPortIsTriedWhereNoneWasTyped();
    void wrongAddressIsExplainedInPlace_data();
    void wrongAddressIsExplainedInPlace();
    void playgroundCanBeGivenUp();
    void problemStaysUntilTheNextAttempt();
    void tabLeadsThroughTheParts();
    void connectionsTakeTheSpaceAndTheKeyboard();

private:
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<StartPage> m_page;
    std::unique_ptr<QSignalSpy> m_opened;
    QLineEdit *m_field = nullptr;
};

void TestStartPage::init()
{
    qRegisterMetaType<EndpointSet>();
    m_page = std::make_unique<StartPage>();
    m_opened = std::make_unique<QSignalSpy>(m_page.get(), &StartPage::openRequested);
    m_field = part<QLineEdit>("start.endpoint");
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->focusFirst();
    QVERIFY(m_field->hasFocus());
}

void TestStartPage::enterOpensWhatWasTyped()
{
    QTest::keyClicks(m_field, QStringLiteral("etcd.example:4001"));
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<EndpointSet>().current(),
             QUrl(QStringLiteral("http://etcd.example:4001")));
}

void TestStartPage::emptyFieldOpensTheAddressItShows()
{
    QTest::mouseClick(part<QPushButton>("start.open"), Qt::LeftButton);
    QCOMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<EndpointSet>().current(),
             QUrl(QStringLiteral("http://127.0.0.1:2379")));
}

void TestStartPage::severalMembersAreOneCluster()
{
    QTest::keyClicks(m_field, QStringLiteral("a:2379, b:2379"));
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<EndpointSet>().size(), 2);
}

void TestStartPage::theOlderPortIsTriedWhereNoneWasTyped()
{
    QTest::keyClicks(m_field, QStringLiteral("a, b:2379"));
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<EndpointSet>().size(), 2);
    QCOMPARE(m_opened->at(0).at(1).value<QList<QUrl>>(), QList<QUrl>{QUrl(QStringLiteral("http://a:4001"))});
}

void TestStartPage::wrongAddressIsExplainedInPlace_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("scheme") << QStringLiteral("ftp://a");
    QTest::newRow("port") << QStringLiteral("a:99999");
    QTest::newRow("path") << QStringLiteral("http://a/b");
    QTest::newRow("mixed") << QStringLiteral("http://a,https://b");
}

void TestStartPage::wrongAddressIsExplainedInPlace()
{
    QFETCH(QString, typed);
    const QString before = part<QLabel>("start.hint")->text();
    m_field->setText(typed);
    QVERIFY(part<QLabel>("start.hint")->text() != before);
    QVERIFY(!part<QPushButton>("start.open")->isEnabled());
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(m_opened->size(), 0);
    m_field->clear();
    QCOMPARE(part<QLabel>("start.hint")->text(), before);
    QVERIFY(part<QPushButton>("start.open")->isEnabled());
}

void TestStartPage::playgroundCanBeGivenUp()
{
    QSignalSpy wanted(m_page.get(), &StartPage::playgroundRequested);
    QSignalSpy cancelled(m_page.get(), &StartPage::playgroundCancelled);
    QVERIFY(!part<QPushButton>("start.cancel")->isVisible());
    QTest::mouseClick(part<QPushButton>("start.playground"), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    m_page->setPlaygroundStarting(true);
    QVERIFY(!part<QPushButton>("start.playground")->isEnabled());
    QVERIFY(part<QProgressBar>("start.progress")->isVisible());
    QTest::mouseClick(part<QPushButton>("start.cancel"), Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
    m_page->setPlaygroundStarting(false);
    QVERIFY(part<QPushButton>("start.playground")->isEnabled());
}

void TestStartPage::problemStaysUntilTheNextAttempt()
{
    const auto *bar = m_page->findChild<MessageBar *>();
    QVERIFY(!bar->isVisible());
    m_page->showProblem(QStringLiteral("no etcd"));
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->text(), QStringLiteral("no etcd"));
    m_field->setText(QStringLiteral("a"));
    QVERIFY(bar->isVisible());
    QTest::keyClick(m_field, Qt::Key_Return);
    QVERIFY(!bar->isVisible());
}

void TestStartPage::tabLeadsThroughTheParts()
{
    QTest::keyClick(m_field, Qt::Key_Tab);
    QVERIFY(part<QPushButton>("start.open")->hasFocus());
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
    QVERIFY(part<QPushButton>("start.playground")->hasFocus());
}

void TestStartPage::connectionsTakeTheSpaceAndTheKeyboard()
{
    m_page->resize(900, 700);
    auto *list = new QLineEdit;
    list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    bool hasSome = true;
    m_page->setConnections(list, [&hasSome, list] {
        if (hasSome)
            list->setFocus();
        return hasSome;
    });
    list->show();
    m_page->focusFirst();
    QVERIFY(list->hasFocus());
    QTRY_VERIFY(list->height() > m_page->height() / 2);
    QVERIFY(m_field->isVisible());
    hasSome = false;
    m_page->focusFirst();
    QVERIFY(m_field->hasFocus());
}

QTEST_MAIN(TestStartPage)
#include "tst_startpage.moc"
