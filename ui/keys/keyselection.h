// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/models/expandedrows.h"
#include "core/models/keytreemodel.h"

#include <QHash>
#include <QItemSelectionModel>

#include <vector>

namespace etcdscope {

/// The selection of a KeyTreeView: whole rows in ranges, one or few for each directory, however many rows.
///
/// A row that comes amid selected ones is not selected, unless it comes amid more than `mostExact`: those
/// were taken as a whole, and it joins them. What it would cost to keep each such row apart is why this is
/// not a plain QItemSelectionModel: that splits a range for every row that comes or goes inside it, and every
/// range makes every later change of the model dearer.
///
/// Its view tells it of rows that come and go, so that the two never disagree.
class KeySelection final : public QItemSelectionModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeySelection)

public:
    static constexpr int mostExact = 1'000;

    /// The model is borrowed.
    explicit KeySelection(KeyTreeModel &model, QObject *parent = nullptr);

    using QItemSelectionModel::select;
    void select(const QItemSelection &selection, SelectionFlags command) override;
    /// Rows as spans instead of indexes.
    void select(const std::vector<ExpandedRows::Span> &spans, SelectionFlags command);

    [[nodiscard]] bool holds(RowRef row) const;
    [[nodiscard]] qint64 rowCount() const;
    /// The first `most` selected rows.
    [[nodiscard]] std::vector<RowRef> rows(int most) const;

    void rowsInserted(const QModelIndex &parent, int first, int last);
    /// Takes the selection off these rows; the current index goes to a neighbour, unselected. True when it
    /// had to.
    bool rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last);
    void rowsRemoved(const QModelIndex &parent, int first, int last);

private:
    struct Range
    {
        int first;
        int last;
    };
    using Ranges = QHash<DirectoryId, std::vector<Range>>; // in order, apart from each other

    [[nodiscard]] const Ranges &ranges() const;
    [[nodiscard]] QItemSelection selectionOf(const std::vector<ExpandedRows::Span> &spans) const;
    [[nodiscard]] bool holdDirectories(const QModelIndex &parent, int first, int last) const;

    KeyTreeModel &m_model;
    // What is selected as plain numbers: a QItemSelection is asked for by walking through all of it.
    mutable Ranges m_ranges;
    mutable bool m_stale = false;
};

} // namespace etcdscope
