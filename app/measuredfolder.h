// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/measuredacts.h"
#include "core/base/call.h"
#include "core/keys/keyindex.h"
#include "core/store/change.h"

#include <QByteArray>
#include <QObject>
#include <QRandomGenerator>

#include <vector>

namespace etcdscope {

class KeySpace;
class KeyTreeView;
class SessionView;

/// What a person and other programs do with one directory of very many keys: opening it, going about in it,
/// selecting, while keys come, change and go. Those keys are its own: made beside those that are there, with
/// the condition that they are not, and gone in the end, so that nothing of anybody else is touched. They
/// are written by the store of the session and come back by its watch; 1,000 at once are one transaction,
/// which a server only takes with --max-txn-ops.
class MeasuredFolder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MeasuredFolder)

public:
    /// `acts` becomes the parent, and carries out what acts() returns.
    MeasuredFolder(SessionView &view, const QByteArray &prefix, MeasuredActs &acts);

    /// Empty when there is no such directory, or no key in it.
    [[nodiscard]] std::vector<MeasuredAct> acts();

private:
    [[nodiscard]] MeasuredAct key(const char *name, Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    [[nodiscard]] MeasuredAct change(const char *name, void (MeasuredFolder::*work)());
    void insertInTheMiddle();
    void changeScattered();
    void removeAll();

    void putNew(Transaction &transaction, int row);
    void commit(const Transaction &transaction);
    [[nodiscard]] int rowInTheMiddle() const;
    [[nodiscard]] int rowCount() const { return m_index.rowCount(m_directory); }

    KeySpace &m_space;
    KeyIndex &m_index;
    KeyTreeView *m_tree;
    MeasuredActs &m_acts;
    DirectoryId m_directory = noDirectory;
    QRandomGenerator m_random{1};
    std::vector<QByteArray> m_own; // keys of its own that are there, or will be
    int m_lastNumber = 0;
    qint64 m_expected = 0; // changes seen by the feed once those under way are applied
    Call<TransactionResult> m_commit;
};

} // namespace etcdscope
