// SPDX-License-Identifier: Apache-2.0
#include "ui/window/restoredpage.h"

#include "ui/widgets/emptyview.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace etcdscope {

RestoredPage::RestoredPage(const QString &name, const Environment &environment, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_environment(environment)
    , m_view(new EmptyView(this))
{
    setObjectName(QStringLiteral("session.restored"));
    m_view->setObjectName(QStringLiteral("session.restoredView"));
    m_view->setContent(tr("%1 was open when the program ended").arg(name),
                       tr("It is opened again when this tab is shown."), tr("Open"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    connect(m_view, &EmptyView::activated, this, &RestoredPage::requested);
}

void RestoredPage::request()
{
    if (!std::exchange(m_requested, true))
        emit requested();
}

void RestoredPage::focusFirst()
{
    m_view->findChild<QPushButton *>()->setFocus(Qt::OtherFocusReason);
}

} // namespace etcdscope
