// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/keytreeview.h"

#include <QAccessible>
#include <QPointer>

namespace etcdscope {

/// One cell of a shown row of a KeyTreeView for assistive technology. Follows its row, and is invalid when
/// that is gone.
class KeyCellAccessible final : public QAccessibleInterface,
                                public QAccessibleTableCellInterface,
                                public QAccessibleActionInterface
{
    Q_DISABLE_COPY_MOVE(KeyCellAccessible)

public:
    KeyCellAccessible(KeyTreeView &view, const QModelIndex &index);

    [[nodiscard]] QModelIndex index() const { return m_index; }

    void *interface_cast(QAccessible::InterfaceType type) override;
    bool isValid() const override { return m_view && m_index.isValid(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::TreeItem; }
    /// The name is what the cell shows; the description of the first one says what goes on with the row and
    /// how deep it is.
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::State state() const override;

    bool isSelected() const override;
    QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_index.column(); }
    int rowIndex() const override { return isValid() ? m_view->lineOf(m_index) : -1; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    [[nodiscard]] bool isName() const;

    QPointer<KeyTreeView> m_view;
    QPersistentModelIndex m_index;
};

} // namespace etcdscope
