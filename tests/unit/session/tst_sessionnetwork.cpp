// SPDX-License-Identifier: Apache-2.0
#include "core/session/sessionnetwork.h"

#include <QTest>

using namespace etcdscope;

namespace {

std::vector<v3::Member> members()
{
    std::vector<v3::Member> response;
    const auto add = [&response](const char *name, const char *url, bool learner = false) {
        response.push_back({QString::fromLatin1(name), {QString::fromLatin1(url)}, learner});
    };
    add("a", "https://a.example:2379");
    add("b", "http://b.example:2379");  // in the clear
    add("c", "https://127.0.0.1:2379"); // of that computer
    add("d", "https://localhost:2379");
    add("e", "https://0.0.0.0:2379");
    add("f", "https://f.example:2379", true);
    add("", "https://g.example:2379"); // not started
    add("h", "nonsense://");
    return response;
}

QStringList texts(const QList<QUrl> &urls)
{
    QStringList result;
    for (const QUrl &url : urls)
        result << url.toString();
    return result;
}

} // namespace

class TestSessionNetwork : public QObject
{
    Q_OBJECT

private slots:
    void membersElsewhere();
    void membersHere();
};

void TestSessionNetwork::membersElsewhere()
{
    const auto known = EndpointSet::parse({QStringLiteral("https://typed.example")});
    QCOMPARE(texts(clientEndpoints(members(), *known)),
             QStringList{QStringLiteral("https://a.example:2379")});
}

void TestSessionNetwork::membersHere()
{
    const auto known = EndpointSet::parse({QStringLiteral("https://localhost")});
    QCOMPARE(texts(clientEndpoints(members(), *known)),
             (QStringList{QStringLiteral("https://a.example:2379"), QStringLiteral("https://127.0.0.1:2379"),
                          QStringLiteral("https://localhost:2379")}));
}

QTEST_GUILESS_MAIN(TestSessionNetwork)
#include "tst_sessionnetwork.moc"
