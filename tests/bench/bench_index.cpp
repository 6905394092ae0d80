// SPDX-License-Identifier: Apache-2.0
// What KeyIndex costs at a million keys; with --endpoint, how long the keys of that cluster take from the
// socket into it. One JSON object a line on standard output.
#include "core/base/heartbeat.h"
#include "core/keys/indexloader.h"
#include "core/keys/keyindex.h"
#include "tests/bench/benchsupport.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cstdio>
#include <functional>
#include <malloc.h>
#include <vector>

using namespace etcdscope;

namespace {

constexpr int million = 1'000'000;
constexpr int listed = 3'000; ///< keys in one batch of a listing

double elapsed(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

void reportFigure(const char *name, double value, const char *unit)
{
    std::printf(R"({"bench":"index","name":"%s","value":%.3f,"unit":"%s"})"
                "\n",
                name, value, unit);
    std::fflush(stdout);
}

QByteArray deepKey(int number)
{
    char key[64];
    const int size = std::snprintf(key, sizeof key, "/app/svc%03d/inst%03d/key%06d", number / 10'000,
                                   number / 100 % 100, number % 100);
    return {key, size};
}

QByteArray flatKey(int number)
{
    char key[64];
    const int size = std::snprintf(key, sizeof key, "/flat/key%08d", number);
    return {key, size};
}

void load(KeyIndex &index, const std::function<QByteArray(int)> &keyOf, int first, int last,
          int batchSize = listed)
{
    EntryBatch batch;
    for (int from = first; from < last; from += batchSize) {
        batch.clear();
        for (int i = from; i < std::min(from + batchSize, last); ++i)
            batch.append(keyOf(i), {}, {.modRevision = i + 1, .version = 1});
        index.insertListing(batch, 0, batch.size());
    }
}

std::vector<EntryBatch> listing(const std::function<QByteArray(int)> &keyOf)
{
    std::vector<EntryBatch> batches(1);
    for (int i = 0; i < million; ++i) {
        if (batches.back().size() == listed)
            batches.emplace_back();
        batches.back().append(keyOf(i), {}, {.modRevision = i + 1, .version = 1});
    }
    return batches;
}

void deepTree()
{
    const std::vector<EntryBatch> batches = listing(deepKey);
    const size_t before = mallinfo2().uordblks;
    KeyIndex index;
    double longest = 0;
    const double loading = elapsed([&] {
        for (const EntryBatch &batch : batches)
            longest = std::max(longest, elapsed([&] { index.insertListing(batch, 0, batch.size()); }));
    });
    reportFigure("load of 1M keys", loading, "ms");
    reportFigure("longest batch of 3,000", longest, "ms");
    reportFigure("memory at 1M keys", double(index.memoryUsage()) / 1e6, "MB");
    reportFigure("memory at 1M keys, malloc", double(mallinfo2().uordblks - before) / 1e6, "MB");
    reportFigure("bytes per key", double(index.memoryUsage()) / million, "B");

    QRandomGenerator random(1);
    std::vector<QByteArray> wanted;
    for (int i = 0; i < 100'000; ++i)
        wanted.push_back(deepKey(int(random.bounded(million))));
    qint64 sum = 0;
    const double finding = elapsed([&] {
        for (const QByteArray &key : wanted)
            sum += index.find(key)->row;
    });
    reportFigure("find", finding * 1e6 / double(wanted.size()), "ns");

    const double visiting = elapsed([&] {
        index.visit({}, [&](QByteArrayView key, const KeyIndex::Row &) {
            sum += key.size();
            return true;
        });
    });
    reportFigure("visit 1M keys", visiting, "ms");

    EntryBatch changes;
    for (int i = 0; i < 50'000; ++i) {
        const int number = int(random.bounded(million));
        const bool isNew = i % 4 == 0;
        changes.append(isNew ? deepKey(number) + 'n' : deepKey(number), {},
                       {.isDelete = i % 4 == 1, .modRevision = million + i, .version = 2});
    }
    reportFigure("50,000 scattered changes", elapsed([&] { index.applyChanges(changes, 0, changes.size()); }),
                 "ms");

    const double comparing = elapsed([&] {
        index.beginComparison();
        for (const EntryBatch &batch : batches)
            index.insertListing(batch, 0, batch.size());
    });
    reportFigure("listing 1M again to compare", comparing, "ms");
    const double sweeping = elapsed([&] {
        while (index.sweepUnseen(million, 1000)) {
        }
    });
    reportFigure("sweep of 1M", sweeping, "ms");
    if (sum == 0)
        std::puts("");
}

void deletion(const char *name, const std::function<QByteArray(int)> &keyOf, int first)
{
    KeyIndex index;
    load(index, keyOf, 0, million);
    EntryBatch changes;
    for (int i = first; i < first + 100'000; ++i)
        changes.append(keyOf(i), {}, {.isDelete = true, .modRevision = 2 * million});
    reportFigure(name, elapsed([&] { index.applyChanges(changes, 0, changes.size()); }), "ms");
}

/// One change of the v2 API takes a directory and all it holds.
void directoryGone(int count)
{
    KeyIndex index;
    EntryBatch batch;
    for (int from = 0; from < count; from += listed) {
        batch.clear();
        for (int i = from; i < std::min(from + listed, count); ++i)
            batch.append(deepKey(i), {}, {.impliesDirectories = true, .modRevision = i + 1});
        index.insertListing(batch, 0, batch.size());
    }
    EntryBatch change;
    change.append("/app/", {},
                  {.isDelete = true, .kind = Entry::Kind::Directory, .modRevision = 2 * million});
    const QByteArray name = "directory of " + QByteArray::number(count) + " gone in one change";
    reportFigure(name.constData(), elapsed([&] { index.applyChanges(change, 0, 1); }), "ms");
    if (index.keyCount() != 0)
        std::puts("");
}

void flatFolder()
{
    KeyIndex index;
    load(
        index, [](int i) { return flatKey(2 * i); }, 0, million);
    const DirectoryId folder = *index.findDirectory("/flat/");

    qint64 sum = 0;
    const double reading = elapsed([&] {
        for (int row = 0; row < index.rowCount(folder); ++row)
            sum += index.row(folder, row).modRevision;
    });
    reportFigure("flat 1M: sequential row()", reading * 1e6 / million, "ns");

    QRandomGenerator random(2);
    const int rounds = 2'000;
    std::vector<int> rows;
    for (int i = 0; i < rounds; ++i)
        rows.push_back(int(random.bounded(million)));
    const double jumping = elapsed([&] {
        for (const int row : rows)
            sum += index.row(folder, row).modRevision;
    });
    reportFigure("flat 1M: random row()", jumping * 1e6 / rounds, "ns");

    for (const bool isDelete : {false, true}) {
        std::vector<EntryBatch> batches;
        for (const int row : rows) {
            batches.emplace_back();
            batches.back().append(flatKey(2 * row + 1), {},
                                  {.isDelete = isDelete, .modRevision = 3 * million, .version = 1});
        }
        const double changing = elapsed([&] {
            for (const EntryBatch &batch : batches)
                index.applyChanges(batch, 0, 1);
            sum += index.row(folder, million / 2).modRevision;
        });
        reportFigure(isDelete ? "flat 1M: remove one in the middle" : "flat 1M: insert one in the middle",
                     changing * 1e3 / rounds, "us");
    }
    EntryBatch changes;
    for (int i = 0; i < 50'000; ++i)
        changes.append(flatKey(2 * int(random.bounded(million)) + i % 2), {}, {.modRevision = 4 * million});
    reportFigure("flat 1M: 50,000 scattered changes",
                 elapsed([&] { index.applyChanges(changes, 0, changes.size()); }), "ms");
    if (sum == 0)
        std::puts("");
}

void interleaved()
{
    KeyIndex index;
    double loading = 0;
    constexpr int parts = 4;
    constexpr int part = million / parts;
    for (int from = 0; from < part; from += listed) {
        for (int i = 0; i < parts; ++i) {
            EntryBatch batch;
            for (int k = from; k < std::min(from + listed, part); ++k)
                batch.append(flatKey(i * part + k), {}, {.modRevision = 1, .version = 1});
            loading += elapsed([&] { index.insertListing(batch, 0, batch.size()); });
        }
    }
    reportFigure("flat 1M: load from 4 ranges at a time", loading, "ms");
    reportFigure("flat 1M: memory", double(index.memoryUsage()) / 1e6, "MB");
}

void manyDirectories()
{
    const size_t before = mallinfo2().uordblks;
    KeyIndex index;
    const double loading = elapsed([&] {
        load(
            index, [](int i) { return "/dirs/" + QByteArray::number(i).rightJustified(7, '0') + "/k"; }, 0,
            million);
    });
    reportFigure("1M directories of one key: load with making the batches", loading, "ms");
    reportFigure("1M directories of one key: memory", double(index.memoryUsage()) / 1e6, "MB");
    reportFigure("1M directories of one key: memory, malloc", double(mallinfo2().uordblks - before) / 1e6,
                 "MB");
}

} // namespace

namespace {

void withoutServer()
{
    deepTree();
    deletion("delete of 100,000 in 1,000 directories", deepKey, 300'000);
    deletion("delete of 100,000 in one directory of 1M", flatKey, 300'000);
    directoryGone(million / 10);
    directoryGone(million);
    flatFolder();
    interleaved();
    manyDirectories();
}

struct Load
{
    KeyIndex index;
    std::unique_ptr<IndexLoader> loader;
    Heartbeat heartbeat;
    QElapsedTimer clock;

    void start(KeyStore &store)
    {
        loader = std::make_unique<IndexLoader>(store, index);
        QObject::connect(loader.get(), &IndexLoader::finished, loader.get(),
                         [this](const std::optional<Error> &error) { end(error); });
        heartbeat.start();
        clock.start();
        loader->start(KeyRange::all(), false);
    }

    void end(const std::optional<Error> &error)
    {
        if (error) {
            std::fprintf(stderr, "%s\n", qPrintable(error->toString()));
            QCoreApplication::exit(1);
            return;
        }
        report({{QStringLiteral("bench"), QStringLiteral("index_load")},
                {QStringLiteral("keys"), index.keyCount()},
                {QStringLiteral("ms"), clock.elapsed()},
                {QStringLiteral("longest_gap_us"), heartbeat.longestGap()},
                {QStringLiteral("index_bytes"), qint64(index.memoryUsage())}});
        QCoreApplication::quit();
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application,
                     QStringLiteral("What the index of a million keys costs; with --endpoint, loading "
                                    "that cluster's keys into it."));
    bench.parser().parse(QCoreApplication::arguments());
    if (!bench.parser().isSet(QStringLiteral("endpoint")) && !bench.parser().isSet(QStringLiteral("help"))) {
        withoutServer();
        return 0;
    }
    Load load;
    const int code = bench.run([&](KeyStore &store) { load.start(store); });
    load.loader.reset();
    return code;
}
