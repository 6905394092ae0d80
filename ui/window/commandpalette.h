// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QPointer>

class QAction;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStandardItemModel;
class QTreeView;

namespace etcdscope {

/// A list of actions to choose from by typing, over the window that owns it. It lies inside the window and
/// not in one of its own, so that it is at the same place on every platform. Escape, a click outside or the
/// loss of the focus close it and give the focus back to where it was.
class CommandPalette final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    explicit CommandPalette(QWidget *window);

    /// Shows these actions; those that are not available come last, with the reason, and
    /// cannot be chosen.
    void open(QList<QAction *> actions);

signals:
    /// The palette is closed and the focus is back when this comes.
    void chosen(QAction *action);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fill(const QList<QAction *> &actions);
    void place();
    void applyFilter(const QString &text);
    void selectFirstAvailable();
    void choose();
    void close();
    [[nodiscard]] bool passOnToList(int key);

    QLineEdit *m_field;
    QTreeView *m_list;
    QLabel *m_nothing;
    QStandardItemModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QPointer<QWidget> m_focusBefore;
};

} // namespace etcdscope
