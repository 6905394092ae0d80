// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/keytarget.h"

#include <QElapsedTimer>
#include <QPersistentModelIndex>
#include <QTimer>
#include <QTreeView>

#include <vector>

namespace etcdscope {

class KeyTreeModel;

/// The tree of keys. Tells its model what is on screen, holds the topmost row in place while rows come and go
/// above it, and lets the model answer the keyboard search. When the current key is removed nothing is
/// selected any more: what is shown of it elsewhere stays.
class KeyTreeView final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyTreeView)

public:
    /// The model is borrowed.
    explicit KeyTreeView(KeyTreeModel &model, QWidget *parent = nullptr);
    ~KeyTreeView() override;

    [[nodiscard]] KeyTarget targetAt(const QModelIndex &index) const;
    [[nodiscard]] KeyTarget currentTarget() const;
    /// Opens what is above this key, selects it and brings it on screen. False when it is not loaded.
    bool reveal(const QByteArray &key);
    /// Opens all directories below the current one, but at most some thousand rows. False when it stopped
    /// there.
    bool expandAllBelow();
    void collapseAllBelow();

    void keyboardSearch(const QString &text) override;

public slots:
    void doItemsLayout() override;
    void reset() override;

signals:
    /// The user stands on another row.
    void targetChanged(const etcdscope::KeyTarget &target);
    /// Enter or a double click on a key, or a click on the current one.
    void keyActivated(const QByteArray &key);
    void menuRequested(const QPoint &globalPosition);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Visible
    {
        QPersistentModelIndex index;
        int top = 0;
    };

    void noteVisible();
    void holdInPlace();
    void activate(const QModelIndex &index);
    /// Selects this row alone, whatever keys are held down.
    void goTo(const QModelIndex &index);

    KeyTreeModel &m_model;
    std::vector<Visible> m_visible; // rows on screen as they were painted last, topmost first
    QTimer m_note;
    QString m_typed;
    QElapsedTimer m_sinceTyped;
    bool m_layingOut = false;
    bool m_removing = false;
};

} // namespace etcdscope
