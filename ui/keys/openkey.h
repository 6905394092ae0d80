// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/edit/draft.h"
#include "core/edit/keywriter.h"
#include "core/store/accessrights.h"
#include "core/store/keystore.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

namespace etcdscope {

class KeySpace;

/// The one key a panel shows: what the cluster has, what the person made of it, and what happened to it
/// meanwhile. No widgets. Edits go to the drafts of the key space at once and are taken out by save(),
/// discard() and nothing else. Writes go on when another key is opened; how they ended is kept until their
/// key is opened again.
class OpenKey final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OpenKey)

public:
    enum class State {
        Nothing, ///< no key is open
        Reading, ///< nothing is known yet but what the tree knows
        Present, ///< current() is the key as it was read last
        Absent,  ///< the key did not exist when it was read last
        Failed,  ///< it could not be read: error()
    };

    /// The key space outlives this object.
    explicit OpenKey(KeySpace &keys, QObject *parent = nullptr);
    ~OpenKey() override;

    /// Shows another key. It is read at once when the last change is some time ago, else when the choice has
    /// come to rest, so that holding an arrow key down reads the first and the last.
    void open(const QByteArray &key);
    void close();
    /// Reads again.
    void reload();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QByteArray &key() const { return m_key; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// The key as it was read last; empty when it was absent or is not known.
    [[nodiscard]] const std::optional<Entry> &current() const { return m_current; }
    /// At which position current() was read.
    [[nodiscard]] Position readAt() const { return m_readAt; }
    /// When that was, in milliseconds since 1970.
    [[nodiscard]] qint64 readTime() const { return m_readTime; }
    [[nodiscard]] KeySpace &keys() const { return m_keys; }
    [[nodiscard]] StoreFeatures features() const;
    /// The key existed while it was open and is gone now.
    [[nodiscard]] bool wasDeleted() const { return m_wasDeleted; }
    /// wasDeleted(), and nobody did that: its time to live ran out.
    [[nodiscard]] bool hasExpired() const;

    /// Null when there is no unsaved edit.
    [[nodiscard]] const Draft *draft() const;
    /// What an edit starts from and a save compares with.
    [[nodiscard]] Entry base() const;
    /// The draft, or else what the cluster has.
    [[nodiscard]] QByteArray value() const;
    /// There is a draft, and the cluster has something else by now than it started from.
    [[nodiscard]] bool isOvertaken() const;
    [[nodiscard]] bool isWriting() const;
    /// What the server takes in one write, in bytes, as far as is known.
    [[nodiscard]] qint64 requestLimit() const;
    /// How the last write of this key ended, when that still wants an answer (anything but Done).
    [[nodiscard]] const WriteOutcome *trouble() const;
    void forgetTrouble();

    /// What is known of the rights of the user. They only explain: nothing is kept from being tried.
    void setRights(const std::optional<AccessRights> &rights);
    /// Whether the rights that are known allow writing the key; true when none are.
    [[nodiscard]] bool mayWrite() const { return !m_rights || m_rights->mayWrite(m_key); }

    /// The person has changed the value. Equal bytes take the draft out again.
    void edit(const QByteArray &value);
    /// Takes the draft out. It can be brought back until another one is discarded.
    void discard();
    [[nodiscard]] bool canBringBack() const { return m_discarded && m_discarded->key == m_key; }
    void bringBack();
    /// The draft starts from what the cluster has now: the next save compares with that.
    void rebase();

    /// Writes the draft if the cluster still has base(). Creates the key when it is known to be absent.
    void save();
    /// Deletes `entry` if the cluster still has its revision.
    void remove(const Entry &entry);

signals:
    /// Another key, or a new state of it: show everything anew.
    void opened();
    /// value() changed other than by edit().
    void valueReplaced();
    /// Facts, draft, overtaken or writing changed.
    void factsChanged();
    /// The cluster's value was changed by somebody else and is shown now; there was no draft.
    void followed(qint64 fromRevision);
    /// A write of any key ended that was started here. For this key trouble() has it when it was not Done.
    void written(const etcdscope::WriteOutcome &outcome);

private:
    void startReading();
    void received(Result<ReadResult> result);
    void take(const std::optional<Entry> &entry, Position at);
    [[nodiscard]] bool settleUnknown();
    void followTimeToLive();
    void compareWithIndex();
    void setState(State state);
    void writeFinished(const WriteOutcome &outcome);
    void settleDraft(const WriteOutcome &outcome, const QByteArray &wrote);
    void takeOutcome(const WriteOutcome &outcome, const std::optional<QByteArray> &wrote);

    KeySpace &m_keys;
    std::optional<AccessRights> m_rights;
    QByteArray m_key;
    State m_state = State::Nothing;
    std::optional<Entry> m_current;
    std::optional<Error> m_error;
    std::optional<Draft> m_discarded;
    Position m_readAt;
    qint64 m_readTime = 0;
    bool m_wasDeleted = false;
    qint64 m_lastRevision = 0; // that the key had when it was deleted
    bool m_readAgain = false;
    Call<ReadResult> m_reading;
    QTimer m_settle; // the choice of a key comes to rest
    QTimer m_again;  // spaces out reads of a key that changes all the time
    QElapsedTimer m_sinceChoice;
    QHash<QByteArray, std::optional<QByteArray>> m_writing; // by key; nothing for a deletion
    QHash<QByteArray, WriteOutcome> m_troubles;
};

} // namespace etcdscope
