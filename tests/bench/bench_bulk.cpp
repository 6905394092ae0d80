// SPDX-License-Identifier: Apache-2.0
// Deletes a directory as the window does: a preview with before-images, then the deletion, journal included.
#include "core/base/heartbeat.h"
#include "core/edit/bulk/bulkrunner.h"
#include "core/edit/journal.h"
#include "tests/bench/benchsupport.h"

using namespace etcdscope;

namespace {

struct Deletion
{
    Journal journal;
    std::unique_ptr<BulkRunner> runner;
    std::unique_ptr<BulkPreview> preview;
    QElapsedTimer clock;
    Heartbeat heartbeat;
    qint64 previewTime = 0; // microseconds
    qint64 previewGap = 0;

    void start(KeyStore &store, const QByteArray &prefix)
    {
        runner = std::make_unique<BulkRunner>(store, journal);
        preview = runner->preview(BulkScope({BulkPart::directory(prefix, '/')}), BulkKind::Delete);
        QObject::connect(preview.get(), &BulkPreview::finished, preview.get(), [this] { previewed(); });
        clock.start();
        heartbeat.start();
        preview->start();
    }

    void previewed()
    {
        previewTime = clock.nsecsElapsed() / 1'000;
        previewGap = heartbeat.longestGap();
        if (preview->state() != BulkPreview::State::Ready) {
            std::fprintf(stderr, "%s\n", qPrintable(preview->error().value_or(Error()).toString()));
            QCoreApplication::exit(1);
            return;
        }
        heartbeat.start();
        clock.start();
        BulkRun *run = runner->remove(preview->plan());
        QObject::connect(run, &BulkRun::rested, run, [this, run] { ended(*run); });
    }

    void ended(const BulkRun &run)
    {
        const qint64 took = clock.nsecsElapsed() / 1'000;
        report({{QStringLiteral("bench"), QStringLiteral("bulk_delete")},
                {QStringLiteral("keys"), run.total()},
                {QStringLiteral("deleted"), run.count(BulkRun::Outcome::Done)},
                {QStringLiteral("journal_entries"), qint64(journal.entries().size())},
                {QStringLiteral("preview_ms"), double(previewTime) / 1'000},
                {QStringLiteral("preview_longest_gap_ms"), double(previewGap) / 1'000},
                {QStringLiteral("ms"), double(took) / 1'000},
                {QStringLiteral("longest_gap_ms"), double(heartbeat.longestGap()) / 1'000}});
        QCoreApplication::exit(run.state() == BulkRun::State::Finished ? 0 : 1);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    StoreBench bench(application, QStringLiteral("Deletes a directory, with a preview and before-images."));
    bench.parser().addOption({QStringLiteral("prefix"), QStringLiteral("The directory."),
                              QStringLiteral("TEXT"), QStringLiteral("/bulk/ours/")});
    auto deletion = std::make_unique<Deletion>();
    return bench.run([&](KeyStore &store) {
        deletion->start(store, bench.parser().value(QStringLiteral("prefix")).toUtf8());
    });
}
