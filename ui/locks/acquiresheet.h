// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "ui/locks/lockwords.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace etcdscope {

class WriteTarget;

/// Which lock to ask for, and how; or which election to stand for, and as whom. Escape goes back.
class AcquireSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AcquireSheet)

public:
    /// All are borrowed and outlive this.
    AcquireSheet(const Locks &locks, LockKind kind, WriteTarget &target, QWidget *parent = nullptr);

    /// With this name to begin with; the rest stays as it was.
    void present(const QByteArray &name);

signals:
    /// LockOptions::token is the candidate's name in an election.
    void accepted(const QByteArray &name, const etcdscope::LockOptions &options);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildFields();
    void buildLayout();
    void check();
    void accept();
    [[nodiscard]] QString problem() const;

    enum Patience { AsLongAsItTakes, GiveUpAfter, DoNotWait };

    const Locks &m_locks;
    const LockKind m_kind;
    WriteTarget &m_target;
    QLineEdit *m_name;
    QLineEdit *m_candidate;
    QComboBox *m_ends;
    QSpinBox *m_seconds;
    QCheckBox *m_renewing;
    QLabel *m_forever;
    QComboBox *m_patience;
    QSpinBox *m_patienceSeconds;
    QLabel *m_problem;
    QPushButton *m_cancel;
    QPushButton *m_accept;
};

} // namespace etcdscope
