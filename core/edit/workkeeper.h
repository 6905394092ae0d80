// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QObject>
#include <QTimer>

#include <memory>

namespace etcdscope {

class DraftStore;
class Journal;
struct SavedWork;

/// Keeps the drafts and the journal of one key space in a file that only this user can read (0600): brings
/// back what it holds, and writes it anew some time after each change and when this object goes. Files are
/// read and written by workers; a write that was begun is ended before the program ends. The file is replaced
/// as a whole; one that cannot be read is set aside with the ending ".unreadable", never overwritten. Without
/// work there is no file.
class WorkKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkKeeper)

public:
    /// Both are borrowed and outlive this object. Folders on the way to `path` are made (0700).
    WorkKeeper(DraftStore &drafts, Journal &journal, const QString &path, QObject *parent = nullptr);
    ~WorkKeeper() override;

    /// Brings the work back; to be called once. A draft of a key that has one here already is not touched.
    void start();
    /// Milliseconds from a change until it is written.
    void setPause(int milliseconds) { m_pause.setInterval(milliseconds); }
    [[nodiscard]] QString path() const { return m_path; }

signals:
    /// Once: the file was read, or there is none. `keys` are those of the drafts that came back.
    void restored(const QByteArrayList &keys);
    /// Something is not kept, or could not be brought back: technical, untranslated.
    void failed(const QString &detail);

private:
    void take(const SavedWork &work);
    void changed();
    void write();

    DraftStore &m_drafts;
    Journal &m_journal;
    const QString m_path;
    QTimer m_pause;
    bool m_started = false; // before it is read the file is not written
    bool m_dirty = false;
    struct Order;
    std::shared_ptr<Order> m_order; // shared with the workers
};

} // namespace etcdscope
