// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keypanel.h"

#include "core/base/printable.h"
#include "core/session/keyspace.h"
#include "ui/keys/bulkrunview.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/deletesheet.h"
#include "ui/keys/directorypage.h"
#include "ui/keys/keyactions.h"
#include "ui/keys/keypage.h"
#include "ui/keys/newkeypage.h"
#include "ui/keys/openkey.h"
#include "ui/keys/renamesheet.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/writetarget.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace etcdscope {

KeyPanel::KeyPanel(KeySpace &keys, OpenKey &key, KeyActions &actions, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_key(key)
    , m_target(target)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyView(this))
    , m_page(new KeyPage(key, target, actions, keys.index().separator(), this))
    , m_newKey(new NewKeyPage(keys.writer(), target, keys.store().features(), this))
    , m_note(new MessageBar(this))
{
    setObjectName(QStringLiteral("keyPanel"));
    m_empty->setObjectName(QStringLiteral("panelEmpty"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_newKey);
    if (keys.store().features().explicitDirectories) {
        m_directoryPage = new DirectoryPage(keys, actions, target, this);
        m_stack->addWidget(m_directoryPage);
        connect(m_directoryPage, &DirectoryPage::left, this, &KeyPanel::left);
    }
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *const top = new QVBoxLayout;
    top->setContentsMargins(12, 8, 12, 0);
    top->addWidget(m_note);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    m_note->setObjectName(QStringLiteral("bulkNote"));
    m_noteTime.setSingleShot(true);
    m_noteTime.setInterval(500);
    connect(&m_noteTime, &QTimer::timeout, this, &KeyPanel::updateNote);
    connect(m_note, &MessageBar::closed, this, [this] { m_keys.bulk().dismiss(); });
    connect(&keys.bulk(), &BulkRunner::currentChanged, this, &KeyPanel::watchRun);
    watchRun();

    connect(m_page, &KeyPage::left, this, &KeyPanel::left);
    connect(m_page, &KeyPage::createRequested, this, &KeyPanel::newKeyRequested);
    connect(m_empty, &EmptyView::activated, this, [this] { emit newKeyRequested(m_directory); });
    connect(m_newKey, &NewKeyPage::cancelled, this, [this] {
        if (m_key.state() == OpenKey::State::Nothing) {
            emit sheetLeft();
            return;
        }
        show(m_page);
        emit left();
    });
    connect(&target, &WriteTarget::changed, this, [this] {
        if (m_stack->currentWidget() != m_empty)
            return;
        if (m_directory.isEmpty())
            showNothing();
        else
            m_empty->setContent(m_empty->title(), m_empty->explanation(), writeOffer(tr("New Key Here…")));
    });
    showNothing();
}

void KeyPanel::showKey()
{
    show(m_page);
}

void KeyPanel::showDirectory(const KeyTarget &directory)
{
    m_directory = directory.bytes;
    if (m_directoryPage && directory.isExplicit) {
        m_directoryPage->showDirectory(directory);
        show(m_directoryPage);
        return;
    }
    const QString count = directory.count == 1
                              ? tr("1 key starts with these bytes.")
                              : tr("%1 keys start with these bytes.").arg(formatNumber(directory.count));
    m_empty->setContent(printable(directory.bytes), count, writeOffer(tr("New Key Here…")));
    show(m_empty);
}

void KeyPanel::updateDirectory(const KeyTarget &directory)
{
    if (m_directoryPage && m_stack->currentWidget() == m_directoryPage)
        m_directoryPage->updateDirectory(directory);
    else if (m_stack->currentWidget() == m_empty && directory.bytes == m_directory)
        showDirectory(directory);
}

void KeyPanel::showNothing()
{
    m_directory.clear();
    m_empty->setContent(tr("No key is selected"),
                        tr("Choose a key on the left, or go to an exact one with Ctrl+L."),
                        writeOffer(tr("New Key…")));
    show(m_empty);
}

/// Nothing is offered that would be refused.
QString KeyPanel::writeOffer(const QString &button) const
{
    return m_target.refusal().isEmpty() ? button : QString();
}

void KeyPanel::showNewKey(const QByteArray &key, NewKeyPage::Make make)
{
    m_newKey->suggest(key, make);
    show(m_newKey);
    m_newKey->focusKey();
}

// --- many keys ---

void KeyPanel::showDelete(const SelectedKeys &selection)
{
    if (!m_delete) {
        m_delete = new DeleteSheet(m_keys.bulk(), m_target, this);
        m_stack->addWidget(m_delete);
        connect(m_delete, &DeleteSheet::started, this, &KeyPanel::showRun);
        connect(m_delete, &DeleteSheet::cancelled, this, &KeyPanel::sheetLeft);
    }
    m_delete->present(selection);
    show(m_delete);
    m_delete->focusFirst();
}

void KeyPanel::showRename(const SelectedKeys &selection, BulkKind kind)
{
    if (!m_rename) {
        m_rename = new RenameSheet(m_keys.bulk(), m_keys.store(), m_keys.index().separator(), m_target, this);
        m_stack->addWidget(m_rename);
        connect(m_rename, &RenameSheet::started, this, &KeyPanel::showRun);
        connect(m_rename, &RenameSheet::cancelled, this, &KeyPanel::sheetLeft);
    }
    m_rename->present(selection, kind);
    show(m_rename);
    m_rename->focusFirst();
}

void KeyPanel::showRun()
{
    if (!m_run) {
        m_run = new BulkRunView(m_keys.bulk(), m_target, this);
        m_stack->addWidget(m_run);
        connect(m_run, &BulkRunView::left, this, &KeyPanel::sheetLeft);
    }
    show(m_run);
    m_run->focusFirst();
}

void KeyPanel::show(QWidget *page)
{
    if (m_delete && page != m_delete)
        m_delete->abandon();
    if (m_rename && page != m_rename)
        m_rename->abandon();
    if (m_directoryPage && page != m_directoryPage)
        m_directoryPage->leave();
    m_stack->setCurrentWidget(page);
    updateNote();
}

void KeyPanel::watchRun()
{
    if (const BulkRun *run = m_keys.bulk().current()) {
        connect(run, &BulkRun::progressed, this, [this] {
            if (!m_noteTime.isActive())
                m_noteTime.start();
        });
        connect(run, &BulkRun::stateChanged, this, &KeyPanel::updateNote);
    }
    updateNote();
}

void KeyPanel::updateNote()
{
    const BulkRun *run = m_keys.bulk().current();
    const bool wellDone =
        run && run->state() == BulkRun::State::Finished && run->count(BulkRun::Outcome::Done) == run->total();
    if (!run || wellDone || (m_run && m_stack->currentWidget() == m_run)) {
        m_note->dismiss();
        return;
    }
    const QString text = tr("%1: %2", "a bulk operation, how far it is").arg(runTitle(*run), runText(*run));
    const auto severity = run->state() == BulkRun::State::Failed ? MessageBar::Severity::Error
                          : run->isResting()                     ? MessageBar::Severity::Warning
                                                                 : MessageBar::Severity::Information;
    m_note->setClosable(run->isResting());
    if (m_note->isVisibleTo(this) && m_note->text() == text && m_note->severity() == severity)
        return;
    m_note->showMessage(severity, text);
    connect(m_note->addButton(tr("Show"), QStringLiteral("bulkNoteShow")), &QPushButton::clicked, this,
            &KeyPanel::showRun);
}

void KeyPanel::focusValue()
{
    if (m_stack->currentWidget() == m_page)
        m_page->focusValue();
    else if (m_directoryPage && m_stack->currentWidget() == m_directoryPage)
        m_directoryPage->focusFirst();
    else
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

} // namespace etcdscope
