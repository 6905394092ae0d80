// SPDX-License-Identifier: Apache-2.0
#include "core/session/etcdctloptions.h"
#include "core/session/profileimport.h"
#include "core/session/shellwords.h"

#include <QDir>
#include <QTest>

#include <functional>

using namespace etcdscope;
using Kind = ProfileImport::Note::Kind;
using Notes = QList<ProfileImport::Note>;
using Expect = std::function<void(Profile &)>;

Q_DECLARE_METATYPE(Expect)

class TestProfileImport : public QObject
{
    Q_OBJECT

private slots:
    void textIsUnderstood_data();
    void textIsUnderstood();
    void notes_data();
    void notes();
    void passwordStandsInNoNote_data();
    void passwordStandsInNoNote();
    void environmentIsRead();
    void wordsAreThoseOfAShell_data();
    void wordsAreThoseOfAShell();
    void durations_data();
    void durations();
};

namespace {

QStringList list(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Expect endpoints(const char *text)
{
    return [text](Profile &profile) { profile.endpoints = list(text); };
}

/// Rows of text that give a profile and perhaps a password, without any note.
void row(const char *name, const char *text, const Expect &expect, const char *password = nullptr)
{
    QTest::newRow(name) << QString::fromUtf8(text) << expect
                        << (password ? QString::fromUtf8(password) : QString());
}

} // namespace

void TestProfileImport::textIsUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Expect>("expect");
    QTest::addColumn<QString>("password"); // null = none

    row("one address", "http://a:1", endpoints("http://a:1"));
    row("host alone", "  etcd.example.org\n", endpoints("etcd.example.org"));
    row("commas", "http://a:1,http://b:2 , http://c:3", endpoints("http://a:1 http://b:2 http://c:3"));
    row("lines and spaces", "http://a:1\r\nhttp://b:2\n\n http://a:1 http://c:3;",
        endpoints("http://a:1 http://b:2 http://c:3"));
    row("IPv6", "https://[::1]:2379 https://[fe80::1]", endpoints("https://[::1]:2379 https://[fe80::1]"));
    row("quoted", "'http://a:1', \"http://b:2\"", endpoints("http://a:1 http://b:2"));
    row(
        "user in address", "https://root:p%40ss@a:1,https://root:p%40ss@b:2",
        [](Profile &profile) {
            profile.endpoints = list("https://a:1 https://b:2");
            profile.user = QStringLiteral("root");
        },
        "p@ss");

