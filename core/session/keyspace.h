// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrunner.h"
#include "core/edit/draft.h"
#include "core/edit/journal.h"
#include "core/edit/keywriter.h"
#include "core/edit/workkeeper.h"
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "core/session/storepulse.h"
#include "core/store/keystore.h"

#include <QObject>

#include <memory>

namespace etcdscope {

/// The keys of one API of a cluster with everything a window needs of them: store, index, feed, pulse,
/// drafts, writer, bulk operations, journal.
class KeySpace final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeySpace)

public:
    KeySpace(std::unique_ptr<KeyStore> store, char separator, QObject *parent = nullptr);
    ~KeySpace() override;

    [[nodiscard]] KeyStore &store() { return *m_store; }
    [[nodiscard]] KeyIndex &index() { return m_index; }
    [[nodiscard]] LiveFeed &feed() { return m_feed; }
    [[nodiscard]] StorePulse &pulse() { return m_pulse; }
    [[nodiscard]] DraftStore &drafts() { return m_drafts; }
    [[nodiscard]] Journal &journal() { return m_journal; }
    [[nodiscard]] KeyWriter &writer() { return m_writer; }
    [[nodiscard]] BulkRunner &bulk() { return m_bulk; }

    /// The connections are in doubt: what waits for news (feed, locks) asks over new ones. Slots of the feed
    /// may destroy this.
    void reconnect();

    /// From now on drafts and journal lie in this file too; to be started by the caller. Once.
    WorkKeeper &keepWork(const QString &path);

private:
    std::unique_ptr<KeyStore> m_store;
    KeyIndex m_index;
    LiveFeed m_feed;
    StorePulse m_pulse;
    DraftStore m_drafts;
    Journal m_journal;
    KeyWriter m_writer;
    BulkRunner m_bulk;
    std::unique_ptr<WorkKeeper> m_work; // writes what is left when it goes, so it goes first
};

} // namespace etcdscope
