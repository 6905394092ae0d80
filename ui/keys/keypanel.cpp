// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keypanel.h"

#include "core/base/printable.h"
#include "core/session/keyspace.h"
#include "ui/keys/keyactions.h"
#include "ui/keys/keypage.h"
#include "ui/keys/newkeypage.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/format.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace etcdscope {

KeyPanel::KeyPanel(KeySpace &keys, OpenKey &key, KeyActions &actions, const QString &target, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyView(this))
    , m_page(new KeyPage(key, target, actions, keys.index().separator(), this))
    , m_newKey(new NewKeyPage(keys.writer(), target, keys.store().features().requestLimit, this))
{
    setObjectName(QStringLiteral("keyPanel"));
    m_empty->setObjectName(QStringLiteral("panelEmpty"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_newKey);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_page, &KeyPage::left, this, &KeyPanel::left);
    connect(m_page, &KeyPage::createRequested, this, &KeyPanel::newKeyRequested);
    connect(m_empty, &EmptyView::activated, this, [this] { emit newKeyRequested(m_directory); });
    connect(m_newKey, &NewKeyPage::cancelled, this, [this] {
        m_stack->setCurrentWidget(m_key.state() == OpenKey::State::Nothing ? static_cast<QWidget *>(m_empty)
                                                                           : m_page);
        emit left();
    });
    showNothing();
}

void KeyPanel::showKey()
{
    m_stack->setCurrentWidget(m_page);
}

void KeyPanel::showDirectory(const KeyTarget &directory)
{
    m_directory = directory.bytes;
    const QString count = directory.count == 1
                              ? tr("1 key starts with these bytes.")
                              : tr("%1 keys start with these bytes.").arg(formatNumber(directory.count));
    m_empty->setContent(printable(directory.bytes), count, tr("New Key Here…"));
    m_stack->setCurrentWidget(m_empty);
}

void KeyPanel::updateDirectory(const KeyTarget &directory)
{
    if (m_stack->currentWidget() == m_empty && directory.bytes == m_directory)
        showDirectory(directory);
}

void KeyPanel::showNothing()
{
    m_directory.clear();
    m_empty->setContent(tr("No key is selected"),
                        tr("Choose a key on the left, or go to an exact one with Ctrl+L."), tr("New Key…"));
    m_stack->setCurrentWidget(m_empty);
}

void KeyPanel::showNewKey(const QByteArray &key)
{
    m_newKey->suggest(key);
    m_stack->setCurrentWidget(m_newKey);
    m_newKey->focusKey();
}

void KeyPanel::focusValue()
{
    if (m_stack->currentWidget() == m_page)
        m_page->focusValue();
    else
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

} // namespace etcdscope
