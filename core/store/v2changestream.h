// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/v2/keysapi.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <vector>

namespace etcdscope {

/// Long polls, one event each, strung together by their indexes: a poll from `w` that answers with an event
/// `e` says that nothing happened in between. While the store is ahead a few of them are under way at once;
/// what they answer twice or out of order is sorted out here. A poll that ends without an event is asked
/// again from the same index, unseen. A poll that nothing came of for long is asked anew beside the old one,
/// so that a peer that is gone without a word is noticed.
///
/// The server keeps a thousand events for all keys together. Where they are over, an index that a poll stood
/// still at for seconds is as good; else the stream ends with Compacted.
class V2ChangeStream final : public ChangeStream
{
    Q_OBJECT

public:
    /// `underWay` counts the polls of all streams of a store.
    V2ChangeStream(const v2::KeysApi &keys, const WatchQuery &query, std::shared_ptr<int> underWay);
    ~V2ChangeStream() override;

    [[nodiscard]] Position resumePosition() const override { return m_resume; }
    [[nodiscard]] quint64 clusterId() const override { return m_clusterId; }
    void setPaused(bool paused) override;
    /// A long poll cannot be asked how far it is.
    void requestProgress() override {}

private:
    struct Poll
    {
        Q_DISABLE_COPY_MOVE(Poll)

        explicit Poll(std::shared_ptr<int> count);
        ~Poll() { --*underWay; }

        std::shared_ptr<int> underWay;
        std::unique_ptr<v2::Poll> request;
        qint64 from = 0;     // waitIndex; 0 = the next event
        qint64 openedAt = 0; // the store's index then; 0 = not yet
        QElapsedTimer age;   // since it was asked, then since it was opened
        std::optional<v2::KeysAnswer> event = {};
    };

    void ask(qint64 from);
    [[nodiscard]] bool isAsked(qint64 from) const;
    void askMore();
    void pollOpened(Poll *poll, const v2::Headers &headers);
    void pollFinished(Poll *poll, const Result<v2::Response> &response);
    void pollRefused(const Error &error);
    void deliver();
    void add(const v2::KeysAnswer &event);
    void renew();
    void noteQuiet(const Poll &poll);
    void release(Poll *poll);
    void end(const std::optional<Error> &error);

    v2::KeysApi m_keys;
    WatchQuery m_query;
    std::shared_ptr<int> m_underWay;
    QByteArray m_directory; // that holds the range
    std::vector<std::unique_ptr<Poll>> m_polls;
    QTimer m_again; // after a poll that ended at once
    QTimer m_idle;
    Position m_resume;
    qint64 m_quiet = 0;  // a poll stood still at this index of the store for long
    qint64 m_newest = 0; // index the store is known to have reached
    quint64 m_clusterId = 0;
    bool m_isOpened = false;
    bool m_isBehind = false; // the last event was history when it was asked for
    bool m_paused = false;
    bool m_isOver = false;
};

} // namespace etcdscope
