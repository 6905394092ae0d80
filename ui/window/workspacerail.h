// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QWidget>

class QButtonGroup;
class QIcon;
class QToolButton;
class QVBoxLayout;

namespace etcdscope {

/// The column of workspaces at the left of a session. One is current; the arrow keys move along.
class WorkspaceRail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceRail)

public:
    explicit WorkspaceRail(QWidget *parent = nullptr);

    /// Adds an entry below the others and returns its index.
    int addEntry(const QByteArray &id, const QString &title, const QIcon &icon, const QString &shortcut);

    [[nodiscard]] int current() const;
    /// Does not emit chosen().
    void setCurrent(int index);

    /// Grey, with the reason in the tooltip; an empty reason makes it available.
    void setUnavailable(int index, const QString &reason);

signals:
    void chosen(int index);

private:
    QButtonGroup *m_group;
    QVBoxLayout *m_layout;
    QList<QString> m_toolTips;
};

} // namespace etcdscope
