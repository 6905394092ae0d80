// SPDX-License-Identifier: Apache-2.0
// A live index while another process writes: how far the last change lags behind the last write, and the
// longest gap of the event loop. Then the same for a tenth of the keys deleted at one revision.
#include "core/base/heartbeat.h"
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "tests/bench/benchsupport.h"

#include <QDateTime>
#include <QProcess>

using namespace etcdscope;

namespace {

struct Watcher
{
    KeyIndex index;
    std::unique_ptr<LiveFeed> feed;
    Heartbeat heartbeat;
    QElapsedTimer clock;
    QProcess writer;
    QStringList arguments;
    Call<ReadResult> reading;
    Call<TransactionResult> removing;
    Position removed;
    qint64 answered = 0;
    qint64 keysBefore = 0;
    Position begun;
    bool writing = false;
    bool reached = false;

    void start(KeyStore &store)
    {
        feed = std::make_unique<LiveFeed>(store, index);
        QObject::connect(feed.get(), &LiveFeed::stateChanged, feed.get(), [this] {
            if (feed->state() != LiveFeed::State::Live || writing)
                return;
            writing = true;
            begun = feed->position();
            report({{QStringLiteral("bench"), QStringLiteral("watch_load")},
                    {QStringLiteral("keys"), index.keyCount()},
                    {QStringLiteral("ms"), clock.elapsed()},
                    {QStringLiteral("longest_gap_us"), heartbeat.longestGap()},
                    {QStringLiteral("index_bytes"), qint64(index.memoryUsage())}});
            writer.setProcessChannelMode(QProcess::ForwardedChannels);
            writer.start(QCoreApplication::applicationDirPath() + QStringLiteral("/bench_put"), arguments);
            heartbeat.reset();
        });
        QObject::connect(feed.get(), &LiveFeed::applied, feed.get(), [this, &store] {
            if (const auto mark = index.find("bench/mark");
                !reached && mark && index.row(*mark).modRevision > begun.value) {
                reached = true;
                finish(store);
            }
        });
        heartbeat.start();
        clock.start();
        feed->start(KeyRange::all());
    }

    void finish(KeyStore &store)
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        reading = store.get("bench/mark");
        reading.then(feed.get(), [this, now, &store](Result<ReadResult> result) {
            const qint64 written = result && result->entry ? result->entry->value.toLongLong() : 0;
            report({{QStringLiteral("bench"), QStringLiteral("watch")},
                    {QStringLiteral("changes"), feed->changesSeen()},
                    {QStringLiteral("delay_ms"), now - written},
                    {QStringLiteral("longest_gap_us"), heartbeat.longestGap()}});
            writer.waitForFinished(5'000);
            removeMany(store);
        });
    }

    void removalSeen()
    {
        if (!removed.isValid() || feed->position() < removed)
            return;
        report({{QStringLiteral("bench"), QStringLiteral("delete_at_one_revision")},
                {QStringLiteral("keys"), keysBefore - index.keyCount()},
                {QStringLiteral("answered_ms"), answered},
                {QStringLiteral("applied_ms_after_answer"), clock.elapsed() - answered},
                {QStringLiteral("longest_gap_us"), heartbeat.longestGap()}});
        QCoreApplication::quit();
    }

    void removeMany(KeyStore &store)
    {
        Transaction transaction;
        transaction.success.push_back(RemoveStep{.range = KeyRange::prefix("/app/svc00")});
        heartbeat.reset();
        clock.start();
        keysBefore = index.keyCount();
        QObject::connect(feed.get(), &LiveFeed::positionChanged, feed.get(), [this] { removalSeen(); });
        removing = store.commit(transaction);
        removing.then(feed.get(), [this](Result<TransactionResult> result) {
            if (!result) {
                std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
                QCoreApplication::exit(1);
                return;
            }
            answered = clock.elapsed();
            removed = result->position;
            removalSeen();
        });
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application, QStringLiteral("A live index while another process writes."));
    bench.parser().addOption({QStringLiteral("keys"), QStringLiteral("Keys that bench_fill wrote."),
                              QStringLiteral("N"), QStringLiteral("1000000")});
    Watcher watcher;
    const int code = bench.run([&](KeyStore &store) {
        watcher.arguments = QCoreApplication::arguments().mid(1);
        watcher.start(store);
    });
    watcher.feed.reset();
    return code;
}
