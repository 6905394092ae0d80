// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/valuedetector.h"
#include "ui/keys/valueview.h"

#include <QWidget>

class QAction;
class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace etcdscope {

/// The row above a value: which viewer shows it, what was detected, and what else can be done with it. Owned
/// by the value editor.
class ValueBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueBar)

public:
    /// Object names of the parts begin with `name`: "valueAsText".
    explicit ValueBar(const QString &name, QWidget *parent = nullptr);

    void setView(ValueView view);
    /// `doing` is what goes on with the value, or empty.
    void setDetection(const Detection &detection, const QString &doing);
    /// What the "…" button offers; the actions are borrowed.
    void setMenuActions(const QList<QAction *> &actions);

signals:
    void viewChosen(etcdscope::ValueView view);
    /// From the formatted view: the user wants to change the value.
    void editRequested();

private:
    void addView(ValueView view, const QString &text, const QString &name, QHBoxLayout &row);

    QButtonGroup *m_views;
    QLabel *m_detected;
    QPushButton *m_edit;
    QToolButton *m_more;
};

} // namespace etcdscope
