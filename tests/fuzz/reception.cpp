// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/reception.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

namespace etcdscope::fuzz {

namespace {

constexpr qint64 largestMessage = 64 * 1024 * 1024;

EntryBatch::Item itemOf(const KeyValueView &keyValue)
{
    return {.createRevision = keyValue.createRevision,
            .modRevision = keyValue.modRevision,
            .version = keyValue.version,
            .lease = keyValue.lease};
}

} // namespace

class Reception::RangeSink final : public RangeDecoder
{
public:
    explicit RangeSink(EntryBatch &batch)
        : m_batch(batch)
    {
    }

protected:
    void keyValue(const KeyValueView &keyValue) override
    {
        m_batch.append(keyValue.key, keyValue.value, itemOf(keyValue));
    }

private:
    EntryBatch &m_batch;
};

class Reception::WatchSink final : public WatchDecoder
{
public:
    explicit WatchSink(EntryBatch &batch)
        : m_batch(batch)
    {
    }

protected:
    void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) override
    {
        EntryBatch::Item item = itemOf(keyValue);
        item.isDelete = isDelete;
        m_incoming.append(keyValue.key, previous ? previous->value : keyValue.value, item);
    }
    void responseEnded(const Response &) override
    {
        for (qsizetype i = 0; i < m_incoming.size(); ++i)
            m_batch.append(m_incoming.key(i), m_incoming.value(i), m_incoming.at(i));
        m_incoming.clear();
    }

private:
    EntryBatch &m_batch;
    EntryBatch m_incoming;
};

Reception::Reception(bool isWatch)
    : m_parser(largestMessage)
{
    if (isWatch)
        m_sink = std::make_unique<WatchSink>(m_batch);
    else
        m_sink = std::make_unique<RangeSink>(m_batch);
}

Reception::~Reception() = default;

void Reception::run(QByteArrayView body, QByteArrayView pieces,
                    const std::function<void(EntryBatch &)> &batch)
{
    // Each piece lies at the very end of memory that is forbidden but for it, and only while it is fed:
    // reading past its ends is noticed, and so is a view kept beyond the call.
    const size_t size = size_t(body.size());
    const std::unique_ptr<char[]> memory(new char[size]);
    ASAN_POISON_MEMORY_REGION(memory.get(), size);
    for (qsizetype piece = 0; !body.isEmpty() && !m_fault; ++piece) {
        const qsizetype most =
            pieces.isEmpty() ? body.size() : qsizetype(quint8(pieces[piece % pieces.size()])) + 1;
        const QByteArrayView next = body.first(qMin(most, body.size()));
        body = body.sliced(next.size());
        char *const copy = memory.get() + size - next.size();
        ASAN_UNPOISON_MEMORY_REGION(copy, size_t(next.size()));
        std::copy(next.begin(), next.end(), copy);
        m_fault = m_parser.feed(QByteArrayView(copy, next.size()), *m_sink);
        ASAN_POISON_MEMORY_REGION(copy, size_t(next.size()));
        if (!m_batch.isEmpty())
            batch(m_batch);
    }
    if (!m_fault)
        m_fault = m_parser.finish();
}

} // namespace etcdscope::fuzz
