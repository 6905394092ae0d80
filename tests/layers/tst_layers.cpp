// SPDX-License-Identifier: Apache-2.0
#include "tests/layers/layerrules.h"
#include "tests/layers/sourcetext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace etcdscope;

class TestLayers : public QObject
{
    Q_OBJECT

private slots:
    void houseKeepsItsRules();
    void coreLinksWithoutGui();
    void cleanTreeHasNoBreach();
    void breachIsFound_data();
    void breachIsFound();
    void commentsAndStringsAreNotCode();
};

namespace {

using Files = QMap<QString, QString>;

/// A small house that keeps the rules.
Files cleanTree()
{
    return {
        {QStringLiteral("core/base/CMakeLists.txt"), QStringLiteral("etcdscope_room(base SOURCES a.h)")},
        {QStringLiteral("core/base/a.h"), QStringLiteral("#include <QObject>\n")},
        {QStringLiteral("core/net/CMakeLists.txt"),
         QStringLiteral("etcdscope_room(net SOURCES b.h\n  USES\n  base\n  LIBRARIES\n  Qt6::Network)")},
        {QStringLiteral("core/net/b.h"), QStringLiteral("#include \"core/base/a.h\"\n")},
        {QStringLiteral("core/keys/CMakeLists.txt"),
         QStringLiteral("etcdscope_room(keys SOURCES k.h USES base)")},
        {QStringLiteral("core/keys/k.h"), QStringLiteral("#include \"core/base/a.h\"\n")},
        {QStringLiteral("ui/widgets/CMakeLists.txt"),
         QStringLiteral("etcdscope_room(widgets SOURCES w.h USES base LIBRARIES Qt6::Widgets)")},
        {QStringLiteral("ui/widgets/w.h"),
         QStringLiteral("#include \"core/base/a.h\"\n#include <QWidget>\n")},
        {QStringLiteral("ui/keys/CMakeLists.txt"),
         QStringLiteral("etcdscope_room(ui_keys SOURCES v.h USES keys widgets LIBRARIES Qt6::Widgets)")},
        {QStringLiteral("ui/keys/v.h"),
         QStringLiteral("#include \"core/keys/k.h\"\n#include \"ui/widgets/w.h\"\nauto t = tr(\"x\");\n")},
        {QStringLiteral("ui/window/CMakeLists.txt"),
         QStringLiteral("etcdscope_room(ui_window SOURCES m.h USES ui_keys)")},
        {QStringLiteral("ui/window/m.h"), QStringLiteral("#include \"ui/keys/v.h\"\n")},
        {QStringLiteral("app/main.cpp"),
         QStringLiteral("#include \"ui/window/m.h\"\n#include \"core/net/b.h\"\n")},
    };
}

bool write(const QTemporaryDir &root, const Files &files)
{
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        QFile out(root.filePath(file.key()));
        if (!QDir().mkpath(QFileInfo(out).path()) || !out.open(QIODevice::WriteOnly))
            return false;
        out.write(file.value().toUtf8());
    }
    return true;
}

} // namespace

void TestLayers::houseKeepsItsRules()
{
    const QString root = QStringLiteral(PROJECT_ROOT);
    QVERIFY(QFileInfo::exists(root + QStringLiteral("/core/base/call.h")));
    const QStringList breaches = layerBreaches(root);
    QVERIFY2(breaches.isEmpty(), qPrintable(QLatin1Char('\n') + breaches.join(QLatin1Char('\n'))));
}

void TestLayers::coreLinksWithoutGui()
{
    const QString readelf = QStandardPaths::findExecutable(QStringLiteral("readelf"));
    if (readelf.isEmpty())
        QSKIP("readelf is not on PATH");
    QProcess process;
    process.start(readelf, {QStringLiteral("-d"), QStringLiteral(CORE_LINK)});
    QVERIFY(process.waitForFinished());
    const QByteArray needed = process.readAllStandardOutput();
    QVERIFY(needed.contains("libQt6Core"));
    QVERIFY(!needed.contains("libQt6Gui"));
    QVERIFY(!needed.contains("libQt6Widgets"));
}

void TestLayers::cleanTreeHasNoBreach()
{
    const QTemporaryDir root;
    QVERIFY(write(root, cleanTree()));
    QCOMPARE(layerBreaches(root.path()), QStringList());
}

