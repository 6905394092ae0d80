// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrunner.h"
#include "core/edit/bulk/bulktargets.h"
#include "core/edit/journal.h"
#include "tests/integration/storefixture.h"

#include <map>

namespace etcdscope {

/// Bulk operations on a real cluster, and the cluster as it is afterwards.
class BulkFixture : public StoreFixture
{
public:
    [[nodiscard]] bool fill(const QByteArray &prefix, int keys)
    {
        std::vector<std::pair<QByteArray, QByteArray>> entries;
        for (int i = 0; i < keys; ++i) {
            const QByteArray number = QByteArray::number(i).rightJustified(6, '0');
            entries.emplace_back(prefix + number, "value " + number);
        }
        return put(entries);
    }

    /// Null when it could not be read.
    [[nodiscard]] std::unique_ptr<BulkPreview> preview(BulkRunner &runner, std::vector<BulkPart> parts,
                                                       BulkKind kind)
    {
        auto preview = runner.preview(BulkScope(std::move(parts)), kind);
        QSignalSpy finished(preview.get(), &BulkPreview::finished);
        preview->start();
        if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 30'000) ||
            preview->state() != BulkPreview::State::Ready)
            return nullptr;
        return preview;
    }

    [[nodiscard]] bool rests(const BulkRun &run, int milliseconds = 60'000)
    {
        return QTest::qWaitFor([&] { return run.isResting(); }, milliseconds);
    }

    /// All keys of a range, with values; empty too when it could not be read.
    [[nodiscard]] std::map<QByteArray, Entry> read(const KeyRange &range)
    {
        std::map<QByteArray, Entry> entries;
        ListQuery query;
        query.range = range;
        const auto listing = store().list(query);
        bool done = false;
        QObject::connect(listing.get(), &Listing::finished, listing.get(),
                         [&](const std::optional<Error> &error) { done = !error; });
        if (!QTest::qWaitFor([&] { return done; }, 30'000))
            return {};
        for (qsizetype i = 0; i < listing->pending().size(); ++i) {
            const Entry entry = listing->pending().entry(i);
            entries[entry.key] = entry;
        }
        return entries;
    }

    [[nodiscard]] Position now()
    {
        const auto answer = wait(store().get("/")); // any key
        return answer && answer->ok() ? answer->value().position : Position();
    }

    [[nodiscard]] qint64 count(const BulkRun &run, BulkRun::Outcome outcome) { return run.count(outcome); }
};

} // namespace etcdscope
