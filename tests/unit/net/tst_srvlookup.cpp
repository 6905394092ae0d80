// SPDX-License-Identifier: Apache-2.0
#include "core/net/endpointcandidates.h"
#include "core/net/endpointset.h"
#include "core/net/srvlookup.h"

#include <QMap>
#include <QNetworkDatagram>
#include <QTest>
#include <QUdpSocket>
#include <QtEndian>

#include <functional>

using namespace etcdscope;

namespace {

using Records = QList<SrvRecord>;

/// Answers from a table; a name that is not in it does not exist.
class ScriptedResolver final : public SrvResolver
{
public:
    QMap<QString, Records> records;
    QMap<QString, Error> errors;
    QString silent; ///< this name is never answered
    QStringList asked;
    int cancelled = 0;

    Call<Records> lookUp(const QString &name) override
    {
        asked << name;
        if (errors.contains(name))
            return answered<Records>(errors[name]);
        if (name != silent)
            return answered<Records>(records.value(name));
        m_silence.onCancel([this] { ++cancelled; });
        return m_silence.call();
    }

private:
    Promise<Records> m_silence;
};

/// A name server for SRV records, on an address of the loopback network.
class NameServer final
{
public:
    QMap<QByteArray, Records> records; ///< by lower-case name; others do not exist
    QHostAddress address{QStringLiteral("127.0.53.53")};

    bool listen()
    {
        QObject::connect(&m_socket, &QUdpSocket::readyRead, &m_socket, [this] {
            while (m_socket.hasPendingDatagrams()) {
                const QNetworkDatagram question = m_socket.receiveDatagram();
                m_socket.writeDatagram(answer(question.data()), question.senderAddress(),
                                       quint16(question.senderPort()));
            }
        });
        return m_socket.bind(address, 53);
    }

private:
    static QByteArray number(int value)
    {
        QByteArray bytes(2, '\0');
        qToBigEndian(quint16(value), bytes.data());
        return bytes;
    }

    [[nodiscard]] QByteArray answer(const QByteArray &question) const
    {
        constexpr int Header = 12;
        QByteArray name;
        int place = Header;
        while (place < question.size() && question[place] != '\0') {
            name += (name.isEmpty() ? "" : ".") + question.mid(place + 1, question[place]).toLower();
            place += question[place] + 1;
        }
        const Records found = records.value(name);
        const bool known = records.contains(name);
        QByteArray bytes =
            question.left(2) + (known ? QByteArray("\x85\x80", 2) : QByteArray("\x85\x83", 2)) + number(1) +
            number(int(found.size())) + number(0) + number(0) + question.mid(Header, place + 5 - Header);
        for (const SrvRecord &record : found) {
            QByteArray target;
            const QStringList labels = record.target.split(QLatin1Char('.'), Qt::SkipEmptyParts);
            for (const QString &label : labels)
                target += char(label.size()) + label.toLatin1();
            target += '\0';
            bytes += number(0xc00c) + number(33) + number(1) + number(0) + number(60) +
                     number(int(6 + target.size())) + number(record.priority) + number(record.weight) +
                     number(record.port) + target;
        }
        return bytes;
    }

