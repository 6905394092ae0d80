// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/v3/kv.h"
#include "core/v3/watch.h"

#include <memory>
#include <optional>

namespace etcdscope {

/// A Range whose keys go straight from the decoder into the batch.
class V3Listing final : public Listing
{
    Q_OBJECT

public:
    V3Listing(Channel &channel, const ListQuery &query);
    ~V3Listing() override;

    [[nodiscard]] Position position() const override { return {m_decoder.revision()}; }
    [[nodiscard]] qint64 total() const override { return m_decoder.count(); }
    [[nodiscard]] bool more() const override { return m_decoder.more(); }
    [[nodiscard]] quint64 clusterId() const override { return m_decoder.clusterId(); }
    void setPaused(bool paused) override { m_stream->setPaused(paused); }

private:
    class Decoder final : public RangeDecoder
    {
    public:
        explicit Decoder(EntryBatch &batch)
            : m_batch(batch)
        {
        }

    protected:
        void keyValue(const KeyValueView &keyValue) override;

    private:
        EntryBatch &m_batch;
    };

    Decoder m_decoder;
    std::unique_ptr<ServerStream> m_stream;
};

/// A Watch whose events go straight from the decoder into the batch, whole responses at a time.
class V3ChangeStream final : public ChangeStream, private v3::WatchSink
{
    Q_OBJECT

public:
    V3ChangeStream(Channel &channel, const WatchQuery &query);
    ~V3ChangeStream() override;

    [[nodiscard]] Position resumePosition() const override { return m_resume; }
    [[nodiscard]] quint64 clusterId() const override { return m_watch->clusterId(); }
    void setPaused(bool paused) override { m_watch->setPaused(paused); }
    void requestProgress() override { m_watch->requestProgress(); }

private:
    void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) override;
    void responseEnded(qint64 revision, qint64 events) override;

    KeyRange m_range;
    EntryBatch m_incoming; // of a response that is not whole yet
    std::unique_ptr<v3::Watch> m_watch;
    Position m_resume;
    Position m_progress; // said by the server, not signalled yet
    bool m_wantValues;
};

} // namespace etcdscope
