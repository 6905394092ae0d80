// SPDX-License-Identifier: Apache-2.0
//
// What the program writes with --measure, run as a program on a real etcd.
#include "tests/support/etcdserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace etcdscope;

class TestMeasurement : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyKeyStrokeOfASearchIsMeasured();
    void theActsInADirectoryAreMeasuredAndLeaveNothing();
    void whatCannotBeDoneIsSaid_data();
    void whatCannotBeDoneIsSaid();

private:
    int measure(const QStringList &arguments);
    [[nodiscard]] QStringList names(const QString &act) const;
    [[nodiscard]] QJsonObject last() const { return m_lines.isEmpty() ? QJsonObject() : m_lines.last(); }

    EtcdServer m_server{{.arguments = {QStringLiteral("--max-txn-ops=2000")}}};
    QTemporaryDir m_folder;
    QList<QJsonObject> m_lines; // of the last run
};

void TestMeasurement::initTestCase()
{
    QVERIFY(m_server.start());
    QByteArray puts = "\n";
    for (int i = 0; i < 100; ++i)
        puts += "put /flat/key" + QByteArray::number(i).rightJustified(4, '0') + " v\n";
    bool ok = false;
    (void)m_server.etcdctl({"txn"}, puts + "\n\n", &ok);
    QVERIFY(ok);
}

int TestMeasurement::measure(const QStringList &arguments)
{
    m_lines.clear();
    const QString path = m_folder.filePath(QStringLiteral("measured.json"));
    QFile::remove(path);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QStringLiteral(ETCDSCOPE_PROGRAM),
                  QStringList{QStringLiteral("--endpoint"), m_server.url().toString(),
                              QStringLiteral("--measure"), path, QStringLiteral("--measure-seconds"),
                              QStringLiteral("0")} +
                      arguments);
    if (!process.waitForFinished(100'000) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    while (!file.atEnd())
        m_lines.append(QJsonDocument::fromJson(file.readLine()).object());
    return process.exitCode();
}

QStringList TestMeasurement::names(const QString &act) const
{
    QStringList names;
    for (const QJsonObject &line : m_lines) {
        if (line.value(QLatin1String("act")) != act)
            continue;
        names += line.value(QLatin1String("name")).toString();
        if (line.value(QLatin1String("ms")).toDouble() <= 0 ||
            line.value(QLatin1String("longest_gap_us")).toInteger() <= 0)
            names += QStringLiteral("without figures");
    }
    return names;
}

void TestMeasurement::everyKeyStrokeOfASearchIsMeasured()
{
    QCOMPARE(measure({QStringLiteral("--measure-search"), QStringLiteral("y009")}), 0);
    QCOMPARE(names(QStringLiteral("search")),
             (QStringList{QStringLiteral("y"), QStringLiteral("0"), QStringLiteral("0"), QStringLiteral("9"),
                          QStringLiteral("cleared")}));
    QVERIFY(last().value(QLatin1String("search_slowest_ms")).toDouble() > 0);
    QVERIFY(last().value(QLatin1String("search_longest_gap_us")).toInteger() > 0);
    QCOMPARE(last().value(QLatin1String("changes")).toInteger(), 0);
}

void TestMeasurement::theActsInADirectoryAreMeasuredAndLeaveNothing()
{
    const QByteArray before = m_server.etcdctl({"get", "", "--prefix", "--write-out=json"});
    const QByteArray kept = before.mid(before.indexOf("\"kvs\""));
    QCOMPARE(measure({QStringLiteral("--measure-folder"), QStringLiteral("/flat/")}), 0);
    const QStringList acts = names(QStringLiteral("folder"));
    for (const char *act :
         {"open", "scroll_end", "insert_middle", "remove_middle", "scattered_1000", "type_ahead", "shift_end",
          "scattered_1000_in_selection", "select_all", "scattered_1000_all_selected"})
        QVERIFY2(acts.contains(QLatin1String(act)), act);
    QVERIFY(!acts.contains(QStringLiteral("without figures")));
    QVERIFY(last().value(QLatin1String("folder_longest_gap_us")).toInteger() > 0);
    // Each time 100 keys come, and of those of before some change and some go.
    QVERIFY(last().value(QLatin1String("changes")).toInteger() > 600);
    const QByteArray after = m_server.etcdctl({"get", "", "--prefix", "--write-out=json"});
    QCOMPARE(after.mid(after.indexOf("\"kvs\"")), kept);
}

void TestMeasurement::whatCannotBeDoneIsSaid_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("error");
    QTest::newRow("no such directory") << QStringLiteral("--measure-folder") << QStringLiteral("/nowhere/")
                                       << QStringLiteral("folder: there are no keys");
    QTest::newRow("nothing is found") << QStringLiteral("--measure-search") << QStringLiteral("q")
                                      << QStringLiteral("search: q: not shown in time");
}

void TestMeasurement::whatCannotBeDoneIsSaid()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(QString, error);
    QCOMPARE(measure({option, value}), 1);
    const QString said = last().value(QLatin1String("error")).toString();
    QVERIFY2(said.startsWith(error), qPrintable(said));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestMeasurement, QCoreApplication)
#include "tst_measurement.moc"
