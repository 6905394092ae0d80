// SPDX-License-Identifier: Apache-2.0
#include "core/net/etcdlink.h"

#include <QTest>

using namespace etcdscope;
using Fault = EtcdLink::Fault;

class TestEtcdLink : public QObject
{
    Q_OBJECT

private slots:
    void saysWhereItLeads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("endpoints");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("prefix");
        const auto row = [](const char *text, const char *endpoints, const QByteArray &key,
                            const QByteArray &prefix) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(endpoints) << key
                                << prefix;
        };
        row("etcd://10.0.0.4:2379", "http://10.0.0.4:2379", {}, {});
        row("etcd://host", "http://host:2379", {}, {});
        row("ETCDS://a:1,b:2/", "https://a:1 https://b:2", {}, {});
        row("etcd://[::1]:2379/app/x", "http://[::1]:2379", "app/x", {});
        row("etcd://h//app/x", "http://h:2379", "/app/x", {});
        row("etcd://h/%2Fapp%2fx%00%FF", "http://h:2379", QByteArray("/app/x\0\xff", 8), {});
        row("etcds://h?prefix=/app/", "https://h:2379", {}, "/app/");
        row("etcd://h/?prefix=a%26b%3D", "http://h:2379", {}, "a&b=");
        row("etcd://h/mail@home", "http://h:2379", "mail@home", {});
    }
    void saysWhereItLeads()
    {
        QFETCH(const QString, text);
        QVERIFY(EtcdLink::isLink(text));
        const auto link = EtcdLink::parse(text);
        QVERIFY(link);
        QStringList urls;
        for (const QUrl &url : link->endpoints.urls())
            urls += url.toString();
        QTEST(urls.join(u' '), "endpoints");
        QTEST(link->key.value_or(QByteArray()), "key");
        QTEST(link->prefix, "prefix");
        QCOMPARE(link->isSecure(), text.startsWith(QStringLiteral("etcds"), Qt::CaseInsensitive));
    }

    void isRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Fault>("why");
        const auto row = [](const char *text, Fault why) {
            QTest::newRow(text) << QString::fromLatin1(text) << why;
        };
        row("etcd://root:hunter2@h/x", Fault::Secret);
        row("etcd://hunter2@h", Fault::Secret);
        row("etcd://h1,root:hunter2@h2/", Fault::Secret);
        row("etcd:h", Fault::Scheme);
        row("http://h", Fault::Scheme);
        row("etcd://", Fault::Hosts);
        row("etcd:///key", Fault::Hosts);
        row("etcd://h:99999/", Fault::Hosts);
        row("etcd://h/a#b", Fault::Fragment);
        row("etcd://h/a%2", Fault::Encoding);
        row("etcd://h/a%zz", Fault::Encoding);
        row("etcd://h?prefix=%", Fault::Encoding);
        row("etcd://h?value=1", Fault::Query);
        row("etcd://h?prefix=a&put=b", Fault::Query);
        row("etcd://h/a?prefix=b", Fault::KeyAndPrefix);
    }
    void isRefused()
    {
        QFETCH(const QString, text);
        QFETCH(const Fault, why);
        Fault fault = Fault::TooLong;
        QVERIFY(!EtcdLink::parse(text, &fault));
        QCOMPARE(int(fault), int(why));
    }
    void endlessOnesAreNotRead()
    {
        Fault fault = Fault::Scheme;
        QVERIFY(!EtcdLink::parse(QStringLiteral("etcd://h/") + QString(100'000, u'x'), &fault));
        QCOMPARE(int(fault), int(Fault::TooLong));
    }
};

QTEST_GUILESS_MAIN(TestEtcdLink)
#include "tst_etcdlink.moc"
