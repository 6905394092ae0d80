// SPDX-License-Identifier: Apache-2.0
#include "core/net/endpointset.h"

#include <QTest>

using namespace etcdscope;

class TestEndpointSet final : public QObject
{
    Q_OBJECT

private slots:
    void acceptedTexts_data();
    void acceptedTexts();
    void refusedTexts_data();
    void refusedTexts();
    void refusalNeverRepeatsAPassword();
    void listsKeepOrderAndDropRepetitions();
    void mixedSchemesAreRefused();
    void nothingGivenIsRefused();
    void nextPassesOverFailedOnes();
    void whenAllFailedEachGetsItsTurnAgain();
    void hostAndPortIsAlwaysWhole();
};

void TestEndpointSet::acceptedTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *text, const char *url) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(url);
    };
    row("http://10.0.0.1:2379", "http://10.0.0.1:2379");
    row("https://etcd.example:443", "https://etcd.example:443");
    row("HTTPS://Etcd.Example:443", "https://etcd.example:443");
    row("https://etcd.example", "https://etcd.example:2379");
    row("http://etcd.example/", "http://etcd.example:2379");
    row("localhost:12379", "http://localhost:12379");
    row("localhost", "http://localhost:2379");
    row("127.0.0.1", "http://127.0.0.1:2379");
    row("  localhost:1 ", "http://localhost:1");
    row("etcd-0.etcd_headless", "http://etcd-0.etcd_headless:2379");
    row("[::1]", "http://[::1]:2379");
    row("[::1]:65535", "http://[::1]:65535");
    row("https://[fd00::1]:2379", "https://[fd00::1]:2379");
}

void TestEndpointSet::acceptedTexts()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const Result<QUrl> result = EndpointSet::parseOne(text);
    QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.error().detail));
    QCOMPARE(result->toString(), url);
}

void TestEndpointSet::refusedTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *text, const char *reason) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(reason);
    };
    row("", "empty");
    row("   ", "empty");
    row("http://", "host is missing");
    row(":2379", "host is missing");
    row("http://h:2379/v3", "no path");
    row("h//", "no path");
    row("http://h:2379/?a=b", "query");
    row("http://h#x", "query or fragment");
    row("ftp://h", "scheme");
    row("unix://socket", "scheme");
    row("http://user:secret@h:2379", "separately");
    row("user@h", "separately");
    row("h:", "port");
    row("h:0", "port");
    row("h:65536", "port");
    row("h:-1", "port");
    row("h:+1", "port");
    row("h:http", "port");
    row("::1", "brackets");
    row("http://fd00::1:2379", "brackets");
    row("[::1", "not closed");
    row("[::1]2379", "only a port");
    row("[]", "host is missing");
    row("[localhost]", "not a host");
    row("a host", "not a host");
    row("h\\x", "not a host");
}

void TestEndpointSet::refusedTexts()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    const Result<QUrl> result = EndpointSet::parseOne(text);
    QVERIFY2(!result.ok(), qPrintable(result.ok() ? result->toString() : QString()));
    QCOMPARE(result.error().kind, ErrorKind::Local);
    QVERIFY2(result.error().detail.contains(reason), qPrintable(result.error().detail));
}

void TestEndpointSet::refusalNeverRepeatsAPassword()
{
    const Result<QUrl> result = EndpointSet::parseOne(QStringLiteral("https://root:secret@etcd:2379"));
    QVERIFY(!result.ok());
    QVERIFY(!result.error().detail.contains(QLatin1String("secret")));
}

void TestEndpointSet::listsKeepOrderAndDropRepetitions()
{
    const auto set =
        EndpointSet::parse({QStringLiteral("b,a"), QStringLiteral("http://b:2379"), QStringLiteral("c")});
    QVERIFY(set.ok());
    QCOMPARE(set->urls(),
             QList<QUrl>({QUrl(QStringLiteral("http://b:2379")), QUrl(QStringLiteral("http://a:2379")),
                          QUrl(QStringLiteral("http://c:2379"))}));
    QCOMPARE(set->current(), QUrl(QStringLiteral("http://b:2379")));
}

void TestEndpointSet::mixedSchemesAreRefused()
{
    const auto set = EndpointSet::parse({QStringLiteral("https://a"), QStringLiteral("b")});
    QVERIFY(!set.ok());
    QVERIFY(set.error().detail.contains(QLatin1String("all https")));
}

void TestEndpointSet::nothingGivenIsRefused()
{
    QVERIFY(!EndpointSet::parse({}).ok());
    QVERIFY(!EndpointSet::parse({QStringLiteral("a,,b")}).ok());
    QVERIFY(EndpointSet().isEmpty());
    QVERIFY(EndpointSet().current().isEmpty());
}

void TestEndpointSet::nextPassesOverFailedOnes()
{
    EndpointSet set = EndpointSet::parse({QStringLiteral("a,b,c")}).value();
    const QList<QUrl> urls = set.urls();
    set.markFailed(urls[1]);
    QCOMPARE(set.current(), urls[0]);
    QCOMPARE(set.next(), urls[2]);
    QCOMPARE(set.next(), urls[0]);
    set.markWorking(urls[1]);
    QCOMPARE(set.next(), urls[1]);
}

void TestEndpointSet::whenAllFailedEachGetsItsTurnAgain()
{
    EndpointSet set = EndpointSet::parse({QStringLiteral("a,b")}).value();
    const QList<QUrl> urls = set.urls();
    set.markFailed(urls[0]);
    set.markFailed(urls[1]);
    QVERIFY(set.allFailed());
    QCOMPARE(set.next(), urls[1]);
    QVERIFY(!set.allFailed());
    QCOMPARE(set.next(), urls[0]);
}

void TestEndpointSet::hostAndPortIsAlwaysWhole()
{
    QCOMPARE(EndpointSet::hostAndPort(QUrl(QStringLiteral("https://a/x"))), QByteArray("a:443"));
    QCOMPARE(EndpointSet::hostAndPort(QUrl(QStringLiteral("http://a"))), QByteArray("a:80"));
    QCOMPARE(EndpointSet::hostAndPort(QUrl(QStringLiteral("http://[::1]:2379"))), QByteArray("[::1]:2379"));
}

QTEST_GUILESS_MAIN(TestEndpointSet)

#include "tst_endpointset.moc"
