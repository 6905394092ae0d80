// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keytreeaccessible.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/keycellaccessible.h"
#include "ui/keys/keyselection.h"
#include "ui/keys/keytreeview.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <deque>

namespace etcdscope {

namespace {

constexpr int mostCells = 256;      ///< kept at a time: each holds a persistent index
constexpr int mostReported = 1'000; ///< selected rows named one by one

class TreeAccessible final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit TreeAccessible(KeyTreeView *view)
        : QAccessibleWidget(view, QAccessible::Tree)
    {
    }
    ~TreeAccessible() override { forgetCells(); }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableInterface)
            return static_cast<QAccessibleTableInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    // --- cells as children, row by row ---
    int childCount() const override { return rowCount() * columnCount(); }
    QAccessibleInterface *child(int number) const override
    {
        return number >= 0 ? cellAt(number / columnCount(), number % columnCount()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *const cell = child && child->role() == QAccessible::TreeItem
                                     ? static_cast<const KeyCellAccessible *>(child)
                                     : nullptr;
        const int line = cell && cell->isValid() ? cell->rowIndex() : -1;
        return line >= 0 ? line * columnCount() + cell->columnIndex() : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return cell(view().indexAt(view().viewport()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface *focusChild() const override
    {
        return view().hasFocus() ? cell(view().currentIndex()) : nullptr;
    }

    // --- the table ---
    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override
    {
        const bool exists = column >= 0 && column < columnCount();
        return exists ? cell(view().indexOnLine(row, column)) : nullptr;
    }
    int rowCount() const override { return view().lineCount(); }
    int columnCount() const override { return KeyTreeModel::ColumnCount; }
    QString columnDescription(int column) const override
    {
        return view().keys().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QString rowDescription(int) const override { return {}; }

    int selectedRowCount() const override { return int(view().selectedKeys().rowCount()); }
    int selectedCellCount() const override { return selectedRowCount() * columnCount(); }
    int selectedColumnCount() const override { return 0; }
    QList<int> selectedRows() const override
    {
        QList<int> lines;
        for (const RowRef &row : view().selectedKeys().rows(mostReported)) {
            if (const int line = view().lineOf(view().keys().indexOfRow(row)); line >= 0)
                lines += line;
        }
        return lines;
    }
    QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        const QList<int> lines = selectedRows();
        for (const int line : lines) {
            // No more than are kept: those given out before must live on.
            for (int column = 0; column < columnCount() && cells.size() < mostCells / 2; ++column)
                cells += cellAt(line, column);
        }
        return cells;
    }
    QList<int> selectedColumns() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override
    {
        const QModelIndex index = view().indexOnLine(row);
        return index.isValid() && view().selectedKeys().holds(view().keys().rowAt(index));
    }
    bool selectRow(int row) override { return select(row, QItemSelectionModel::Select); }
    bool unselectRow(int row) override { return select(row, QItemSelectionModel::Deselect); }
    bool selectColumn(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *event) override
    {
        if (event->modelChangeType() == QAccessibleTableModelChangeEvent::ModelReset)
            forgetCells();
    }

private:
    KeyTreeView &view() const { return *static_cast<KeyTreeView *>(widget()); }

    bool select(int row, QItemSelectionModel::SelectionFlags command)
    {
        const QModelIndex index = view().indexOnLine(row);
        if (index.isValid())
            view().selectionModel()->select(index, command | QItemSelectionModel::Rows);
        return index.isValid();
    }

    QAccessibleInterface *cell(const QModelIndex &index) const
    {
        if (!index.isValid())
            return nullptr;
        const auto known = std::find_if(m_cells.cbegin(), m_cells.cend(), [&index](QAccessible::Id id) {
            return static_cast<KeyCellAccessible *>(QAccessible::accessibleInterface(id))->index() == index;
        });
        if (known != m_cells.cend())
            return QAccessible::accessibleInterface(*known);
        if (m_cells.size() == mostCells) {
            QAccessible::deleteAccessibleInterface(m_cells.front());
            m_cells.pop_front();
        }
        auto *const made = new KeyCellAccessible(view(), index);
        m_cells.push_back(QAccessible::registerAccessibleInterface(made)); // which owns it
        return made;
    }

    void forgetCells() const
    {
        for (const QAccessible::Id id : m_cells)
            QAccessible::deleteAccessibleInterface(id);
        m_cells.clear();
    }

    mutable std::deque<QAccessible::Id> m_cells; // the oldest first
};

QAccessibleInterface *createKeyTreeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1String("etcdscope::KeyTreeView"))
        return nullptr;
    auto *const view = qobject_cast<KeyTreeView *>(object);
    return view ? new TreeAccessible(view) : nullptr;
}

} // namespace

void installKeyTreeAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(createKeyTreeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

void KeyTreeView::tellAccessibility(const QModelIndex &index, bool isFocus)
{
    const int line = QAccessible::isActive() ? lineOf(index) : -1;
    if (line < 0)
        return;
    const auto tell = [line, &index](QAccessibleEvent &&event) {
        event.setChild(line * KeyTreeModel::ColumnCount + index.column());
        QAccessible::updateAccessibility(&event);
    };
    if (isFocus) {
        if (hasFocus())
            tell(QAccessibleEvent(this, QAccessible::Focus));
        return;
    }
    QAccessible::State changed;
    changed.expanded = true;
    changed.collapsed = true;
    tell(QAccessibleStateChangeEvent(this, changed));
}

} // namespace etcdscope
