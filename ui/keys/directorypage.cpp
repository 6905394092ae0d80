// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/directorypage.h"

#include "core/session/keyspace.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/errortext.h"
#include "ui/keys/keyactions.h"
#include "ui/keys/keyheader.h"
#include "ui/keys/timetolivepanel.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace etcdscope {

namespace {

/// A button that does what an action does, and cannot when that cannot.
QPushButton *buttonFor(QAction *action, const QString &name, QWidget *parent)
{
    auto *const button = new QPushButton(ActionRegistry::plainTextOf(action), parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(ActionRegistry::reasonOf(action));
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

} // namespace

DirectoryPage::DirectoryPage(KeySpace &keys, const KeyActions &actions, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_header(new KeyHeader(this))
    , m_timeToLive(new TimeToLivePanel(keys, target, this))
    , m_message(new MessageBar(this))
    , m_contents(makeSentences(QStringLiteral("directoryContents"), this))
    , m_newKey(buttonFor(actions.newKeyHere, QStringLiteral("directoryNewKey"), this))
{
    setObjectName(QStringLiteral("directoryPage"));
    m_message->setObjectName(QStringLiteral("directoryMessage"));
    m_header->setFeatures(keys.store().features());
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_newKey);
    buttons->addWidget(buttonFor(actions.newDirectory, QStringLiteral("directoryNewDirectory"), this));
    buttons->addWidget(buttonFor(actions.remove, QStringLiteral("directoryDelete"), this));
    buttons->addStretch(1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_header);
    layout->addWidget(m_timeToLive);
    layout->addWidget(m_message);
    layout->addWidget(m_contents);
    layout->addLayout(buttons);
    layout->addStretch(1);
    connect(m_timeToLive, &TimeToLivePanel::written, this, &DirectoryPage::read);
}

std::pair<qint64, qint64> DirectoryPage::known() const
{
    const KeyIndex &index = m_keys.index();
    const auto directory = index.findDirectory(m_directory);
    if (!directory || *directory == rootDirectory)
        return {};
    const KeyIndex::Row row = index.row(index.rowOf(*directory));
    return row.isExplicit && !row.isGoing ? std::pair(row.modRevision, row.expires)
                                          : std::pair<qint64, qint64>();
}

void DirectoryPage::showDirectory(const KeyTarget &directory)
{
    if (directory.bytes != m_directory) {
        m_directory = directory.bytes;
        m_entry.reset();
        m_isRead = false;
        m_message->dismiss();
        m_timeToLive->setEntry(m_directory, std::nullopt, 0);
        read();
    }
    updateDirectory(directory);
}

void DirectoryPage::updateDirectory(const KeyTarget &directory)
{
    if (directory.bytes != m_directory)
        return;
    if (m_isRead && known() != m_known)
        read();
    showFacts();
}

void DirectoryPage::leave()
{
    m_reading.cancel();
    m_directory.clear();
    m_entry.reset();
    m_timeToLive->setEntry({}, std::nullopt, 0);
}

void DirectoryPage::focusFirst()
{
    m_newKey->setFocus(Qt::OtherFocusReason);
}

void DirectoryPage::read()
{
    if (m_directory.isEmpty())
        return;
    m_known = known();
    m_reading = m_keys.store().get(m_directory);
    m_reading.then(this, [this](const Result<ReadResult> &result) { received(result); });
}

void DirectoryPage::received(const Result<ReadResult> &result)
{
    m_isRead = true;
    if (!result) {
        m_message->showMessage(MessageBar::Severity::Error,
                               tr("The directory could not be read. %1").arg(errorText(result.error())));
        connect(m_message->addButton(tr("Try Again"), QStringLiteral("directoryRetry")),
                &QPushButton::clicked, this, &DirectoryPage::read);
        return;
    }
    m_message->dismiss();
    m_entry = result->entry;
    m_timeToLive->setEntry(m_directory, m_entry, QDateTime::currentMSecsSinceEpoch());
    if (!m_entry)
        m_message->showMessage(MessageBar::Severity::Information,
                               tr("This directory expired or was deleted."));
    showFacts();
}

void DirectoryPage::showFacts()
{
    m_header->setKey(m_directory);
    m_header->setFacts(m_entry, m_isRead ? tr("does not exist") : tr("reading…"));
    const KeyIndex &index = m_keys.index();
    const auto directory = index.findDirectory(m_directory);
    if (!directory || *directory == rootDirectory) {
        m_contents->clear();
        return;
    }
    const int rows = index.rowCount(*directory);
    const qint64 keys = index.keyCount(*directory);
    if (index.isPartial(*directory))
        m_contents->setText(tr("What it holds has not been read yet: open it on the left."));
    else if (rows == 0)
        m_contents->setText(
            tr("It is empty, as far as can be listed: names that begin with “_” are hidden."));
    else
        m_contents->setText(
            rows == 1 ? tr("It has 1 entry; %1 in all below it.").arg(keysText(keys))
                      : tr("It has %1 entries; %2 in all below it.").arg(formatNumber(rows), keysText(keys)));
}

void DirectoryPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        emit left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
