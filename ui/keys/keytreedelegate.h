// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

namespace etcdscope {

/// Paints rows that answer the roles of KeyTreeModel: numbers with separators, what changed a moment ago
/// tinted and in bold, what is going struck through and pale, a dot for an unsaved draft. Each has words in
/// the tooltip.
class KeyTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyTreeDelegate)

public:
    explicit KeyTreeDelegate(QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// What the row is and what goes on with it, in words; empty when nothing does.
    [[nodiscard]] static QString stateText(const QModelIndex &index);
    /// What a cell shows.
    [[nodiscard]] static QString cellText(const QModelIndex &index);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    [[nodiscard]] const QIcon &draftIcon(const QStyleOptionViewItem &option) const;

    mutable QIcon m_draftIcon;
    mutable qint64 m_draftIconKey = 0; // of the palette it was drawn for
};

} // namespace etcdscope
