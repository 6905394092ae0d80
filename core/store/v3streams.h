// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/v3/kv.h"
#include "core/v3/watch.h"

#include <QTimer>

#include <deque>
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

/// A Watch whose events go straight from the decoder into the batch, whole revisions at a time. Neither a
/// large response nor a consumer that is slow makes it keep more than a few MiB or copy more than one at a
/// time; what does not fit stays with the server. Only the changes of a single revision have to be here
/// together: more than 512 MiB of them end the watch with TooLarge.
class V3ChangeStream final : public ChangeStream, private v3::WatchSink
{
    Q_OBJECT

public:
    V3ChangeStream(Channel &channel, const WatchQuery &query);
    ~V3ChangeStream() override;

    [[nodiscard]] Position resumePosition() const override { return m_resume; }
    [[nodiscard]] quint64 clusterId() const override { return m_watch->clusterId(); }
    void setPaused(bool paused) override;
    void requestProgress() override { m_watch->requestProgress(); }

private:
    void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) override;
    void responseEnded(qint64 revision, qint64 events) override;
    void burstEnded();
    void watchFinished(const std::optional<Error> &error);

    void closeIncoming();
    /// Adds `batch` to pending(), where it fits, and empties it.
    [[nodiscard]] bool takeIn(EntryBatch &batch);
    /// Moves what is whole into pending(), as far as there is room. True if something was moved.
    bool handOver();
    void handOverLater();
    void holdBack();
    void end();

    KeyRange m_range;
    EntryBatch m_incoming;          // the newest revision, which may go on, and older ones
    std::deque<EntryBatch> m_whole; // complete, and waiting for room in pending()
    qsizetype m_wholeSize = 0;      // bytes of memory in m_whole
    QTimer m_handOver;
    std::unique_ptr<v3::Watch> m_watch;
    Position m_resume;
    Position m_progress; // said by the server, not signalled yet
    bool m_wantValues;
    bool m_pendingIsLarge = false;
    bool m_paused = false;   // by the consumer
    bool m_heldBack = false; // because enough is waiting
    bool m_tooLarge = false;
    bool m_finished = false; // the watch has ended; something may still be waiting
    std::optional<Error> m_end;
};

} // namespace etcdscope
