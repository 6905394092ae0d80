// SPDX-License-Identifier: Apache-2.0
#include "tests/layers/layerrules.h"

#include "tests/layers/roomfile.h"
#include "tests/layers/sourcetext.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <functional>
#include <optional>

namespace etcdscope {

namespace {

using Rooms = QSet<QString>;

/// Which rooms of core each room of core may know. A new room gets its line here, with a thought.
const QMap<QString, Rooms> &coreOrder()
{
    static const auto rooms = [](const char *names) {
        Rooms set;
        for (const QByteArray &name : QByteArray(names).simplified().split(' ')) {
            if (!name.isEmpty())
                set.insert(QStringLiteral("core/") + QString::fromLatin1(name));
        }
        return set;
    };
    static const QMap<QString, Rooms> order = {
        {QStringLiteral("core/base"), rooms("")},
        {QStringLiteral("core/net"), rooms("base")},
        {QStringLiteral("core/rpc"), rooms("base net")},
        {QStringLiteral("core/v3"), rooms("base net rpc")},
        {QStringLiteral("core/v2"), rooms("base net")},
        {QStringLiteral("core/store"), rooms("base net rpc v3 v2")},
        {QStringLiteral("core/keys"), rooms("base store")},
        {QStringLiteral("core/edit"), rooms("base store")},
        {QStringLiteral("core/values"), rooms("base")},
        {QStringLiteral("core/playground"), rooms("base")},
        // The session composes: the one place above the store that knows the transports.
        {QStringLiteral("core/session"), rooms("base net rpc v3 v2 store keys edit playground")},
        {QStringLiteral("core/keychain"), rooms("base session")},
        {QStringLiteral("core/models"), rooms("base net store keys edit values session")},
    };
    return order;
}

const Rooms &knownToUi()
{
    static const Rooms rooms = {
        QStringLiteral("core/base"),    QStringLiteral("core/net"),    QStringLiteral("core/store"),
        QStringLiteral("core/keys"),    QStringLiteral("core/edit"),   QStringLiteral("core/values"),
        QStringLiteral("core/session"), QStringLiteral("core/models"),
    };
    return rooms;
}

/// Nothing when `from` may know `to`, else why not.
std::optional<QString> objection(const QString &from, const QString &to)
{
    if (from == to || from == QLatin1String("app"))
        return std::nullopt;
    if (to == QLatin1String("app") || to.startsWith(QLatin1String("tests")))
        return QStringLiteral("nothing may know %1").arg(to);
    if (from.startsWith(QLatin1String("core/"))) {
        if (!coreOrder().contains(from))
            return QStringLiteral("%1 has no place in the order of rooms (tests/layers/layerrules.cpp)")
                .arg(from);
        return coreOrder()[from].contains(to)
                   ? std::nullopt
                   : std::optional(QStringLiteral("%1 may not know %2").arg(from, to));
    }
    if (from == QLatin1String("ui/widgets")) {
        const bool allowed = to == QLatin1String("core/base") || to == QLatin1String("core/values");
        return allowed ? std::nullopt
                       : std::optional(QStringLiteral("ui/widgets knows nothing of etcd, so not %1").arg(to));
    }
    if (to.startsWith(QLatin1String("ui/")))
        return to == QLatin1String("ui/window") ? std::optional(QStringLiteral("only app may know ui/window"))
                                                : std::nullopt;
    return knownToUi().contains(to) ? std::nullopt
                                    : std::optional(QStringLiteral("%1 may not know %2").arg(from, to));
}

/// "core/net" of "core/net/http2reply.h", "app" of "app/main.cpp", empty for what is not ours.
QString roomOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    if (parts.first() == QLatin1String("app") && parts.size() > 1)
        return parts.first();
    if (parts.first() == QLatin1String("tests") && parts.size() > 1)
        return parts.first();
    const bool isHouse = parts.first() == QLatin1String("core") || parts.first() == QLatin1String("ui");
    return isHouse && parts.size() > 2 ? parts.mid(0, 2).join(QLatin1Char('/')) : QString();
}

struct Forbidden
{
    QRegularExpression pattern;
    QString what;
};

const QList<Forbidden> &forbiddenInCore()
{
    static const QList<Forbidden> list = {
        {QRegularExpression(
             QStringLiteral(R"(\btr\s*\(|\bQCoreApplication\s*::\s*translate\b|\bQT_TR(ANSLATE)?_NOOP)")),
         QStringLiteral("core has no words for people (tr)")},
        {QRegularExpression(QStringLiteral(R"(\bstatic\b[^;(){}]*[&*]\s*(instance|self|global)\s*\()")),
         QStringLiteral("core has no singletons ")},
    };
    return list;
}

const QList<Forbidden> &forbiddenEverywhere()
{
    static const QList<Forbidden> list = {
        {QRegularExpression(QStringLiteral(R"(\bQEventLoop\b|\bprocessEvents\s*\()")),
         QStringLiteral("no nested event loops")},
        {QRegularExpression(QStringLiteral(R"(\bQThread\s*::\s*[mu]?sleep\b|\bsleep_for\b|\bu?sleep\s*\()")),
         QStringLiteral("no sleeping outside of tests")},
    };
    return list;
}

bool isGui(const QString &include)
{
    static const QRegularExpression header(QStringLiteral(
        "^(Qt(Gui|Widgets|Svg|PrintSupport)(/"
        ".*)?|Q(Gui)?Application|Q.*Widget|QColor|QIcon|QPixmap|QImage|QFont"
        "|QFontMetrics|QPalette|QPainter|QBrush|QPen|QAction|QKeySequence|QClipboard|QTextDocument|"
        "QTextCursor"
        "|QSyntaxHighlighter|QStandardItemModel|QUndoStack|QDesktopServices|QFileSystemModel)$"));
    return header.match(include).hasMatch();
}

bool isProtobuf(const QString &include)
{
    return include.endsWith(QLatin1String(".pb.h")) || include.startsWith(QLatin1String("google/protobuf"));
}

bool mayKnowProtobuf(const QString &room)
{
    return room == QLatin1String("core/rpc") || room == QLatin1String("core/v3") ||
           room == QLatin1String("core/store");
}

QString readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

class Inspection final
{
public:
    explicit Inspection(const QString &root)
        : m_root(root)
    {
    }

