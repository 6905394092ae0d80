// SPDX-License-Identifier: Apache-2.0
// What a search over a million loaded keys costs: when the first hits are there, when all are, and how long
// the event loop was away, at rest and while 2,000 changes a second come in. One JSON object a line.
#include "core/base/heartbeat.h"
#include "core/keys/keyindex.h"
#include "core/keys/keysearch.h"
#include "tests/bench/benchsupport.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QRandomGenerator>
#include <QTimer>

#include <cstdio>

using namespace etcdscope;

namespace {

constexpr int million = 1'000'000;

QByteArray keyOf(int number)
{
    char key[64];
    const int size = std::snprintf(key, sizeof key, "/app/svc%03d/inst%03d/key%06d", number / 10'000,
                                   number / 100 % 100, number % 100);
    return {key, size};
}

void load(KeyIndex &index)
{
    constexpr int listed = 3'000;
    for (int from = 0; from < million; from += listed) {
        EntryBatch batch;
        for (int i = from; i < std::min(from + listed, million); ++i)
            batch.append(keyOf(i), {}, {.modRevision = i + 1, .version = 1});
        index.insertListing(batch, 0, batch.size());
    }
}

/// 2,000 changes a second in batches of 20: a third come, a third go, a third change.
class Traffic
{
public:
    explicit Traffic(KeyIndex &index)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(10);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, &index] {
            EntryBatch changes;
            for (int i = 0; i < 20; ++i) {
                const int number = int(m_random.bounded(million));
                changes.append(i % 3 == 0 ? keyOf(number) + 'n' : keyOf(number), {},
                               {.isDelete = i % 3 == 1, .modRevision = m_revision++, .version = 2});
            }
            index.applyChanges(changes, 0, changes.size());
        });
        m_timer.start();
    }

private:
    QTimer m_timer;
    QRandomGenerator m_random{1};
    qint64 m_revision = million + 1;
};

void measure(KeyIndex &index, const char *name, const KeyPattern &pattern, bool isLive)
{
    KeySearch search(index);
    Heartbeat heartbeat;
    QEventLoop loop;
    QElapsedTimer clock;
    double first = -1;
    QObject::connect(&search, &KeySearch::progressed, &loop, [&] {
        if (first < 0)
            first = double(clock.nsecsElapsed()) / 1e6;
        if (!search.isFirstPass())
            loop.quit();
    });
    heartbeat.start();
    clock.start();
    search.start(KeyMatcher(pattern));
    loop.exec();
    report({{QStringLiteral("bench"), QStringLiteral("search")},
            {QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("pattern"), pattern.text},
            {QStringLiteral("changing"), isLive},
            {QStringLiteral("keys"), search.searched()},
            {QStringLiteral("matches"), search.matches()},
            {QStringLiteral("undecided"), search.undecided()},
            {QStringLiteral("first_ms"), first},
            {QStringLiteral("pass_ms"), double(clock.nsecsElapsed()) / 1e6},
            {QStringLiteral("longest_gap_us"), heartbeat.longestGap()}});
}

void measureAll(KeyIndex &index, bool isLive)
{
    using Kind = KeyPattern::Kind;
    const auto run = [&](const char *name, const char *text, Kind kind, bool matchCase) {
        measure(index, name, {QLatin1String(text), kind, matchCase}, isLive);
    };
    run("substring", "inst042/key", Kind::Substring, true);
    run("substring of every key", "app", Kind::Substring, true);
    run("substring, any case", "INST042/key", Kind::Substring, false);
    run("substring, any case, nowhere", "nosuchkey", Kind::Substring, false);
    run("substring beyond ASCII",
        "\xfc"
        "ber",
        Kind::Substring, false);
    run("fuzzy", "svc12key7", Kind::Fuzzy, false);
    run("fuzzy in every key", "ak", Kind::Fuzzy, false);
    run("regular expression", "inst0[37]\\d/key.*42$", Kind::RegularExpression, false);
    run("regular expression in every key", ".*", Kind::RegularExpression, false);
    run("catastrophic expression", "^/(([a-z0-9]+)/?)+[+!]$", Kind::RegularExpression, false);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    KeyIndex index;
    load(index);
    measureAll(index, false);
    const Traffic traffic(index);
    measureAll(index, true);
    return 0;
}
