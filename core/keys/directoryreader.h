// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/slicer.h"
#include "core/store/keyranges.h"
#include "core/store/keystore.h"

#include <QObject>

#include <deque>
#include <functional>
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
///
/// A store without pages is asked for one level: the directories in it are left unread
/// (KeyIndex::setUnread()).
class DirectoryReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryReader)

public:
    DirectoryReader(KeyStore &store, KeyIndex &index, QObject *parent = nullptr);
    ~DirectoryReader() override;

    /// Reads what `scope` has of the directory `prefix` (ends in the separator; empty = the root), all at one
    /// position, now. Ends what was under way.
    void read(const QByteArray &prefix, const KeyRanges &scope);
    /// Tells which directories are read already, or are going to be: those are not left unread.
    void setIsRead(std::function<bool(QByteArrayView prefix)> isRead) { m_isRead = std::move(isRead); }
    /// Stops; what was read stays, what was not stays unlisted. No finished().
    void cancel();

    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] const QByteArray &prefix() const { return m_prefix; }
    [[nodiscard]] Position position() const { return m_position; } ///< invalid until the first page has come
    [[nodiscard]] qint64 keysRead() const { return m_keysRead; }
    [[nodiscard]] quint64 clusterId() const { return m_clusterId; }
    /// After finished() with PermissionDenied: the one of the ranges of the scope of which it was said.
    [[nodiscard]] const std::optional<KeyRange> &refused() const { return m_refused; }

signals:
    void progressed();
    /// Once a run, from the event loop.
    void finished(const std::optional<etcdscope::Error> &error);

private:
    /// The part of a directory that a page left out.
    struct Rest
    {
        QByteArray directory;
        QByteArray last;  ///< key that was read
        KeyRanges ranges; ///< what comes behind it
        KeyRanges asked;  ///< what is counted or read now, one after the other
        size_t part = 0;  ///< of `asked`
        qint64 counted = 0;
        std::unique_ptr<Listing> listing;
        bool isCount = true;
    };

    void go();
    void askPage();
    void pageEnded(const std::optional<Error> &error);
    void insertLevel(std::shared_ptr<Listing> level);
    bool insertSome(Listing &level, qsizetype *taken);
    void leaveOut(const QByteArray &directory, const QByteArray &last);
    void askRest(std::unique_ptr<Rest> rest, bool isCount);
    void askPart(Rest &rest);
    void restEnded(Rest *rest, const std::optional<Error> &error);
    void restCounted(std::unique_ptr<Rest> rest);
    void noteRefusal(const Error &error, const KeyRange &asked);
    qint64 setCount(const QByteArray &prefix, qint64 count);
    void insert(const Listing &listing, EntryBatch &entries);
    void end(const std::optional<Error> &error);

    KeyStore &m_store;
    KeyIndex &m_index;
    QByteArray m_prefix;
    KeyRanges m_scope;
    KeyRanges m_ranges;     ///< what is still to be read
    bool m_isBegun = false; ///< a page of the first of them has come
    std::optional<KeyRange> m_refused;
    std::unique_ptr<Listing> m_page;
    std::vector<std::unique_ptr<Rest>> m_rests;
    std::function<bool(QByteArrayView)> m_isRead;
    Slicer m_slicer;
    Position m_position;
    qint64 m_pageSize = 0;
    qint64 m_keysRead = 0;
    qint64 m_total = 0; ///< keys of the directory, as far as it was begun
    quint64 m_clusterId = 0;
    bool m_active = false;
};

} // namespace etcdscope