    QUdpSocket m_socket;
};

QStringList list(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString name(const char *text)
{
    return QString::fromLatin1(text);
}

std::optional<Result<SrvEndpoints>> wait(Call<SrvEndpoints> call)
{
    QObject context;
    std::optional<Result<SrvEndpoints>> answer;
    call.then(&context, [&](Result<SrvEndpoints> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 60'000))
        return std::nullopt;
    return answer;
}

} // namespace

class TestSrvLookup : public QObject
{
    Q_OBJECT

private slots:
    void namesAreThoseOfEtcd();
    void firstNameWithRecordsCounts_data();
    void firstNameWithRecordsCounts();
    void bestComesFirst();
    void noServiceIsNoEndpoint();
    void nothingFoundSaysWhatWasAsked();
    void failureNeverLeadsToClearText();
    void silenceEnds();
    void cancelStopsAsking();
    void noDomainIsRefused();
    void realNameServer();
    void olderPortIsTriedBehind_data();
    void olderPortIsTriedBehind();
};

void TestSrvLookup::namesAreThoseOfEtcd()
{
    QCOMPARE(
        srvNames(name("d.org"), {}),
        list("_etcd-client-ssl._tcp.d.org _etcd-client._tcp.d.org _etcd-ssl._tcp.d.org _etcd._tcp.d.org"));
    QCOMPARE(srvNames(name("d.org"), name("blue")),
             list("_etcd-client-ssl-blue._tcp.d.org _etcd-client-blue._tcp.d.org"));
}

void TestSrvLookup::firstNameWithRecordsCounts_data()
{
    QTest::addColumn<QStringList>("present");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<int>("asked");
    QTest::newRow("TLS") << list("_etcd-client-ssl._tcp.d") << QString() << name("https://h0:2379") << 1;
    QTest::newRow("clear") << list("_etcd-client._tcp.d") << QString() << name("http://h0:2379") << 2;
    QTest::newRow("older TLS") << list("_etcd-ssl._tcp.d") << QString() << name("https://h0:2379") << 3;
    QTest::newRow("older clear") << list("_etcd._tcp.d") << QString() << name("http://h0:2379") << 4;
    QTest::newRow("both") << list("_etcd-client._tcp.d _etcd-client-ssl._tcp.d") << QString()
                          << name("https://h1:2379") << 1;
    QTest::newRow("service") << list("_etcd-client-blue._tcp.d _etcd-client._tcp.d") << name("blue")
                             << name("http://h0:2379") << 2;
    QTest::newRow("service called ssl")
        << list("_etcd-client-ssl._tcp.d") << name("ssl") << name("http://h0:2379") << 2;
}

void TestSrvLookup::firstNameWithRecordsCounts()
{
    QFETCH(QStringList, present);
    QFETCH(QString, service);
    QFETCH(QString, endpoint);
    QFETCH(int, asked);
    ScriptedResolver resolver;
    for (qsizetype i = 0; i < present.size(); ++i)
        resolver.records[present[i]] = {{QStringLiteral("h%1.").arg(i), 2379, 0, 0}};
    const auto answer = wait(lookUpSrvEndpoints(resolver, name(" d. "), service));
    QVERIFY(answer && answer->ok());
    QCOMPARE((*answer)->endpoints, QStringList({endpoint}));
    QCOMPARE((*answer)->asked.size(), asked);
    QCOMPARE((*answer)->asked, resolver.asked);
    QCOMPARE((*answer)->name, resolver.asked.last());
    QVERIFY(EndpointSet::parse((*answer)->endpoints));
}

void TestSrvLookup::bestComesFirst()
{
    ScriptedResolver resolver;
    resolver.records[name("_etcd-client._tcp.d")] = {
        {name("c"), 3, 10, 90}, {name("b"), 2, 0, 10}, {name("a"), 1, 0, 20}, {name("b."), 2, 10, 0}};
    const auto answer = wait(lookUpSrvEndpoints(resolver, name("d")));
    QCOMPARE((*answer)->endpoints, list("http://a:1 http://b:2 http://c:3"));
}

void TestSrvLookup::noServiceIsNoEndpoint()
{
    ScriptedResolver resolver;
    resolver.records[name("_etcd-client-ssl._tcp.d")] = {{name("."), 0, 0, 0}};
    resolver.records[name("_etcd-client._tcp.d")] = {{name("."), 0, 0, 0}, {name("a."), 1, 5, 0}};
    const auto answer = wait(lookUpSrvEndpoints(resolver, name("d")));
    QCOMPARE((*answer)->endpoints, list("http://a:1"));
}

void TestSrvLookup::nothingFoundSaysWhatWasAsked()
{
    ScriptedResolver resolver;
    const auto answer = wait(lookUpSrvEndpoints(resolver, QString::fromUtf8("käse.org")));
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().kind, ErrorKind::NotFound);
    for (const QString &asked : srvNames(name("xn--kse-qla.org"), {}))
        QVERIFY2(answer->error().detail.contains(asked), qPrintable(answer->error().detail));
}

void TestSrvLookup::failureNeverLeadsToClearText()
{
    ScriptedResolver resolver;
    resolver.errors[name("_etcd-client-ssl._tcp.d")] = {.kind = ErrorKind::Network,
                                                        .detail = name("refused")};
    resolver.records[name("_etcd-client._tcp.d")] = {{name("a"), 1, 0, 0}};
    const auto answer = wait(lookUpSrvEndpoints(resolver, name("d")));
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().kind, ErrorKind::Network);
    QVERIFY(answer->error().detail.contains(name("refused")));
    QCOMPARE(resolver.asked, list("_etcd-client-ssl._tcp.d"));
}

void TestSrvLookup::silenceEnds()
{
    ScriptedResolver resolver;
    resolver.silent = name("_etcd-client._tcp.d");
    const auto answer = wait(lookUpSrvEndpoints(resolver, name("d"), {}, 50));
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().kind, ErrorKind::Timeout);
    QVERIFY(answer->error().detail.contains(resolver.silent));
    QTRY_COMPARE_WITH_TIMEOUT(resolver.cancelled, 1, 30'000);
}

void TestSrvLookup::cancelStopsAsking()
{
    ScriptedResolver resolver;
    resolver.silent = name("_etcd-client-ssl._tcp.d");
    auto call = lookUpSrvEndpoints(resolver, name("d")).then(this, [](const Result<SrvEndpoints> &) {
        QFAIL("answered after cancel");
    });
    QCOMPARE(resolver.asked.size(), 1);
    call.cancel();
    QCOMPARE(resolver.cancelled, 1);
    QCOMPARE(resolver.asked.size(), 1);
}

void TestSrvLookup::noDomainIsRefused()
{
    ScriptedResolver resolver;
    for (const char *text : {"", " ", "."}) {
        const auto answer = wait(lookUpSrvEndpoints(resolver, name(text)));
        QVERIFY(answer && !answer->ok());
        QCOMPARE(answer->error().kind, ErrorKind::Local);
    }
    QVERIFY(resolver.asked.isEmpty());
}

void TestSrvLookup::realNameServer()
{
    NameServer server;
    if (!server.listen())
        QSKIP("port 53 of the loopback network cannot be bound here");
    server.records["_etcd-client-ssl._tcp.lab.example"] = {}; // the name exists, its records do not
    server.records["_etcd-client._tcp.lab.example"] = {{name("b.lab.example."), 2379, 20, 1},
                                                       {name("a.lab.example."), 22379, 10, 1}};
    DnsSrvResolver resolver(server.address);
    auto answer = wait(lookUpSrvEndpoints(resolver, name("Lab.example"), {}, 50'000));
    QVERIFY(answer);
    QVERIFY2(answer->ok(), answer->ok() ? "" : qPrintable(answer->error().toString()));
    QCOMPARE((*answer)->endpoints, list("http://a.lab.example:22379 http://b.lab.example:2379"));
    QCOMPARE((*answer)->asked.size(), 2);

    answer = wait(lookUpSrvEndpoints(resolver, name("elsewhere.example"), {}, 50'000));
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().kind, ErrorKind::NotFound);
}

void TestSrvLookup::olderPortIsTriedBehind_data()
{
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<QStringList>("candidates");
    QTest::newRow("host") << list("a") << list("a http://a:4001");
    QTest::newRow("port") << list("a:2379") << list("a:2379");
    QTest::newRow("scheme") << list("https://a/ http://b:1/")
                            << list("https://a/ http://b:1/ https://a:4001");
    QTest::newRow("list") << list("a,b:1,c") << list("a b:1 c http://a:4001 http://c:4001");
    QTest::newRow("IPv6") << list("[::1] [::1]:1") << list("[::1] [::1]:1 http://[::1]:4001");
    QTest::newRow("no endpoint") << list("ftp://x") << list("ftp://x");
}

void TestSrvLookup::olderPortIsTriedBehind()
{
    QFETCH(QStringList, typed);
    QFETCH(QStringList, candidates);
    QCOMPARE(endpointCandidatesOfV2(typed), candidates);
}

QTEST_GUILESS_MAIN(TestSrvLookup)
#include "tst_srvlookup.moc"
