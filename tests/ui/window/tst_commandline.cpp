// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace etcdscope;

namespace {

struct Run
{
    int exitCode = -1;
    QString output;
    QString complaint;
};

/// The program itself, without a display.
Run run(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QLatin1String(name));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ETCDSCOPE_PROGRAM), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

ParsedCommandLine parse(const QString &words)
{
    return parseCommandLine(QStringList{QStringLiteral("etcdscope")} + words.split(u' ', Qt::SkipEmptyParts),
                            QStringLiteral("1.2.3"));
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void nothingOpensNothing();
    void endpointsAreOneCluster();
    void apiAndItsPathsAreChosen();
    void aKeptConnectionIsOpenedByItsName();
    void keysAreReadAsTheyAreShown();
    void looksAndOutputs();
    void badUsageNamesTheArgument_data();
    void badUsageNamesTheArgument();
    void helpAndVersionNeedNoDisplay_data();
    void helpAndVersionNeedNoDisplay();
    void badUsageEndsWithTwo();
    void noDisplayIsSaid();
    void screenshotNeedsNoDisplay();
    void screenshotThatCannotBeWrittenFails();
};

void TestCommandLine::nothingOpensNothing()
{
    const ParsedCommandLine parsed = parse({});
    QVERIFY(!parsed.exitCode);
    QVERIFY(!parsed.commandLine.opensSession());
    QVERIFY(!parsed.commandLine.runsAnErrand());
    QVERIFY(!parsed.commandLine.theme);
}

void TestCommandLine::endpointsAreOneCluster()
{
    const ParsedCommandLine parsed =
        parse(QStringLiteral("--endpoint a --endpoint http://b:1,c:2 --transport gateway"));
    QVERIFY(!parsed.exitCode);
    QCOMPARE(parsed.commandLine.endpoints.urls(),
             (QList<QUrl>{QUrl(QStringLiteral("http://a:2379")), QUrl(QStringLiteral("http://b:1")),
                          QUrl(QStringLiteral("http://c:2"))}));
    QCOMPARE(parsed.commandLine.transport, Transport::Gateway);
}

void TestCommandLine::apiAndItsPathsAreChosen()
{
    const ParsedCommandLine usual = parse(QStringLiteral("--endpoint a,b:1"));
    QVERIFY(!usual.exitCode);
    QCOMPARE(usual.commandLine.api, Profile::Api::Auto);
    // Where etcd listened once, beside what was typed: a v3 session never goes there.
    QCOMPARE(usual.commandLine.endpoints.size(), 2);
    QCOMPARE(usual.commandLine.olderEndpoints, QList<QUrl>{QUrl(QStringLiteral("http://a:4001"))});
    QVERIFY(parse(QStringLiteral("--endpoint a --api v3")).commandLine.olderEndpoints.isEmpty());

    const ParsedCommandLine parsed =
        parse(QStringLiteral("--endpoint a:1 --api v2 --base-path /old/etcd --version-prefix /api"));
    QVERIFY2(!parsed.exitCode, qPrintable(parsed.text));
    QCOMPARE(parsed.commandLine.api, Profile::Api::V2);
    QCOMPARE(parsed.commandLine.basePath, QStringLiteral("/old/etcd"));
    QCOMPARE(parsed.commandLine.versionPrefix, QStringLiteral("/api"));
    QVERIFY(parsed.commandLine.olderEndpoints.isEmpty());
}

void TestCommandLine::aKeptConnectionIsOpenedByItsName()
{
    const ParsedCommandLine parsed = parse(QStringLiteral("--profile payments --key /a"));
    QVERIFY2(!parsed.exitCode, qPrintable(parsed.text));
    QCOMPARE(parsed.commandLine.profile, QStringLiteral("payments"));
    QVERIFY(parsed.commandLine.opensSession());
}

void TestCommandLine::keysAreReadAsTheyAreShown()
{
    const ParsedCommandLine parsed =
        parse(QStringLiteral("--endpoint a --prefix /x/ --prefix /y/ --key a\\x00\\\\ --expand /a/ --expand "
                             "/b/ --expand-children /c/"));
    QVERIFY2(!parsed.exitCode, qPrintable(parsed.text));
    QCOMPARE(parsed.commandLine.prefixes, QList<QByteArray>({"/x/", "/y/"}));
    QCOMPARE(parsed.commandLine.key, QByteArray("a\0\\", 3));
    QCOMPARE(parsed.commandLine.expand, (QList<QByteArray>{"/a/", "/b/"}));
    QCOMPARE(parsed.commandLine.expandChildren, QList<QByteArray>{"/c/"});
    QVERIFY(!parse(QStringLiteral("--endpoint a")).commandLine.key);
}

