// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/draft.h"
#include "core/store/keystore.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace etcdscope {

class ConflictView;
class WriteTarget;

/// The key has moved on under an edit: what both started from, mine and theirs, and the ways out. Nothing is
/// written or lost by looking. Escape goes back to the editor.
class ConflictSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictSheet)

public:
    /// The target is borrowed. The features are of the store of the key.
    ConflictSheet(const StoreFeatures &features, WriteTarget &target, QWidget *parent = nullptr);

    /// `theirs` empty: the key was deleted. Compares and merges on a worker; the ways out are there at once.
    void present(const Draft &mine, const std::optional<Entry> &theirs);
    /// The revision (of v2: index) shown as theirs; 0 when it was deleted.
    [[nodiscard]] qint64 theirRevision() const { return m_theirRevision; }

signals:
    void cancelled();
    /// Take what they have (or that it is gone) and put mine aside.
    void reloadChosen();
    /// Go on editing `value` on top of theirs.
    void mergeChosen(const QByteArray &value);
    /// Write mine over theirs, or create the key again.
    void overwriteChosen();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void overwrite();
    void disarm();
    void check();

    const StoreFeatures m_features;
    WriteTarget &m_target;
    QLabel *m_title;
    QStackedWidget *m_stack;
    ConflictView *m_view;
    QPushButton *m_back;
    QPushButton *m_reload;
    QPushButton *m_mergeByHand;
    QPushButton *m_mergeBoth;
    QPushButton *m_overwrite;
    QByteArray m_mine;
    std::optional<QByteArray> m_merged;
    qint64 m_theirRevision = 0; // 0: deleted
    bool m_armed = false;
    int m_run = 0;
};

} // namespace etcdscope
