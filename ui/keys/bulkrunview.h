// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrunner.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace etcdscope {

class MessageBar;
class RowTextView;
class WriteTarget;

/// A bulk operation under way, and how it ended: numbers, what was left alone and why. It only shows the
/// operation, which goes on without it.
class BulkRunView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkRunView)

public:
    /// Both are borrowed and outlive this.
    BulkRunView(BulkRunner &runner, WriteTarget &target, QWidget *parent = nullptr);

    void focusFirst();

signals:
    /// The outcome was read, or Escape: back to the list.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void takeRun();
    void update();
    void showExceptions();
    void act();

    BulkRunner &m_runner;
    WriteTarget &m_target;
    QPointer<BulkRun> m_run;
    QLabel *m_title;
    MessageBar *m_message;
    QProgressBar *m_progress;
    QLabel *m_text;
    RowTextView *m_exceptions;
    QPushButton *m_action; // Stop or Go On
    QPushButton *m_close;
};

} // namespace etcdscope
