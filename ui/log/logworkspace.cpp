// SPDX-License-Identifier: Apache-2.0
#include "ui/log/logworkspace.h"

#include "ui/log/logpanel.h"
#include "ui/workspace/glyphs.h"

#include <QBoxLayout>

namespace etcdscope {

LogWorkspace::LogWorkspace(OperationLogModel &log, ActionRegistry &actions, QWidget *parent)
    : Workspace(parent)
    , m_panel(new LogPanel(log, actions, Qt::Vertical, this))
{
    setObjectName(QStringLiteral("log.workspace"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
}

QString LogWorkspace::title() const
{
    return tr("Log");
}

QIcon LogWorkspace::icon() const
{
    return glyphIcon(Glyph::Log);
}

void LogWorkspace::focusFirst()
{
    m_panel->focusFirst();
}

} // namespace etcdscope