    row(
        "etcdctl 3",
        "ETCDCTL_API=3 /usr/local/bin/etcdctl --endpoints \"https://a:2379,https://b:2379\" "
        "--cacert=/pki/ca.crt --cert '/pki/my client.crt' --key /pki/client.key "
        "--user root:geheim:1 --dial-timeout=3s --command-timeout 1m30s -w json endpoint health",
        [](Profile &profile) {
            profile.api = Profile::Api::V3;
            profile.endpoints = list("https://a:2379 https://b:2379");
            profile.tls.authorityFile = QStringLiteral("/pki/ca.crt");
            profile.tls.certificateFile = QStringLiteral("/pki/my client.crt");
            profile.tls.keyFile = QStringLiteral("/pki/client.key");
            profile.user = QStringLiteral("root");
            profile.connectTimeout = 3'000;
            profile.callTimeout = 90'000;
        },
        "geheim:1");
    row(
        "continued lines", "$ etcdctl \\\n  --endpoints=a:1 \\\n  --user=root --password='x y\\'\n",
        [](Profile &profile) {
            profile.endpoints = list("a:1");
            profile.user = QStringLiteral("root");
        },
        "x y\\");
    row(
        "with --password the user is whole", "etcdctl --user a:b --password c get x",
        [](Profile &profile) { profile.user = QStringLiteral("a:b"); }, "c");
    row(
        "empty password", "etcdctl --user root: get x",
        [](Profile &profile) { profile.user = QStringLiteral("root"); }, "");
    row("user without password", "etcdctl --user root get x",
        [](Profile &profile) { profile.user = QStringLiteral("root"); });
    row("certificate makes it https", "etcdctl --endpoints a:1,b --cert /c --key /k", [](Profile &profile) {
        profile.endpoints = list("https://a:1 https://b");
        profile.tls.certificateFile = QStringLiteral("/c");
        profile.tls.keyFile = QStringLiteral("/k");
    });
    row("secure transport wanted", "etcdctl --insecure-transport=false --endpoints a:1",
        endpoints("https://a:1"));
    row("insecure transport", "etcdctl --insecure-transport --endpoints a:1", endpoints("a:1"));
    row("SRV", "etcdctl -d example.org --discovery-srv-name=blue member list", [](Profile &profile) {
        profile.srv = {QStringLiteral("example.org"), QStringLiteral("blue")};
    });
    row("SRV, short", "etcdctl -dexample.org",
        [](Profile &profile) { profile.srv.domain = QStringLiteral("example.org"); });
    row("home", "etcdctl --cacert=~/ca.pem --endpoints=https://a:1", [](Profile &profile) {
        profile.endpoints = list("https://a:1");
        profile.tls.authorityFile = QDir::homePath() + QStringLiteral("/ca.pem");
    });
    row("behind --", "etcdctl --endpoints a:1 put k -- --endpoints=b:2", endpoints("a:1"));
    row(
        "flags alone", "--endpoints=a:1 --user root:x",
        [](Profile &profile) {
            profile.endpoints = list("a:1");
            profile.user = QStringLiteral("root");
        },
        "x");
    row("in a container",
        "docker exec -e ETCDCTL_API=3 -it etcd0 etcdctl --endpoints=http://a:1 endpoint status",
        [](Profile &profile) {
            profile.api = Profile::Api::V3;
            profile.endpoints = list("http://a:1");
        });
    row("in a pod", "kubectl -n kube-system exec etcd-0 -- etcdctl --endpoints=http://a:1 get x",
        endpoints("http://a:1"));
    row("piped", "etcdctl --endpoints=a:1 get x | jq -r --user '.y' && echo done", endpoints("a:1"));

    row(
        "etcdctl 2",
        "etcdctl --peers http://a:4001,http://b:4001 --ca-file /ca --cert-file /c --key-file /k "
        "-u root:x --timeout 4s --total-timeout=6s --no-sync -o json ls /",
        [](Profile &profile) {
            profile.api = Profile::Api::V2;
            profile.endpoints = list("http://a:4001 http://b:4001");
            profile.tls.authorityFile = QStringLiteral("/ca");
            profile.tls.certificateFile = QStringLiteral("/c");
            profile.tls.keyFile = QStringLiteral("/k");
            profile.user = QStringLiteral("root");
            profile.connectTimeout = 4'000;
            profile.callTimeout = 6'000;
        },
        "x");
    row("etcdctl 2, one dash", "ETCDCTL_API=2 etcdctl -endpoint a -debug -username me ls",
        [](Profile &profile) {
            profile.api = Profile::Api::V2;
            profile.endpoints = list("a");
            profile.user = QStringLiteral("me");
        });
    row("etcdctl 2, short", "etcdctl -C http://a:1 -D example.org ls", [](Profile &profile) {
        profile.api = Profile::Api::V2;
        profile.endpoints = list("http://a:1");
        profile.srv.domain = QStringLiteral("example.org");
    });
    row("etcdctl 2 speaks http without a scheme", "ETCDCTL_API=2 etcdctl --ca-file /ca --endpoints a:1 ls",
        [](Profile &profile) {
            profile.api = Profile::Api::V2;
            profile.endpoints = list("a:1");
            profile.tls.authorityFile = QStringLiteral("/ca");
        });

