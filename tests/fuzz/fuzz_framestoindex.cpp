// SPDX-License-Identifier: Apache-2.0
//
// From the bytes of a gRPC answer over frame parser and decoder to the tree of keys: whatever a server sends,
// in whatever pieces, ends in a fault or in an index that holds what was said.
#include "core/keys/keyindex.h"
#include "tests/fuzz/fuzzinput.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/indexmodel.h"
#include "tests/fuzz/reception.h"

#include "rpc.pb.h"

using namespace etcdscope;
using namespace etcdscope::fuzz;

// No input is larger than a few KiB; what asks for this much was talked into it by a length in the bytes.
// Stacks of allocations cost half the time of an execution: ASAN_OPTIONS=malloc_context_size=30 brings them
// back for looking at a finding.
extern "C" const char *__asan_default_options();
extern "C" const char *__asan_default_options()
{
    return "max_allocation_size_mb=64:allocator_may_return_null=0:detect_stack_use_after_return=0:"
           "malloc_context_size=0";
}

namespace {

/// Sees everything; checks that what is announced has a sense.
class Observer final : public KeyIndexObserver
{
public:
    explicit Observer(KeyIndex &index)
        : m_index(index)
    {
        m_index.setObserver(this);
    }
    ~Observer() override { m_index.setObserver(nullptr); }
    Q_DISABLE_COPY_MOVE(Observer)

    [[nodiscard]] bool observes(DirectoryId) const override { return true; }
    void rowsAboutToBeInserted(DirectoryId directory, int first, int last) override
    {
        expect(first >= 0 && first <= last && first <= m_index.rowCount(directory), "a bad insertion");
        m_expected = m_index.rowCount(directory) + last - first + 1;
    }
    void rowsInserted(DirectoryId directory, int, int) override
    {
        expect(m_index.rowCount(directory) == m_expected, "another number of rows was inserted");
    }
    void rowsAboutToBeRemoved(DirectoryId directory, int first, int last) override
    {
        expect(first >= 0 && first <= last && last < m_index.rowCount(directory), "a bad removal");
        m_expected = m_index.rowCount(directory) - (last - first + 1);
    }
    void rowsRemoved(DirectoryId directory, int, int) override
    {
        expect(m_index.rowCount(directory) == m_expected, "another number of rows was removed");
    }
    void rowsChanged(DirectoryId directory, int first, int last) override
    {
        expect(first >= 0 && first <= last && last < m_index.rowCount(directory), "a bad change");
    }
    [[nodiscard]] bool keepsDeleted(RowRef row) const override
    {
        return IndexModel::isKept(m_index.row(row).label);
    }
    void directoryRemoved(DirectoryId) override {}
    void aboutToBeReset() override {}
    void reset() override {}

private:
    KeyIndex &m_index;
    int m_expected = 0;
};

/// Where libprotobuf reads the same messages, it finds the same keys.
void compareWithProtobuf(const Plan &plan, const EntryBatch &batch)
{
    qsizetype i = 0;
    QByteArrayView rest = plan.body;
    while (!rest.isEmpty()) {
        qsizetype size = 0;
        for (int byte = 1; byte < 5; ++byte)
            size = size << 8 | quint8(rest[byte]);
        const auto compareOne = [&](const mvccpb::KeyValue &one) {
            expect(i < batch.size() &&
                       batch.key(i) == QByteArrayView(one.key().data(), qsizetype(one.key().size())) &&
                       batch.at(i).modRevision == one.mod_revision() && batch.at(i).lease == one.lease(),
                   "libprotobuf reads another key");
            ++i;
        };
        const auto parse = [&](auto message) {
            return message.ParseFromArray(rest.data() + 5, int(size)) ? std::optional(message) : std::nullopt;
        };
        if (plan.isWatch) {
            const auto message = parse(etcdserverpb::WatchResponse());
            if (!message)
                return; // a text that is not UTF-8: more than the decoder asks for
            for (const mvccpb::Event &event : message->events())
                compareOne(event.kv());
        } else {
            const auto message = parse(etcdserverpb::RangeResponse());
            expect(message.has_value(), "libprotobuf cannot read what the decoder takes");
            for (const mvccpb::KeyValue &keyValue : message->kvs())
                compareOne(keyValue);
        }
        rest = rest.sliced(5 + size);
    }
    expect(i == batch.size(), "libprotobuf reads fewer keys");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Plan plan = Plan::read(QByteArrayView(data, qsizetype(size)));

    EntryBatch whole;
    Reception atOnce(plan.isWatch);
    atOnce.run(plan.body, {}, [&](EntryBatch &batch) { whole.swap(batch); });
    expect(!plan.isProgram || !atOnce.fault(), "a whole message is refused");
    if (!atOnce.fault())
        compareWithProtobuf(plan, whole);

    KeyIndex index(plan.separator);
    std::optional<Observer> observer;
    if (plan.isObserved)
        observer.emplace(index);
    IndexModel model(plan.separator, plan.isObserved);
    const auto take = [&](EntryBatch &batch) {
        if (plan.isWatch) {
            index.applyChanges(batch, 0, batch.size());
            model.change(batch);
        } else {
            index.insertListing(batch, 0, batch.size());
            model.put(batch);
        }
    };

    qsizetype taken = 0;
    Reception inPieces(plan.isWatch);
    inPieces.run(plan.body, plan.pieces, [&](EntryBatch &batch) {
        for (qsizetype i = 0; i < batch.size(); ++i, ++taken)
            expect(taken < whole.size() && whole.entry(taken) == batch.entry(i), "pieces give other entries");
        take(batch);
        batch.clear();
    });
    expect(taken == whole.size(), "pieces give fewer entries");
    expect(inPieces.fault().has_value() == atOnce.fault().has_value() &&
               (!atOnce.fault() || (inPieces.fault()->text == atOnce.fault()->text &&
                                    inPieces.fault()->kind == atOnce.fault()->kind)),
           "pieces end in another fault");
    model.check(index);

    if (plan.isCompared && !whole.isEmpty()) {
        EntryBatch half;
        for (qsizetype i = 0; i < whole.size(); i += 2)
            half.append(whole.key(i), {}, whole.at(i));
        const qint64 revision = whole.at(whole.size() / 2).modRevision;
        index.beginComparison();
        model.beginComparison();
        take(half);
        while (index.sweepUnseen(revision, 3)) {
        }
        model.sweep(revision);
        model.check(index);
    }
    if (index.goingCount() > 0) {
        (void)index.purge();
        model.purge();
        expect(index.goingCount() == 0, "something goes on going");
        model.check(index);
    }
    return 0;
}