void TestLayers::breachIsFound_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("added");
    QTest::addColumn<QString>("breach");
    const auto row = [](const char *name, const char *file, const char *added, const char *breach) {
        QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(added)
                            << QString::fromLatin1(breach);
    };
    row("core includes ui", "core/base/a.h", "#include \"ui/widgets/w.h\"",
        "core/base may not know ui/widgets");
    row("core includes app", "core/net/b.h", "#include \"app/x.h\"", "nothing may know app");
    row("ui includes app", "ui/keys/v.h", "#include \"app/x.h\"", "nothing may know app");
    row("tests stay outside", "core/net/b.h", "#include \"tests/support/x.h\"", "nothing may know tests");
    row("backwards inside core", "core/base/a.h", "#include \"core/net/b.h\"",
        "core/base may not know core/net");
    row("transport above the store", "core/keys/k.h", "  #  include <core/rpc/channel.h>",
        "core/keys may not know core/rpc");
    row("transport in ui", "ui/keys/v.h", "#include \"core/rpc/channel.h\"", "ui/keys may not know core/rpc");
    row("v3 in ui", "ui/keys/v.h", "#include \"core/v3/kv.h\"", "ui/keys may not know core/v3");
    row("widgets know no etcd", "ui/widgets/w.h", "#include \"core/keys/k.h\"",
        "ui/widgets knows nothing of etcd");
    row("window is on top", "ui/keys/v.h", "#include \"ui/window/m.h\"", "only app may know ui/window");
    row("room without a place", "core/news/n.h", "#include \"core/base/a.h\"", "core/news has no place");
    row("not named in USES", "ui/window/m.h", "#include \"ui/widgets/w.h\"", "USES of ui/window do not name");
    row("circle", "ui/keys/v.h", "#include \"ui/log/l.h\"\n",
        "in a circle of rooms: ui/keys -> ui/log -> ui/keys");
    row("protobuf above the store", "core/keys/k.h", "#include \"rpc.pb.h\"",
        "core/keys may not know protobuf");
    row("protobuf in ui", "ui/keys/v.h", "#include <google/protobuf/message.h>",
        "ui/keys may not know protobuf");
    row("GUI header in core", "core/base/a.h", "#include <QColor>", "core does not include QColor");
    row("GUI module in core", "core/base/a.h", "#include <QtWidgets/QWidget>",
        "core does not include QtWidgets");
    row("words in core", "core/base/a.h", "auto a = QObject::tr(\"hello\");", "no words for people");
    row("singleton in core", "core/base/a.h", "static Thing &instance();", "no singletons");
    row("nested loop", "ui/keys/v.h", "QEventLoop loop;", "no nested event loops");
    row("processEvents", "app/main.cpp", "QCoreApplication::processEvents();", "no nested event loops");
    row("sleep", "core/net/b.h", "QThread::msleep(5);", "no sleeping");
    row("core links GUI", "core/net/CMakeLists.txt", "target_link_libraries(etcdscope_net PRIVATE Qt6::Gui)",
        "core does not link Qt6::Gui");
    row("links backwards", "core/base/CMakeLists.txt",
        "target_link_libraries(etcdscope_base PRIVATE etcdscope_net)", "core/base may not know core/net");
    row("uses backwards", "core/keys/CMakeLists.txt", "etcdscope_room(keys SOURCES k.h USES base ui_keys)",
        "core/keys may not know ui/keys");
    row("links protobuf", "ui/keys/CMakeLists.txt",
        "target_link_libraries(etcdscope_ui_keys PRIVATE etcdscope_proto)", "ui/keys may not link protobuf");
}

void TestLayers::breachIsFound()
{
    QFETCH(QString, file);
    QFETCH(QString, added);
    QFETCH(QString, breach);
    Files files = cleanTree();
    files[QStringLiteral("ui/log/l.h")] = QStringLiteral("#include \"ui/keys/v.h\"\n");
    files[QStringLiteral("ui/log/CMakeLists.txt")] =
        QStringLiteral("etcdscope_room(ui_log SOURCES l.h USES ui_keys)");
    files[file] += added + QLatin1Char('\n');
    const QTemporaryDir root;
    QVERIFY(write(root, files));
    const QStringList breaches = layerBreaches(root.path());
    const QStringList found = breaches.filter(breach);
    QVERIFY2(!found.isEmpty(), qPrintable(breaches.join(QLatin1Char('\n'))));
}

void TestLayers::commentsAndStringsAreNotCode()
{
    const SourceText source(QStringLiteral("#include \"a/b.h\" // no tr(\n"
                                           "/* #include \"c.h\"\n#include <d.h> */\n"
                                           "  # include <e>\n"
                                           "auto s = \"tr( \\\" // \"; auto c = '\"'; keep();\n"
                                           "auto r = R\"x(processEvents( \" )x\"; kept();\n"));
    QCOMPARE(source.includes, QStringList({QStringLiteral("a/b.h"), QStringLiteral("e")}));
    for (const char *gone : {"tr(", "processEvents", "c.h", "d.h"})
        QVERIFY2(!source.code.contains(QLatin1String(gone)), gone);
    QVERIFY(source.code.contains(QLatin1String("keep();")));
    QVERIFY(source.code.contains(QLatin1String("kept();")));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
