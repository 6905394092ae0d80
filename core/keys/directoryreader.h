// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/store/keystore.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

class KeyIndex;

/// Reads one directory into a KeyIndex: its own keys, and of each directory in it as much as comes along;
/// what does not is counted and left unlisted (KeyIndex::setUnlisted()). So a cluster too large or too far
/// away to be read whole can be looked at directory by directory, with true counts.
///
/// A page that ends inside a directory leaves the rest of that directory out and goes on behind it; a rest of
/// up to a thousand keys is read all the same.
class DirectoryReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryReader)

public:
    DirectoryReader(KeyStore &store, KeyIndex &index, QObject *parent = nullptr);
    ~DirectoryReader() override;

    /// Reads what `scope` has of the directory `prefix` (ends in the separator; empty = the root), all at one
    /// position, now. Ends what was under way.
    void read(const QByteArray &prefix, const KeyRange &scope);
    /// Stops; what was read stays, what was not stays unlisted. No finished().
    void cancel();

    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] const QByteArray &prefix() const { return m_prefix; }
    [[nodiscard]] Position position() const { return m_position; } ///< invalid until the first page has come
    [[nodiscard]] qint64 keysRead() const { return m_keysRead; }
    [[nodiscard]] quint64 clusterId() const { return m_clusterId; }

signals:
    void progressed();
    /// Once a run, from the event loop.
    void finished(const std::optional<etcdscope::Error> &error);

private:
    /// The part of a directory that a page left out.
    struct Rest
    {
        QByteArray directory;
        KeyRange range;
        std::unique_ptr<Listing> listing;
        bool isCount = true;
    };

    void go();
    void askPage();
    void pageEnded(const std::optional<Error> &error);
    void askRest(const QByteArray &directory, const KeyRange &range, bool isCount);
    void restEnded(Rest *rest, const std::optional<Error> &error);
    qint64 setCount(const QByteArray &prefix, qint64 count);
    void insert(const Listing &listing, EntryBatch &entries);
    void end(const std::optional<Error> &error);

    KeyStore &m_store;
    KeyIndex &m_index;
    QByteArray m_prefix;
    KeyRange m_scope;
    KeyRange m_range; ///< what is still to be read
    std::unique_ptr<Listing> m_page;
    std::vector<std::unique_ptr<Rest>> m_rests;
    Position m_position;
    qint64 m_pageSize = 0;
    qint64 m_keysRead = 0;
    quint64 m_clusterId = 0;
    bool m_active = false;
};

} // namespace etcdscope
