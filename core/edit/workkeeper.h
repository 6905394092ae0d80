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
///
/// A file has one keeper, in this program and in others: where another one has it, this one waits for its
/// turn and keeps nothing until then. Work that was left there and would be lost by writing, because the same
/// key is edited here in another way, is waited for too.
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
    /// Removes the work that lies there, unless it has a keeper: then false. Blocks.
    [[nodiscard]] static bool remove(const QString &path);
    /// Milliseconds from a change until it is written.
    void setPause(int milliseconds) { m_pause.setInterval(milliseconds); }
    /// Milliseconds until a file that somebody else has is asked for again, at first; it is doubled five
    /// times, and after the third time waiting() comes.
    void setWait(int milliseconds) { m_firstWait = milliseconds; }
    [[nodiscard]] QString path() const { return m_path; }

signals:
    /// Once, before restored(): somebody else keeps work there. Not for one that is just about to go.
    void waiting();
    /// Once: the file was read, or there is none. `keys` are those of the drafts that came back.
    void restored(const QByteArrayList &keys);
    /// Something is not kept, or could not be brought back: technical, untranslated.
    void failed(const QString &detail);

private:
    struct File;
    struct Reading;

    [[nodiscard]] static Reading readFile(const QString &path, File &file);
    void read();
    void wait();
    void take(const Reading &reading);
    [[nodiscard]] bool wouldLose(const SavedWork &work) const;
    void changed();
    void write();

    DraftStore &m_drafts;
    Journal &m_journal;
    const QString m_path;
    QTimer m_pause;
    QTimer m_turn;
    int m_firstWait;
    int m_waits = 0;        // somebody else had it
    bool m_started = false; // before it is read the file is not written
    bool m_dirty = false;
    std::shared_ptr<File> m_file; // shared with the workers
};

} // namespace etcdscope
