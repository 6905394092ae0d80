// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/models/expandedrows.h"
#include "ui/keys/keytarget.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QPersistentModelIndex>
#include <QTimer>

#include <optional>

class QHeaderView;
class QStyleOptionViewItem;

namespace etcdscope {

class KeySelection;
class KeyTreeModel;

/// The tree of keys. What it does costs nothing for a row that is not on screen, so that a directory may hold
/// a million: all rows are equally high, lines are computed (ExpandedRows) instead of laid out, selections
/// are ranges (KeySelection).
///
/// Tells its model what is on screen, holds the topmost row in place while rows come and go above it, and
/// lets the model answer the keyboard search. Many changes of one turn of the event loop end in one layout
/// and one painting. When the current key is removed nothing is current for others any more: what is shown of
/// it elsewhere stays.
///
/// Rows are chosen as in any list: a click or an arrow takes one row, Ctrl toggles, Shift extends. The
/// current index, always in the first column, is what is shown elsewhere.
class KeyTreeView final : public QAbstractItemView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyTreeView)

public:
    /// The model is borrowed.
    explicit KeyTreeView(KeyTreeModel &model, QWidget *parent = nullptr);
    ~KeyTreeView() override;

    [[nodiscard]] QHeaderView *header() const { return m_header; }
    [[nodiscard]] KeyTreeModel &keys() const { return m_model; }
    [[nodiscard]] KeySelection &selectedKeys() const { return *m_selection; }

    [[nodiscard]] bool isExpanded(const QModelIndex &index) const;
    /// Asks the model for the rows of the directory. Nothing happens for a key.
    void setExpanded(const QModelIndex &index, bool expanded);
    void expand(const QModelIndex &index) { setExpanded(index, true); }
    void collapse(const QModelIndex &index) { setExpanded(index, false); }
    /// Opens all directories below the current one, but at most some thousand rows. False when it stopped
    /// there.
    bool expandAllBelow();
    /// The prefixes of those that are open, outer ones first, at most so many.
    [[nodiscard]] QByteArrayList openDirectories(qsizetype most) const;
    void collapseAllBelow();

    [[nodiscard]] int lineCount() const { return m_rows.lineCount(); }
    /// -1 for what is in a collapsed directory.
    [[nodiscard]] int lineOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOnLine(int line, int column = 0) const;
    [[nodiscard]] QModelIndex indexAbove(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexBelow(const QModelIndex &index) const;
    [[nodiscard]] int levelOf(const QModelIndex &index) const; ///< 0 for rows of the root

    [[nodiscard]] KeyTarget targetAt(const QModelIndex &index) const;
    [[nodiscard]] KeyTarget currentTarget() const;
    /// Opens what is above this key, or directory that exists by itself, selects it and brings it on screen.
    /// False when it is not loaded.
    bool reveal(const QByteArray &key);

    void keyboardSearch(const QString &text) override;
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    /// Opens what is above.
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    /// What is under a place of the viewport, in its column.
    [[nodiscard]] QModelIndex indexAt(const QPoint &place) const override;

public slots:
    void doItemsLayout() override;
    void reset() override;
    void selectAll() override;

signals:
    void expanded(const QModelIndex &index);
    void collapsed(const QModelIndex &index);
    /// The user stands on another row.
    void targetChanged(const etcdscope::KeyTarget &target);
    /// Enter or a double click on a key.
    void keyActivated(const QByteArray &key);
    void menuRequested(const QPoint &globalPosition);

protected:
    // --- layout (keytreelayout.cpp) ---
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] int horizontalOffset() const override;
    [[nodiscard]] int verticalOffset() const override { return m_offset; }
    [[nodiscard]] bool isIndexHidden(const QModelIndex &index) const override { return lineOf(index) < 0; }
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;

    // --- painting (keytreepainting.cpp) ---
    void paintEvent(QPaintEvent *event) override;

    // --- mouse and keyboard (keytreenavigation.cpp) ---
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                                       const QEvent *event) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

    // --- the model changes (keytreeview.cpp) ---
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    /// What going to a row does to the selection.
    enum class Reach { Only, Move, Toggle, Extend, ExtendMore };
    static constexpr int indentation = 16;
    static constexpr int settleInterval = 60; // milliseconds between paintings of what others change

    void connectHeader();
    void rowsRemoved(const QModelIndex &parent, int first, int last);
    [[nodiscard]] bool maySettle();
    void settle();
    bool makeKnown(const QModelIndex &directory);
    [[nodiscard]] int nearestLine(QModelIndex index) const;

    [[nodiscard]] int lineAt(int y) const;
    [[nodiscard]] int topOfLine(int line) const { return line * m_rowHeight - m_offset; }
    [[nodiscard]] int lastLineOnScreen() const;
    [[nodiscard]] int greatestOffset() const;
    [[nodiscard]] int indentationOf(const QModelIndex &index) const;
    /// The sign that opens and closes the directory on this line.
    [[nodiscard]] QRect branchRect(const QModelIndex &index) const;
    void setOffset(int offset);
    void noteVisible();
    void tick();
    void fitColumn(int section);

    struct Row;
    void paintRow(QPainter &painter, const Row &row) const;
    void paintBranches(QPainter &painter, const Row &row, const QRect &area) const;

    [[nodiscard]] static Reach reachOf(Qt::KeyboardModifiers modifiers);
    [[nodiscard]] std::optional<CursorAction> moveOf(const QKeyEvent &event) const;
    void goTo(const QModelIndex &index, Reach reach);
    void selectLines(int from, int to, QItemSelectionModel::SelectionFlags command);
    bool handleTreeKey(const QKeyEvent &event);
    void activate(const QModelIndex &index);
    void hover(std::optional<QPoint> place);
    void tellAccessibility(const QModelIndex &index, bool isFocus);

    KeyTreeModel &m_model;
    QHeaderView *m_header;
    KeySelection *m_selection;
    ExpandedRows m_rows;
    int m_rowHeight = 1;
    int m_offset = 0; // pixels above the viewport; ahead of the scroll bar until the next layout
    bool m_settingBars = false;
    QTimer m_settle; // changes wait to be laid out and painted together
    QTimer m_tick;   // times to live that are on screen run down
    QElapsedTimer m_sinceSettled;

    QPersistentModelIndex m_anchor; // where Shift extends from
    bool m_extending = false;
    bool m_removing = false;
    bool m_leftBehind = false; // the current row was removed, and the user has not gone elsewhere
    std::optional<QPoint> m_hover;
    QString m_typed;
    QElapsedTimer m_sinceTyped;
};

} // namespace etcdscope