    QStringList run()
    {
        for (const char *part : {"app", "core", "ui"}) {
            QDirIterator files(
                m_root + QLatin1Char('/') + QLatin1String(part),
                {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("CMakeLists.txt")},
                QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext())
                read(files.next().mid(m_root.size() + 1));
        }
        for (auto room = m_included.cbegin(); room != m_included.cend(); ++room)
            compareWithUses(room.key(), room.value());
        findCircle();
        m_breaches.sort();
        m_breaches.removeDuplicates();
        return m_breaches;
    }

private:
    void report(const QString &file, const QString &what)
    {
        m_breaches << file + QStringLiteral(": ") + what;
    }

    void read(const QString &file)
    {
        const QString room = roomOf(file);
        if (room.isEmpty()) // core/CMakeLists.txt, ui/CMakeLists.txt
            return;
        const QString text = readAll(m_root + QLatin1Char('/') + file);
        if (file.endsWith(QLatin1String("CMakeLists.txt")))
            readRoomFile(room, file, RoomFile(text));
        else
            readSource(room, file, SourceText(text));
    }

    void readRoomFile(const QString &room, const QString &file, const RoomFile &roomFile)
    {
        if (room == QLatin1String("app"))
            return;
        for (const QString &used : roomFile.uses) {
            m_uses[room].insert(used);
            if (const auto why = objection(room, used))
                report(file, *why);
        }
        for (const QString &library : roomFile.libraries) {
            const bool isCore = room.startsWith(QLatin1String("core/"));
            if (isCore && library.startsWith(QLatin1String("Qt6::")) &&
                library != QLatin1String("Qt6::Core") && library != QLatin1String("Qt6::Network"))
                report(file, QStringLiteral("core does not link %1").arg(library));
            const bool protobuf = library == QLatin1String("etcdscope_proto") ||
                                  library.startsWith(QLatin1String("protobuf::"));
            if (protobuf && !mayKnowProtobuf(room))
                report(file, QStringLiteral("%1 may not link protobuf").arg(room));
        }
    }

    void readSource(const QString &room, const QString &file, const SourceText &source)
    {
        const bool isCore = room.startsWith(QLatin1String("core/"));
        for (const QString &include : source.includes) {
            const QString included = roomOf(include);
            if (!included.isEmpty() && included != room) {
                m_included[room][included] = file;
                if (const auto why = objection(room, included))
                    report(file, *why);
            }
            if (isCore && isGui(include))
                report(file, QStringLiteral("core does not include %1").arg(include));
            if (isProtobuf(include) && room != QLatin1String("app") && !mayKnowProtobuf(room))
                report(file, QStringLiteral("%1 may not know protobuf").arg(room));
        }
        const auto search = [&](const QList<Forbidden> &list) {
            for (const Forbidden &forbidden : list) {
                if (source.code.contains(forbidden.pattern))
                    report(file, forbidden.what);
            }
        };
        if (isCore)
            search(forbiddenInCore());
        search(forbiddenEverywhere());
    }

    void compareWithUses(const QString &room, const QMap<QString, QString> &included)
    {
        if (room == QLatin1String("app"))
            return;
        for (auto other = included.cbegin(); other != included.cend(); ++other) {
            if (!m_uses.value(room).contains(other.key()))
                report(other.value(), QStringLiteral("includes from %1, which the USES of %2 do not name")
                                          .arg(other.key(), room));
        }
    }

    void findCircle()
    {
        QSet<QString> done;
        QStringList path;
        const std::function<void(const QString &)> follow = [&](const QString &room) {
            if (path.contains(room)) {
                report(room, QStringLiteral("in a circle of rooms: %1")
                                 .arg((path.mid(path.indexOf(room)) << room).join(QStringLiteral(" -> "))));
                return;
            }
            if (done.contains(room))
                return;
            path << room;
            const QList<QString> others = m_included.value(room).keys();
            for (const QString &other : others)
                follow(other);
            path.removeLast();
            done.insert(room);
        };
        const QList<QString> rooms = m_included.keys();
        for (const QString &room : rooms)
            follow(room);
    }

    const QString m_root;
    QStringList m_breaches;
    QMap<QString, Rooms> m_uses;
    QMap<QString, QMap<QString, QString>> m_included; // room -> room -> a file that does
};

} // namespace

QStringList layerBreaches(const QString &root)
{
    return Inspection(root).run();
}

} // namespace etcdscope
