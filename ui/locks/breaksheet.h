// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "ui/locks/lockwords.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace etcdscope {

class ConfirmationField;
class WriteTarget;

/// Whether somebody's place in a queue is to be taken away, and what that means. On production the name of
/// the cluster has to be typed. Escape and Enter go back.
class BreakSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BreakSheet)

public:
    /// The target is borrowed and outlives this.
    BreakSheet(LockKind kind, WriteTarget &target, QWidget *parent = nullptr);

    /// `contender` stands in `queue`.
    void present(const LockQueue &queue, const Contender &contender);

signals:
    /// Who is to be removed, as it was presented.
    void confirmed(const etcdscope::Contender &contender);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QString titleText() const;
    [[nodiscard]] QString factsText(const LockQueue &queue) const;
    void check();

    const LockKind m_kind;
    WriteTarget &m_target;
    LockQueue m_queue; // as it was presented
    Contender m_contender;
    QLabel *m_title;
    QLabel *m_facts;
    ConfirmationField *m_confirmation;
    QPushButton *m_cancel;
    QPushButton *m_confirm;
};

} // namespace etcdscope
