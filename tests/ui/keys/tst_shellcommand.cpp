// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/shellcommand.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace etcdscope;

/// What a shell makes of the words is asked of a shell.
class TestShellCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void wordsMeanTheirBytes_data();
    void wordsMeanTheirBytes();
    void aNulHasNoWord();
    void commands_data();
    void commands();
    void aValueThatIsNoArgumentGoesThroughPrintf_data();
    void aValueThatIsNoArgumentGoesThroughPrintf();

private:
    [[nodiscard]] QByteArray run(const QString &script) const;

    QString m_bash;
};

void TestShellCommand::initTestCase()
{
    m_bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
    if (m_bash.isEmpty())
        QSKIP("no bash on this system");
}

QByteArray TestShellCommand::run(const QString &script) const
{
    QProcess shell;
    shell.start(m_bash, {QStringLiteral("--noprofile"), QStringLiteral("--norc")});
    shell.write(script.toUtf8());
    shell.closeWriteChannel();
    shell.waitForFinished();
    return shell.readAllStandardOutput();
}

void TestShellCommand::wordsMeanTheirBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray all;
    for (int byte = 1; byte < 256; ++byte)
        all += char(byte);
    QTest::newRow("every byte but NUL") << all;
    QTest::newRow("plain") << QByteArray("/app/key-1.json");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("space and quote") << QByteArray("it's a \"key\" $HOME `x` \\n");
    QTest::newRow("UTF-8") << QByteArray("/caf\u00e9/\u00fc");
    QTest::newRow("newlines at the end") << QByteArray("a\n\n");
    QTest::newRow("octal before a digit") << QByteArray("\0011", 2);
    QTest::newRow("exclamation") << QByteArray("a!b");
    QTest::newRow("invisible") << QByteArray("a\u200bb");
    QTest::newRow("tilde") << QByteArray("~root");
}

void TestShellCommand::wordsMeanTheirBytes()
{
    QFETCH(const QByteArray, bytes);
    const auto word = shellWord(bytes);
    QVERIFY(word);
    QCOMPARE(run(QLatin1String("printf %s ") + *word), bytes);
    for (const QChar c : *word)
        QVERIFY(c.isPrint() || c.isSurrogate()); // it can be pasted
}

void TestShellCommand::aNulHasNoWord()
{
    QVERIFY(!shellWord(QByteArray("a\0b", 3)));
    QVERIFY(!etcdctlGet(QByteArray("a\0b", 3), QStringLiteral("x")));
    QVERIFY(!etcdctlRemove(QByteArray("a\0b", 3), QStringLiteral("x")));
    QVERIFY(!etcdctlPut(QByteArray("a\0b", 3), "v", QStringLiteral("x")));
}

void TestShellCommand::commands_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("get");
    QTest::addColumn<QString>("put");
    QTest::newRow("plain") << QByteArray("/a") << QByteArray("v") << QStringLiteral("get /a")
                           << QStringLiteral("put /a v");
    QTest::newRow("key like an option") << QByteArray("--x") << QByteArray("-v")
                                        << QStringLiteral("get -- --x") << QStringLiteral("put -- --x -v");
    QTest::newRow("value like an option")
        << QByteArray("/a") << QByteArray("-v") << QStringLiteral("get /a") << QStringLiteral("put -- /a -v");
    QTest::newRow("empty value") << QByteArray("/a") << QByteArray("") << QStringLiteral("get /a")
                                 << QStringLiteral("put /a ''");
}

void TestShellCommand::commands()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, get);
    QFETCH(const QString, put);
    const QString endpoint = QStringLiteral("http://127.0.0.1:2379");
    const QString start = QStringLiteral("etcdctl --endpoints=http://127.0.0.1:2379 ");
    QCOMPARE(etcdctlGet(key, endpoint).value(), start + get);
    QCOMPARE(etcdctlPut(key, value, endpoint).value(), start + put);
}

void TestShellCommand::aValueThatIsNoArgumentGoesThroughPrintf_data()
{
    QTest::addColumn<QByteArray>("value");
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all += char(byte);
    QTest::newRow("every byte") << all;
    QTest::newRow("dash first") << QByteArray("-v\0", 3);
    QTest::newRow("percent") << QByteArray("%s%d\0", 5);
    QTest::newRow("large") << QByteArray(200 * 1024, 'x');
}

void TestShellCommand::aValueThatIsNoArgumentGoesThroughPrintf()
{
    QFETCH(const QByteArray, value);
    const QString command = etcdctlPut("/k", value, QStringLiteral("x")).value();
    QVERIFY(command.endsWith(QLatin1String("| etcdctl --endpoints=x put /k")));
    QCOMPARE(run(command.left(command.lastIndexOf(QLatin1Char('|')))), value);
}

QTEST_GUILESS_MAIN(TestShellCommand)
#include "tst_shellcommand.moc"