    row(
        "variables",
        "# the lab\nexport ETCDCTL_API=3\nexport ETCDCTL_ENDPOINTS='https://a:1,https://b:2'\n"
        "ETCDCTL_CACERT=/ca\nETCDCTL_USER=root:x # me\nETCDCTL_DIAL_TIMEOUT=500ms\n",
        [](Profile &profile) {
            profile.api = Profile::Api::V3;
            profile.endpoints = list("https://a:1 https://b:2");
            profile.tls.authorityFile = QStringLiteral("/ca");
            profile.user = QStringLiteral("root");
            profile.connectTimeout = 500;
        },
        "x");
    row(
        "flag wins over variable",
        "export ETCDCTL_ENDPOINTS=a:1 ETCDCTL_USER=root:x\netcdctl --endpoints b:2 get k",
        [](Profile &profile) {
            profile.endpoints = list("b:2");
            profile.user = QStringLiteral("root");
        },
        "x");
    row("variables of version 2", "ETCDCTL_PEERS=http://a:1\nETCDCTL_CERT_FILE=/c\nETCDCTL_USERNAME=u",
        [](Profile &profile) {
            profile.api = Profile::Api::V2;
            profile.endpoints = list("http://a:1");
            profile.tls.certificateFile = QStringLiteral("/c");
            profile.user = QStringLiteral("u");
        });
    row("variables of the text",
        "HOST=10.0.0.1; ENDPOINTS=$HOST:2379,\"${HOST}\":22379\netcdctl --endpoints=$ENDPOINTS member list",
        endpoints("10.0.0.1:2379 10.0.0.1:22379"));
    row("systemd", "Environment=\"ETCDCTL_API=3\" ETCDCTL_ENDPOINTS=a:1", [](Profile &profile) {
        profile.api = Profile::Api::V3;
        profile.endpoints = list("a:1");
    });
}

void TestProfileImport::textIsUnderstood()
{
    QFETCH(QString, text);
    QFETCH(Expect, expect);
    QFETCH(QString, password);
    const ProfileImport import = ProfileImport::fromText(text);
    Profile profile;
    expect(profile);
    QCOMPARE(import.profile.endpoints, profile.endpoints);
    QVERIFY(import.profile == profile);
    QCOMPARE(import.password.value_or(QString()).isNull(), password.isNull());
    QCOMPARE(import.password.value_or(QString()), password);
    for (const auto &note : import.notes)
        QFAIL(qPrintable(QStringLiteral("%1 %2").arg(int(note.kind)).arg(note.about)));
}

