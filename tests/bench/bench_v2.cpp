// SPDX-License-Identifier: Apache-2.0
// The v2 API: 100,000 keys in 1,000 directories read into an index, as often as --rounds says; then changes
// at a steady rate by another process (this program with --write), none of which may be lost. Needs an etcd
// with
// --enable-v2; fills it when it is empty.
#include "core/base/heartbeat.h"
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "core/net/endpointset.h"
#include "core/net/networkaccess.h"
#include "core/store/v2keystore.h"
#include "tests/bench/benchsupport.h"

#include <QProcess>
#include <QTimer>

#include <vector>

using namespace etcdscope;

namespace {

struct Options
{
    QUrl endpoint;
    qint64 keys = 100'000;
    int rounds = 5;
    qint64 rate = 1'000;
    qint64 seconds = 10;
};

QByteArray keyName(qint64 number)
{
    return "/bench/dir" + QByteArray::number(number / 100).rightJustified(4, '0') + "/key" +
           QByteArray::number(number % 100).rightJustified(6, '0');
}

struct Link
{
    explicit Link(const QUrl &endpoint)
    {
        EndpointSet endpoints;
        (void)endpoints.add(endpoint);
        client = std::make_shared<v2::Client>(network, polls, endpoints);
        store = std::make_unique<V2KeyStore>(client);
    }

    NetworkAccess network;
    NetworkAccess polls;
    std::shared_ptr<v2::Client> client;
    std::unique_ptr<KeyStore> store;
};

/// Writes `count` keys, or at `rate` a second for some time, one in ten of which is a deletion.
struct Writer
{
    explicit Writer(Link &target)
        : link(target)
    {
    }

    Link &link;
    std::function<void()> finished;
    qint64 count = 0;
    qint64 rate = 0; // 0 = as fast as it goes
    qint64 keys = 0;
    qint64 begun = 0;
    qint64 done = 0;
    qint64 failed = 0;
    qint64 last = 0; // position of the last change
    int underWay = 0;
    QElapsedTimer clock;
    QTimer tick;
    std::vector<Call<TransactionResult>> calls = std::vector<Call<TransactionResult>>(24);

    void start()
    {
        clock.start();
        tick.setInterval(rate > 0 ? 2 : 0);
        tick.setTimerType(Qt::PreciseTimer);
        QObject::connect(&tick, &QTimer::timeout, &tick, [this] { pump(); });
        tick.start();
    }

    void pump()
    {
        const qint64 due = rate > 0 ? std::min(count, clock.elapsed() * rate / 1000) : count;
        for (size_t slot = 0; slot < calls.size() && begun < due; ++slot) {
            if (!calls[slot].isActive())
                commit(slot);
        }
        if (begun < count || underWay > 0)
            return;
        tick.stop();
        finished();
    }

    void commit(size_t slot)
    {
        const qint64 number = begun++;
        Transaction transaction;
        if (rate > 0 && number % 10 == 9)
            transaction.success.push_back(
                RemoveStep{.range = KeyRange::single(keyName((number - 5) * 7919 % keys))});
        else
            transaction.success.push_back(PutStep{.key = keyName(rate > 0 ? number * 7919 % keys : number),
                                                  .value = QByteArray(40, char('a' + number % 26)),
                                                  .timeToLive = TimeToLive::none()});
        ++underWay;
        calls[slot] = link.store->commit(transaction);
        calls[slot].then(&tick, [this](const Result<TransactionResult> &result) {
            --underWay;
            ++(result ? done : failed);
            if (result)
                last = std::max(last, result->position.value);
        });
    }
};

struct Reader
{
    Reader(Link &source, const Options &wanted)
        : link(source)
        , options(wanted)
    {
    }

    Link &link;
    Options options;
    KeyIndex index;
    std::unique_ptr<LiveFeed> feed;
    KeyIndex fresh;
    std::unique_ptr<IndexLoader> again;
    Heartbeat heartbeat;
    QElapsedTimer clock;
    QProcess writer;
    qint64 lastIndex = 0;
    qint64 written = 0;
    int gaps = 0;
    int round = 0;

    void load()
    {
        feed.reset();
        index.clear();
        feed = std::make_unique<LiveFeed>(*link.store, index);
        QObject::connect(feed.get(), &LiveFeed::stateChanged, feed.get(), [this] {
            if (feed->state() == LiveFeed::State::Live && feed->changesSeen() == 0 && written == 0)
                QTimer::singleShot(300, feed.get(), [this] { loaded(); });
        });
        QObject::connect(&feed->loader(), &IndexLoader::finished, feed.get(), [this] {
            if (round >= options.rounds)
                return; // a gap was bridged
            report({{QStringLiteral("bench"), QStringLiteral("v2_load")},
                    {QStringLiteral("keys"), index.keyCount()},
                    {QStringLiteral("ms"), clock.elapsed()},
                    {QStringLiteral("longest_gap_us"), heartbeat.longestGap()}});
        });
        heartbeat.reset();
        heartbeat.start();
        clock.start();
        feed->start(KeyRange::all());
    }

