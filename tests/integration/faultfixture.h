// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/livefeed.h"
#include "tests/integration/faultwriter.h"
#include "tests/integration/storefixture.h"
#include "tests/integration/watchrecord.h"
#include "tests/support/tcprelay.h"

#include <QElapsedTimer>

#include <set>

namespace etcdscope {

/// A live feed whose watches are recorded, and which is looked at all the time: a feed that calls itself live
/// and stale at once, or neither, has lied.
class RecordedFeed final : public QObject
{
    Q_OBJECT

public:
    using State = LiveFeed::State;

    [[nodiscard]] bool open(const QUrl &url)
    {
        if (!m_link.open(url))
            return false;
        m_store = std::make_unique<RecordingStore>(m_link.store());
        m_feed = std::make_unique<LiveFeed>(*m_store, m_index);
        m_look.setInterval(20);
        connect(&m_look, &QTimer::timeout, this, [this] {
            // In the first millisecond of a loss it is stale for 0 ms, and that is true.
            const bool isLive = m_feed->state() == State::Live;
            m_doubts = isLive == (m_feed->staleFor() == 0) ? 0 : m_doubts + 1;
            if (m_doubts > 1)
                m_lie = QStringLiteral("state %1, stale for %2")
                            .arg(int(m_feed->state()))
                            .arg(m_feed->staleFor());
            if (m_feed->position() < m_before && m_feed->isComplete())
                m_lie = QStringLiteral("the position went back");
            m_before = m_feed->position();
        });
        return true;
    }

    void start(const KeyRanges &ranges = KeyRange::all())
    {
        m_look.start();
        m_feed->start(ranges);
    }
    /// Live, and the position of the load, after which the record begins.
    [[nodiscard]] bool startAndWait(const KeyRanges &ranges = KeyRange::all())
    {
        connect(&m_feed->loader(), &IndexLoader::finished, this,
                [this] { m_loaded = m_feed->loader().position(); });
        start(ranges);
        return QTest::qWaitFor([&] { return m_feed->state() == State::Live; }, 30'000);
    }
    [[nodiscard]] bool waitUntilLive(int milliseconds = 30'000)
    {
        return QTest::qWaitFor([&] { return m_feed->state() == State::Live; }, milliseconds);
    }

    [[nodiscard]] LiveFeed &feed() { return *m_feed; }
    [[nodiscard]] KeyIndex &index() { return m_index; }
    [[nodiscard]] Position loaded() const { return m_loaded; }
    [[nodiscard]] const WatchRecord &record() const { return m_store->record(); }
    [[nodiscard]] const auto &records() const { return m_store->records(); }
    /// Empty as long as it has always told the truth.
    [[nodiscard]] QString lie() const { return m_lie; }

private:
    StoreFixture m_link;
    KeyIndex m_index;
    std::unique_ptr<RecordingStore> m_store;
    std::unique_ptr<LiveFeed> m_feed;
    QTimer m_look;
    int m_doubts = 0;
    Position m_loaded;
    Position m_before;
    QString m_lie;
};

/// All that happened on a server after a revision, told by a watch that nothing disturbs.
inline std::vector<RecordedChange> historyOf(StoreFixture &fixture, Position after, Position until)
{
    std::vector<RecordedChange> history;
    const auto watch = fixture.store().watch({.range = KeyRange::all(), .since = after});
    QObject context;
    QObject::connect(watch.get(), &ChangeStream::received, &context, [&] {
        const auto changes = changesOf(watch->pending());
        history.insert(history.end(), changes.begin(), changes.end());
        watch->pending().clear();
    });
    if (!QTest::qWaitFor([&] { return watch->resumePosition() >= until; }, 30'000))
        qWarning("the history did not come");
    return history;
}

inline QUrl urlOf(const TcpRelay &relay)
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()));
}

/// Every revision that was promised is in the history.
inline bool isKept(const FaultWriter &writer, const std::vector<RecordedChange> &history, Position after)
{
    std::set<qint64> revisions;
    for (const RecordedChange &change : history)
        revisions.insert(change.modRevision);
    // A delete of a key that is not there changes nothing and is answered with an older revision.
    for (const qint64 revision : writer.promised()) {
        if (revision > after.value && !revisions.contains(revision))
            return false;
    }
    return true;
}

} // namespace etcdscope

/// The writer has come to rest, the feed has caught up, and what it shows is what the server has.
#define VERIFY_NOTHING_LOST(recorded, writer, server)                                                        \
    do {                                                                                                     \
        (writer).stop();                                                                                     \
        QTRY_VERIFY_WITH_TIMEOUT((writer).isIdle(), 20'000);                                                 \
        QVERIFY((recorded).waitUntilLive());                                                                 \
        QTRY_COMPARE_WITH_TIMEOUT(textOf((recorded).index()), textOf(server), 20'000);                       \
        QCOMPARE((recorded).lie(), QString());                                                               \
    } while (false)