void TestProfileImport::notes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("about");
    QTest::addColumn<QStringList>("endpoints");
    const auto note = [](const char *name, const char *text, Kind kind, const char *about,
                         const char *endpoints) {
        QTest::newRow(name) << QString::fromUtf8(text) << int(kind) << QString::fromUtf8(about)
                            << list(endpoints);
    };
    note("unknown flag", "etcdctl --endpoints=a:1 get x --prefix", Kind::UnknownFlag, "--prefix", "a:1");
    note("unknown flag's value", "etcdctl --endpoints=a:1 --colour=red get x", Kind::UnknownFlag, "--colour",
         "a:1");
    note("unknown letter", "etcdctl -zfoo --endpoints a:1", Kind::UnknownFlag, "-z", "a:1");
    note("unknown variable", "ETCDCTL_COLOUR=red ETCDCTL_ENDPOINTS=a:1", Kind::UnknownVariable,
         "ETCDCTL_COLOUR", "a:1");
    note("no value", "etcdctl --endpoints a:1 --cacert", Kind::MissingValue, "--cacert", "a:1");
    note("bad time", "etcdctl --endpoints a:1 --dial-timeout 5", Kind::BadValue, "--dial-timeout", "a:1");
    note("bad truth", "etcdctl --endpoints a:1 --insecure-skip-tls-verify=maybe", Kind::BadValue,
         "--insecure-skip-tls-verify", "a:1");
    note("bad API", "ETCDCTL_API=4 ETCDCTL_ENDPOINTS=a:1", Kind::BadValue, "ETCDCTL_API", "a:1");
    note("unknown shell variable", "etcdctl --endpoints=$ENDPOINTS get x", Kind::UnresolvedValue,
         "--endpoints", "");
    note("command's output", "ETCDCTL_USER=$(cat user)", Kind::UnresolvedValue, "ETCDCTL_USER", "");
    note("path", "http://a:1/v2/keys", Kind::BadEndpoint, "http://a:1/v2/keys", "");
    note("unix socket", "etcdctl --endpoints=unix://x,a:1", Kind::BadEndpoint, "unix://x", "a:1");
    note("port", "a:99999 b:1", Kind::BadEndpoint, "a:99999", "b:1");
    note("mixed", "http://a:1 https://b:1", Kind::MixedSchemes, "", "http://a:1 https://b:1");
    note("mixed by TLS", "etcdctl --endpoints a:1,http://b:2 --cacert /ca", Kind::MixedSchemes, "",
         "https://a:1 http://b:2");
    note("no verification", "etcdctl --insecure-skip-tls-verify --endpoints https://a:1",
         Kind::VerificationWanted, "", "https://a:1");
    note("verification", "etcdctl --insecure-skip-tls-verify=false --bad --endpoints https://a:1",
         Kind::UnknownFlag, "--bad", "https://a:1");
    note("relative file", "etcdctl --cacert pki/ca.crt --endpoints https://a:1", Kind::RelativeFile,
         "pki/ca.crt", "https://a:1");
    note("open quote", "etcdctl --endpoints 'a:1", Kind::OpenQuote, "", "a:1");
    note("nothing", "", Kind::NothingFound, "", "");
    note("etcdctl alone", "etcdctl get /foo", Kind::NothingFound, "", "");
    note("comment alone", "# ETCDCTL_ENDPOINTS=a:1", Kind::NothingFound, "", "");
}

void TestProfileImport::notes()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, about);
    QFETCH(QStringList, endpoints);
    const ProfileImport import = ProfileImport::fromText(text);
    QCOMPARE(import.profile.endpoints, endpoints);
    QVERIFY(!import.notes.isEmpty());
    QCOMPARE(int(import.notes[0].kind), kind);
    QCOMPARE(import.notes[0].about, about);
    QVERIFY(import.notes.size() == 1 || import.notes[1].kind == Kind::NothingFound);
}

void TestProfileImport::passwordStandsInNoNote_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {
             "etcdctl --user root:geheim --endpoints :x",
             "etcdctl --password=geheim --pasword=geheim -pgeheim --pass geheim user add x:geheim",
             "etcdctl --password $geheim --user root",
             "http://root:geheim@:99999/path http://root:geheim@a/path",
             "https://root:geheim@",
             "ETCDCTL_PASSWORD=geheim ETCDCTL_PASWORD=geheim ETCDCTL_API=geheim",
             "etcdctl --insecure-transport=geheim --dial-timeout=geheim",
         })
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestProfileImport::passwordStandsInNoNote()
{
    QFETCH(QString, text);
    const ProfileImport import = ProfileImport::fromText(text);
    for (const auto &note : import.notes)
        QVERIFY2(!note.about.contains(QLatin1String("geheim")), qPrintable(note.about));
    QVERIFY(!import.profile.endpoints.join(QLatin1Char(' ')).contains(QLatin1String("geheim")));
    QVERIFY(!import.profile.user.contains(QLatin1String("geheim")));
}

