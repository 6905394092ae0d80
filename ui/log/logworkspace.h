// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/workspace/workspace.h"

namespace etcdscope {

class ActionRegistry;
class LogPanel;
class OperationLogModel;

/// The log as an entry of the rail.
class LogWorkspace final : public Workspace
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogWorkspace)

public:
    /// `log` is borrowed and must outlive the workspace.
    LogWorkspace(OperationLogModel &log, ActionRegistry &actions, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void focusFirst() override;

    [[nodiscard]] LogPanel &panel() { return *m_panel; }

private:
    LogPanel *m_panel;
};

} // namespace etcdscope
