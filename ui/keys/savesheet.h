// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace etcdscope {

class DiffView;
class MessageBar;
class WriteTarget;

/// What a save would change, before it is sent. Enter saves, Escape goes back to the editor.
class SaveSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SaveSheet)

public:
    /// The target is borrowed.
    explicit SaveSheet(WriteTarget &target, QWidget *parent = nullptr);

    /// Compares on a worker and takes the focus when the difference is there.
    /// A request above the store's limit can be sent, but it is said that it may well be refused. What the
    /// store cannot have at all is not offered to be saved.
    void present(const Entry &base, const QByteArray &value, const StoreFeatures &features);

signals:
    void confirmed();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void confirm();
    void check();

    WriteTarget &m_target;
    QLabel *m_title;
    MessageBar *m_limit;
    QStackedWidget *m_stack;
    DiffView *m_difference;
    QPushButton *m_cancel;
    QPushButton *m_save;
    QString m_problem; // why the store cannot have the value
    bool m_compared = false;
    int m_run = 0; // the last comparison that was started
};

} // namespace etcdscope