void TestProfileImport::environmentIsRead()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("ETCDCTL_ENDPOINTS"), QStringLiteral("a:1, b:2"));
    environment.insert(QStringLiteral("ETCDCTL_CERT"), QStringLiteral("/c $x 'y"));
    environment.insert(QStringLiteral("ETCDCTL_USER"), QStringLiteral("root"));
    environment.insert(QStringLiteral("ETCDCTL_PASSWORD"), QStringLiteral("a $b \"c"));
    environment.insert(QStringLiteral("ETCDCTL_WATCH_KEY"), QStringLiteral("k"));
    environment.insert(QStringLiteral("ETCD_NAME"), QStringLiteral("k"));
    const ProfileImport import = ProfileImport::fromEnvironment(environment);
    QCOMPARE(import.profile.endpoints, list("https://a:1 https://b:2"));
    QCOMPARE(import.profile.tls.certificateFile, QStringLiteral("/c $x 'y"));
    QCOMPARE(import.profile.user, QStringLiteral("root"));
    QCOMPARE(import.password.value_or(QString()), QStringLiteral("a $b \"c"));
    QCOMPARE(import.notes, Notes({{Kind::UnknownVariable, QStringLiteral("ETCDCTL_WATCH_KEY")}}));
    QCOMPARE(ProfileImport::fromEnvironment({}).notes, Notes({{Kind::NothingFound}}));
}

void TestProfileImport::wordsAreThoseOfAShell_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words"); // of all commands, each ended by "|"
    const auto words = [](const char *text, const QStringList &expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    const QString end = s("|");
    words("a b", {s("a"), s("b"), end});
    words("a'b c'd", {s("ab cd"), end});
    words("'a\\b' \"a\\b\\\"\\$\\\\\" a\\ b", {s("a\\b"), s("a\\b\"$\\"), s("a b"), end});
    words("''", {QString(), end});
    words("a\\\nb \"c\\\nd\"", {s("ab"), s("cd"), end});
    words("a#b #c d\ne", {s("a#b"), end, s("e"), end});
    words("a;b&&c||d|e&f\n\n",
          {s("a"), end, s("b"), end, s("c"), end, s("d"), end, s("e"), end, s("f"), end});
    words("$V ${V}x '$V' \"$V\" \\$V $", {s("1 2"), s("1 2x"), s("$V"), s("1 2"), s("$V"), s("$"), end});
    words("$W x`y` $(z", {s("?"), s("x`y`?"), s("$(z?"), end});
    words("${V:-x}", {s(":-x}?"), end});
    words("'a b", {s("a b"), end});
    words("\\", {s("\\"), end});
    words("", {});
}

void TestProfileImport::wordsAreThoseOfAShell()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    ShellText shell(text);
    const QHash<QString, QString> variables{{QStringLiteral("V"), QStringLiteral("1 2")}};
    QStringList found;
    for (auto command = shell.next(variables); !command.isEmpty(); command = shell.next(variables)) {
        for (const ShellWord &word : std::as_const(command))
            found << word.text + (word.complete ? QString() : QStringLiteral("?"));
        found << QStringLiteral("|");
    }
    QCOMPARE(found, words);
    QCOMPARE(shell.isCut(), text.startsWith(QLatin1String("'a b")));
}

void TestProfileImport::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("milliseconds"); // -1 = none
    const auto duration = [](const char *text, int milliseconds) {
        QTest::newRow(text) << QString::fromUtf8(text) << milliseconds;
    };
    duration("5s", 5'000);
    duration("1m30s", 90'000);
    duration("1.5s", 1'500);
    duration(".5s", 500);
    duration("2h", 7'200'000);
    duration("10us", 1);
    duration("1ms1ns", 2);
    duration("5", -1);
    duration("0s", -1);
    duration("-5s", -1);
    duration("5 s", -1);
    duration("", -1);
    duration("s", -1);
    duration("9999h", -1);
}

void TestProfileImport::durations()
{
    QFETCH(QString, text);
    QFETCH(int, milliseconds);
    QCOMPARE(goDuration(text).value_or(-1), milliseconds);
}

QTEST_GUILESS_MAIN(TestProfileImport)
#include "tst_profileimport.moc"
