// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace etcdscope {

class MessageBar;
class WriteTarget;

/// Above what changes something: the environment and the cluster it changes, and, while the session is
/// read-only, that it cannot and how it could. Takes no space when there is nothing of that to say.
class TargetHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TargetHeader)

public:
    /// The target is borrowed.
    explicit TargetHeader(WriteTarget &target, QWidget *parent = nullptr);

private:
    void update();

    WriteTarget &m_target;
    MessageBar *m_locked;
    bool m_hasEnvironment;
};

} // namespace etcdscope