    void loaded()
    {
        if (++round < options.rounds) {
            QTimer::singleShot(0, qApp, [this] { load(); });
            return;
        }
        QObject::connect(feed.get(), &LiveFeed::gapBridged, feed.get(), [this] { ++gaps; });
        QObject::connect(feed.get(), &LiveFeed::positionChanged, feed.get(), [this] { compareAtEnd(); });
        QObject::connect(&writer, &QProcess::finished, feed.get(), [this] {
            const QJsonObject line = QJsonDocument::fromJson(writer.readAllStandardOutput()).object();
            report(line);
            written = line.value(QLatin1String("changes")).toInteger();
            lastIndex = line.value(QLatin1String("last_index")).toInteger();
            clock.start();
            compareAtEnd();
        });
        heartbeat.reset();
        writer.start(QCoreApplication::applicationFilePath(), QCoreApplication::arguments().mid(1)
                                                                  << QStringLiteral("--write"));
    }

    void compareAtEnd()
    {
        if (lastIndex == 0 || feed->position().value < lastIndex || again)
            return;
        const qint64 delay = clock.elapsed();
        const qint64 gap = heartbeat.longestGap();
        again = std::make_unique<IndexLoader>(*link.store, fresh);
        QObject::connect(again.get(), &IndexLoader::finished, feed.get(), [this, delay, gap] {
            report({{QStringLiteral("bench"), QStringLiteral("v2_watch")},
                    {QStringLiteral("changes"), feed->changesSeen()},
                    {QStringLiteral("lost"), gaps > 0 ? 0 : written - feed->changesSeen()},
                    {QStringLiteral("differences"), differences()},
                    {QStringLiteral("gaps_bridged"), gaps},
                    {QStringLiteral("behind_ms"), delay},
                    {QStringLiteral("longest_gap_us"), gap}});
            QCoreApplication::exit(differences() == 0 ? 0 : 1);
        });
        again->start(KeyRange::all(), false);
    }

    [[nodiscard]] qint64 differences() const
    {
        qint64 count = std::abs(index.keyCount() - fresh.keyCount());
        fresh.visit({}, [&](QByteArrayView key, const KeyIndex::Row &row) {
            const auto ours = index.find(key);
            count += !ours || index.row(*ours).modRevision != row.modRevision;
            return true;
        });
        return count;
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const auto option = [&](const QString &name, const QString &help, const QString &standard) {
        parser.addOption({name, help, QStringLiteral("N"), standard});
    };
    parser.addHelpOption();
    option(QStringLiteral("endpoint"), QStringLiteral("etcd with --enable-v2."),
           QStringLiteral("http://127.0.0.1:2379"));
    option(QStringLiteral("keys"), QStringLiteral("How many keys."), QStringLiteral("100000"));
    option(QStringLiteral("rounds"), QStringLiteral("How often they are read."), QStringLiteral("5"));
    option(QStringLiteral("rate"), QStringLiteral("Changes a second."), QStringLiteral("1000"));
    option(QStringLiteral("seconds"), QStringLiteral("For how long."), QStringLiteral("10"));
    parser.addOption({QStringLiteral("write"), QStringLiteral("Only makes the changes.")});
    parser.process(application);
    Options options;
    options.endpoint = QUrl(parser.value(QStringLiteral("endpoint")));
    options.keys = parser.value(QStringLiteral("keys")).toLongLong();
    options.rounds = parser.value(QStringLiteral("rounds")).toInt();
    options.rate = parser.value(QStringLiteral("rate")).toLongLong();
    options.seconds = parser.value(QStringLiteral("seconds")).toLongLong();

    Link link(options.endpoint);
    Writer writer(link);
    writer.keys = options.keys;
    Reader reader(link, options);
    if (parser.isSet(QStringLiteral("write"))) {
        writer.rate = options.rate;
        writer.count = options.rate * options.seconds;
        writer.finished = [&] {
            report({{QStringLiteral("bench"), QStringLiteral("v2_writer")},
                    {QStringLiteral("changes"), writer.done},
                    {QStringLiteral("failed"), writer.failed},
                    {QStringLiteral("last_index"), writer.last},
                    {QStringLiteral("changes_per_second"),
                     double(writer.done) * 1000.0 / double(writer.clock.elapsed())}});
            QCoreApplication::quit();
        };
        writer.start();
        return QCoreApplication::exec();
    }
    writer.count = options.keys;
    writer.finished = [&] { reader.load(); };
    Call<ReadResult> filled = link.store->get(keyName(options.keys - 1));
    filled.then(&application, [&](const Result<ReadResult> &result) {
        if (!result) {
            std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
            QCoreApplication::exit(1);
        } else if (result->entry) {
            reader.load();
        } else {
            writer.start();
        }
    });
    const int code = QCoreApplication::exec();
    reader.feed.reset();
    reader.again.reset();
    return code;
}
