// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/directoryreader.h"

#include <QTimer>

#include <set>

namespace etcdscope {

/// Reads directories of some ranges when they are asked for, one after the other: at start() the topmost one,
/// later what open() names. Used like an IndexLoader; between, watches of the whole ranges keep true what is
/// there. While isReading() changes have to wait: what is listed and counted is of one position, and none
/// that is newer may come before it.
class DemandLoader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemandLoader)

public:
    DemandLoader(KeyStore &store, KeyIndex &index, QObject *parent = nullptr);

    /// Reads the directory that holds all of `ranges`; with `compare` also every directory that was opened
    /// before, and removes what is not there any more. `notBefore`: see IndexLoader::start().
    void start(const KeyRanges &ranges, bool compare, Position notBefore = {});
    /// Goes on after finished() with an error.
    void resume();
    /// Stops at once; what was read stays. No finished().
    void cancel();
    /// Under way from start() to finished().
    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] Position position() const { return m_position; } ///< of the first read since start()
    [[nodiscard]] quint64 clusterId() const { return m_clusterId; }
    /// After finished() with Compacted: see IndexLoader::isOtherHistory().
    [[nodiscard]] bool isOtherHistory() const { return m_otherHistory; }
    /// After finished() with PermissionDenied: see IndexLoader::refused().
    [[nodiscard]] const std::optional<KeyRange> &refused() const { return m_reader.refused(); }

    /// Reads the directory if keys of it are unlisted and it is not waiting already.
    void open(const QByteArray &prefix);
    [[nodiscard]] bool isReading() const { return m_reader.isActive(); }
    [[nodiscard]] const DirectoryReader &reader() const { return m_reader; }
    /// Why the last directory that was opened could not be read; empty when it could.
    [[nodiscard]] const std::optional<Error> &readError() const { return m_readError; }

signals:
    void firstRows();
    void progressed();
    /// Once for each start() or resume(), from the event loop.
    void finished(const std::optional<etcdscope::Error> &error);

private:
    void readNext();
    void readFinished(const std::optional<Error> &error);
    void sweep();
    void end(const std::optional<Error> &error);

    KeyIndex &m_index;
    DirectoryReader m_reader;
    QTimer m_sweep;
    KeyRanges m_ranges;
    std::deque<QByteArray> m_waiting;
    std::set<QByteArray> m_opened;
    std::optional<Error> m_readError;
    Position m_position;
    Position m_notBefore;
    quint64 m_clusterId = 0;
    bool m_active = false;
    bool m_compare = false;
    bool m_haveFirstRows = false;
    bool m_otherHistory = false;
};

} // namespace etcdscope