void TestCommandLine::looksAndOutputs()
{
    const ParsedCommandLine parsed =
        parse(QStringLiteral("--playground --screenshot x.png --size 1280x800 --theme dark"));
    QVERIFY(!parsed.exitCode);
    QVERIFY(parsed.commandLine.playground);
    QVERIFY(parsed.commandLine.runsAnErrand());
    QCOMPARE(parsed.commandLine.screenshot, QStringLiteral("x.png"));
    QCOMPARE(parsed.commandLine.size, QSize(1280, 800));
    QCOMPARE(parsed.commandLine.theme, ThemeChoice::Dark);
    const ParsedCommandLine measured = parse(QStringLiteral("--endpoint a --measure m --measure-seconds 7"));
    QCOMPARE(measured.commandLine.measure, QStringLiteral("m"));
    QCOMPARE(measured.commandLine.measureSeconds, 7);
    QVERIFY(measured.commandLine.measureSearch.isEmpty() && !measured.commandLine.measureFolder);
    const ParsedCommandLine acting =
        parse(QStringLiteral("--endpoint a --measure m --measure-search key --measure-folder /a\\x20b/"));
    QVERIFY2(!acting.exitCode, qPrintable(acting.text));
    QCOMPARE(acting.commandLine.measureSearch, QStringLiteral("key"));
    QCOMPARE(acting.commandLine.measureFolder, QByteArray("/a b/"));
}

void TestCommandLine::badUsageNamesTheArgument_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *words, const char *named) {
        QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(named);
    };
    row("--nonsense", "nonsense");
    row("something", "something");
    row("etcd://h --endpoint a", "--endpoint");
    row("etcd://h etcds://h", "one link");
    row("etcd://h --screenshot s", "--screenshot");
    row("--endpoint", "endpoint");
    row("--endpoint ftp://a", "ftp://a");
    row("--endpoint a:99999", "99999");
    row("--endpoint http://a --endpoint https://b", "https");
    row("--endpoint a --key \\q", "\\q");
    row("--endpoint a --prefix \\x0", "\\x0");
    row("--endpoint a --transport pigeon", "pigeon");
    row("--endpoint a --api v1", "v1");
    row("--api v2", "--api");
    row("--endpoint a --base-path etcd", "etcd");
    row("--endpoint a --base-path /etcd/", "/etcd/");
    row("--endpoint a --api v3 --version-prefix /x", "--version-prefix");
    row("--endpoint a --playground", "--playground");
    row("--endpoint a --profile b", "--profile");
    row("--playground --profile b", "--profile");
    row("--theme pink", "pink");
    row("--size 12", "12");
    row("--size 0x100", "0x100");
    row("--key a", "--key");
    row("--prefix a", "--prefix");
    row("--measure m", "--measure");
    row("--expand /a/", "--expand");
    row("--endpoint a --measure m --screenshot s", "--measure");
    row("--endpoint a --measure m --measure-seconds soon", "soon");
    row("--endpoint a --measure m --measure-seconds -1", "-1");
    row("--endpoint a --measure-search x", "--measure-search");
    row("--endpoint a --measure-folder /a/", "--measure-folder");
    row("--endpoint a --measure m --measure-folder \\q", "\\q");
}

void TestCommandLine::badUsageNamesTheArgument()
{
    QFETCH(QString, words);
    QFETCH(QString, named);
    const ParsedCommandLine parsed = parse(words);
    QCOMPARE(parsed.exitCode, 2);
    QVERIFY2(parsed.text.contains(named), qPrintable(parsed.text));
    QVERIFY(parsed.text.endsWith(u'\n'));
}

void TestCommandLine::helpAndVersionNeedNoDisplay_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("expected");
    QTest::newRow("help") << QStringLiteral("--help") << QStringLiteral("--endpoint");
    QTest::newRow("short help") << QStringLiteral("-h") << QStringLiteral("Usage: etcdscope");
    QTest::newRow("version") << QStringLiteral("--version") << QStringLiteral("etcdscope ");
}

void TestCommandLine::helpAndVersionNeedNoDisplay()
{
    QFETCH(QString, argument);
    QFETCH(QString, expected);
    const Run ran = run({argument});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(ran.output.contains(expected), qPrintable(ran.output));
    QVERIFY2(ran.complaint.isEmpty(), qPrintable(ran.complaint));
    QVERIFY(!ran.output.contains(QStringLiteral("expand-children")));
}

void TestCommandLine::badUsageEndsWithTwo()
{
    const Run ran = run({QStringLiteral("--endpoint"), QStringLiteral("ftp://a")});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY(ran.complaint.contains(QStringLiteral("ftp://a")));
    QVERIFY(ran.output.isEmpty());
}

void TestCommandLine::noDisplayIsSaid()
{
    const Run ran = run({});
    QCOMPARE(ran.exitCode, 1);
    QVERIFY(ran.complaint.contains(QStringLiteral("display")));
}

void TestCommandLine::screenshotNeedsNoDisplay()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("start.png"));
    const Run ran = run({QStringLiteral("--screenshot"), file, QStringLiteral("--size"),
                         QStringLiteral("800x600"), QStringLiteral("--theme"), QStringLiteral("dark")});
    QVERIFY2(ran.exitCode == 0, qPrintable(ran.complaint));
    QCOMPARE(QImage(file).size(), QSize(800, 600));
}

void TestCommandLine::screenshotThatCannotBeWrittenFails()
{
    const Run ran = run({QStringLiteral("--screenshot"), QStringLiteral("/nowhere/at/all.png")});
    QVERIFY(ran.exitCode != 0);
    QVERIFY(ran.complaint.contains(QStringLiteral("/nowhere/at/all.png")));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
