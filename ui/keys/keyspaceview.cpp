// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keyspaceview.h"

#include "core/base/printable.h"
#include "core/session/session.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/errortext.h"
#include "ui/keys/gotofield.h"
#include "ui/keys/keyactions.h"
#include "ui/keys/keybrowser.h"
#include "ui/keys/keycopier.h"
#include "ui/keys/keypage.h"
#include "ui/keys/keypanel.h"
#include "ui/keys/keytreeview.h"
#include "ui/keys/newkeypage.h"
#include "ui/keys/openkey.h"
#include "ui/keys/rightswords.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"
#include "ui/workspace/actionregistry.h"
#include "ui/workspace/writetarget.h"

#include <QAction>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr int targetUpdateInterval = 100; // milliseconds
}

KeySpaceView::KeySpaceView(Session &session, KeySpace &keys, ActionRegistry &registry, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_keys(keys)
    , m_target(new WriteTarget(session, this))
    , m_openKey(new OpenKey(keys, this))
    , m_copier(new KeyCopier(keys.store(), session.endpoint().toString(), this))
    , m_goTo(new GoToField(this))
    , m_browser(new KeyBrowser(keys, session.settings().environment, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_left(nullptr)
    , m_actions(new KeyActions(this, m_browser->lists(), keys.store(), registry))
    , m_panel(new KeyPanel(keys, *m_openKey, *m_actions, *m_target, this))
{
    setObjectName(QStringLiteral("keySpaceView"));
    buildLayout();
    connectParts();
    connectActions();
}

KeySpaceView::~KeySpaceView()
{
    m_panel->page().flush();
}

void KeySpaceView::buildLayout()
{
    auto *const right = new QWidget(this);
    auto *const top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 0);
    top->addWidget(m_goTo);
    auto *const column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_panel, 1);
    auto *const left = new QWidget(this);
    m_left = new QVBoxLayout(left);
    m_left->setContentsMargins(0, 0, 0, 0);
    m_left->setSpacing(0);
    m_left->addWidget(m_browser, 1);
    m_splitter->setObjectName(QStringLiteral("keysSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    left->setMinimumWidth(220);
    right->setMinimumWidth(320);
    m_splitter->setSizes({420, 620});
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    setTabOrder(m_browser, m_goTo);
    setTabOrder(m_goTo, m_panel);
}

void KeySpaceView::connectParts()
{
    connect(m_browser, &KeyBrowser::targetChanged, this, &KeySpaceView::targetChanged);
    connect(m_browser, &KeyBrowser::keyActivated, this, [this](const QByteArray &key) {
        openKey(key);
        m_panel->focusValue();
    });
    connect(m_browser, &KeyBrowser::menuRequested, this, &KeySpaceView::showMenu);
    connect(m_browser, &KeyBrowser::refreshRequested, this, &KeySpaceView::refresh);
    connect(m_browser, &KeyBrowser::everythingRequested, m_actions->readOnDemand, &QAction::trigger);
    connect(m_browser, &KeyBrowser::newKeyRequested, this,
            [this] { startNewKey(m_keys.feed().ranges().hull().begin); });
    connect(&m_session, &Session::rightsChanged, this, &KeySpaceView::rightsChanged);
    connect(&m_keys.feed(), &LiveFeed::stateChanged, this, &KeySpaceView::rightsChanged);
    rightsChanged();
    connect(m_goTo, &GoToField::keyChosen, this, [this](const QByteArray &key) {
        goToKey(key);
        m_goTo->clear();
        m_panel->focusValue();
    });
    connect(m_goTo, &GoToField::left, m_browser, &KeyBrowser::focusList);
    connect(m_panel, &KeyPanel::left, m_browser, &KeyBrowser::focusList);
    connect(m_panel, &KeyPanel::sheetLeft, this, [this] {
        targetChanged(currentTarget());
        m_browser->focusList();
    });
    connect(&m_keys.bulk(), &BulkRunner::currentChanged, this, &KeySpaceView::watchBulk);
    connect(m_panel, &KeyPanel::newKeyRequested, this, [this](const QByteArray &key) { startNewKey(key); });
    connect(&m_panel->newKey(), &NewKeyPage::created, this, &KeySpaceView::keyCreated);
    connect(&m_panel->newKey(), &NewKeyPage::openRequested, this, &KeySpaceView::goToKey);
    connect(m_openKey, &OpenKey::written, this, &KeySpaceView::written);
    connect(
        m_openKey, &OpenKey::opened, this,
        [this] {
            // A directory that was gone to without the separator at its end.
            const QByteArray name = m_openKey->key() + m_keys.index().separator();
            if (m_openKey->state() == OpenKey::State::Absent && !m_openKey->draft() && isDirectory(name) &&
                m_keys.index().findDirectory(name))
                goToKey(name);
        },
        Qt::QueuedConnection);
    connect(m_target, &WriteTarget::unlockRequested, this, &KeySpaceView::unlockRequested);
    const auto offer = [this] { m_browser->setWritable(m_target->refusal().isEmpty()); };
    connect(m_target, &WriteTarget::changed, this, offer);
    offer();
    connect(m_copier, &KeyCopier::noted, this, &KeySpaceView::messageRequested);
    m_targetUpdate.setSingleShot(true);
    m_targetUpdate.setInterval(targetUpdateInterval);
    connect(&m_targetUpdate, &QTimer::timeout, this, [this] {
        const KeyTarget target = currentTarget();
        m_actions->updateTarget(target);
        if (target.isDirectory() && m_openKey->state() == OpenKey::State::Nothing)
            m_panel->updateDirectory(target);
    });
    const auto scheduleUpdate = [this] {
        if (!m_targetUpdate.isActive())
            m_targetUpdate.start();
    };
    connect(&m_keys.feed(), &LiveFeed::applied, this, scheduleUpdate);
    connect(&m_keys.feed(), &LiveFeed::progressed, this, scheduleUpdate);
}

void KeySpaceView::connectActions()
{
    const auto on = [this](const QAction *action, auto act) {
        connect(action, &QAction::triggered, this, act);
    };
    on(m_actions->save, [this] { m_panel->page().startSave(); });
    on(m_actions->revert, [this] { m_panel->page().revert(); });
    on(m_actions->goTo, [this] {
        m_goTo->setFocus(Qt::ShortcutFocusReason);
        m_goTo->selectAll();
    });
    on(m_actions->filter, [this] { m_browser->focusFilter(); });
    on(m_actions->newKey, [this] { startNewKey({}); });
    on(m_actions->newKeyHere, [this] { startNewKeyHere(); });
    on(m_actions->newDirectory, [this] { startNewKeyHere(true); });
    on(m_actions->showHidden, [this] { m_browser->showHidden(m_actions->showHidden->isChecked()); });
    on(m_actions->remove, [this] { startDelete(); });
    on(m_actions->rename, [this] { startRename(false); });
    on(m_actions->duplicate, [this] { startRename(true); });
    on(m_actions->copyKey, [this] { m_copier->copyKey(currentTarget().bytes); });
    on(m_actions->copyValue, [this] { m_copier->copyValue(currentTarget().bytes); });
    on(m_actions->copyGet, [this] { m_copier->copyGet(currentTarget().bytes); });
    on(m_actions->copyPut, [this] { m_copier->copyPut(currentTarget().bytes); });
    on(m_actions->copyRemove, [this] { m_copier->copyRemove(currentTarget().bytes); });
    on(m_actions->expandBelow, [this] {
        if (!m_browser->tree().expandAllBelow())
            emit messageRequested(tr("Not all was expanded: there are too many keys below"));
    });
    on(m_actions->collapseBelow, [this] { m_browser->tree().collapseAllBelow(); });
    on(m_actions->readAgain, [this] { refresh(); });
    m_actions->readOnDemand->setChecked(m_session.settings().loadMode == LiveFeed::LoadMode::OnDemand);
    on(m_actions->readOnDemand, [this] {
        m_session.setLoadMode(m_actions->readOnDemand->isChecked() ? LiveFeed::LoadMode::OnDemand
                                                                   : LiveFeed::LoadMode::Everything);
    });
    on(m_actions->viewText, [this] { m_panel->page().editor().chooseView(ValueEditor::View::Text); });
    on(m_actions->viewJson, [this] { m_panel->page().editor().chooseView(ValueEditor::View::Json); });
    on(m_actions->viewHex, [this] { m_panel->page().editor().chooseView(ValueEditor::View::Hex); });
}

void KeySpaceView::rightsChanged()
{
    const LiveFeed &feed = m_keys.feed();
    const bool isRefused = feed.state() == LiveFeed::State::Failed && feed.lastError() &&
                           feed.lastError()->kind == ErrorKind::PermissionDenied;
    const bool isAsked = m_session.keySpaces().size() < 2 || m_session.keySpace() == &m_keys;
    if (!isAsked)
        return; // the rights are those of another key space
    m_openKey->setRights(m_session.rights());
    m_browser->setRights(isRefused ? QString() : missingText(m_session),
                         isRefused ? refusalText(m_session) : QString());
}

void KeySpaceView::setHeads(const std::vector<QWidget *> &above, const std::vector<QWidget *> &below)
{
    for (QWidget *const head : m_heads)
        head->deleteLater();
    m_heads = above;
    m_heads.insert(m_heads.end(), below.begin(), below.end());
    for (size_t i = 0; i < above.size(); ++i)
        m_left->insertWidget(int(i), above[i]);
    for (QWidget *const head : below)
        m_left->addWidget(head);
    for (QWidget *const head : m_heads)
        head->show();
}

QByteArray KeySpaceView::splitterState() const
{
    return m_splitter->saveState();
}

void KeySpaceView::setSplitterState(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

void KeySpaceView::focusFirst()
{
    m_browser->focusList();
}

int KeySpaceView::unsavedCount() const
{
    m_panel->page().flush();
    return (m_keys.drafts().isKept() ? 0 : int(m_keys.drafts().size())) +
           (m_panel->newKey().isEmpty() ? 0 : 1);
}

StoreFeatures KeySpaceView::features() const
{
    return m_keys.store().features();
}

// --- which key ---

/// What the panel shows is what is acted on, also where it is none of the rows of the list.
KeyTarget KeySpaceView::currentTarget() const
{
    return m_browser->isElsewhere() ? m_shown : m_browser->currentTarget();
}

SelectedKeys KeySpaceView::selection() const
{
    return m_browser->isElsewhere() ? selectionOf(m_shown, m_keys.index().separator())
                                    : m_browser->selection();
}

void KeySpaceView::targetChanged(const KeyTarget &target)
{
    m_shown = target;
    m_actions->setTarget(target);
    switch (target.kind) {
    case KeyTarget::Kind::Key:
        openKey(target.bytes);
        break;
    case KeyTarget::Kind::Directory:
        m_panel->page().flush();
        m_openKey->close();
        m_panel->showDirectory(target);
        break;
    case KeyTarget::Kind::None:
        m_panel->page().flush();
        m_openKey->close();
        m_panel->showNothing();
        break;
    }
}

void KeySpaceView::openKey(const QByteArray &key)
{
    m_shown = {.kind = KeyTarget::Kind::Key, .bytes = key};
    m_actions->setTarget(currentTarget());
    m_panel->page().flush();
    m_openKey->open(key);
    m_panel->showKey();
}

void KeySpaceView::goToKey(const QByteArray &key)
{
    m_browser->reveal(key);
    if (isDirectory(key))
        targetChanged({.kind = KeyTarget::Kind::Directory, .bytes = key, .isExplicit = true});
    else
        openKey(key);
}

bool KeySpaceView::isDirectory(const QByteArray &key) const
{
    return features().explicitDirectories && key.endsWith(m_keys.index().separator());
}

// --- new ---

void KeySpaceView::startNewKey(const QByteArray &beginning, bool directory)
{
    m_panel->page().flush();
    m_browser->stopAwaiting();
    m_panel->showNewKey(beginning, directory ? NewKeyPage::Make::Directory : NewKeyPage::Make::Key);
}

void KeySpaceView::startNewKeyHere(bool directory)
{
    const KeyTarget target = currentTarget();
    const qsizetype separator = target.bytes.lastIndexOf(m_keys.index().separator());
    startNewKey(target.isDirectory() ? target.bytes : target.bytes.first(separator + 1), directory);
}

void KeySpaceView::keyCreated(const QByteArray &key, Position position)
{
    goToKey(key);
    m_panel->focusValue();
    emit messageRequested(
        tr("Created at %1: %2").arg(positionText(features(), position.value), printable(key)));
}

// --- delete ---

void KeySpaceView::startDelete()
{
    const SelectedKeys selected = selection();
    const KeyTarget target = selected.only;
    if (!target.isKey() || m_target->asksToType(1)) {
        m_panel->page().flush();
        if (!selected.isEmpty())
            m_panel->showDelete(selected);
        return;
    }
    if (m_openKey->key() == target.bytes && m_openKey->current()) {
        askDelete(*m_openKey->current());
        return;
    }
    m_toDelete = m_keys.store().get(target.bytes);
    m_toDelete.then(this, [this](Result<ReadResult> result) {
        if (!result)
            emit messageRequested(tr("Nothing was deleted. %1").arg(errorSentence(result.error())));
        else if (result->entry)
            askDelete(*result->entry);
    });
}

void KeySpaceView::startRename(bool duplicate)
{
    const SelectedKeys selected = selection();
    m_panel->page().flush();
    if (!selected.isEmpty())
        m_panel->showRename(selected, duplicate ? BulkKind::Duplicate : BulkKind::Rename);
}

void KeySpaceView::watchBulk()
{
    if (const BulkRun *run = m_keys.bulk().current())
        connect(run, &BulkRun::rested, this, [this, run] { emit messageRequested(doneText(*run)); });
}

void KeySpaceView::askDelete(const Entry &entry)
{
    auto *const question = new QMessageBox(this);
    question->setObjectName(QStringLiteral("deleteQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Warning);
    question->setWindowTitle(tr("Delete Key"));
    question->setTextFormat(Qt::PlainText);
    QString name = printable(entry.key);
    if (name.size() > 200)
        name = name.left(120) + QChar(u'…') + name.right(70);
    m_target->showText(question, [question, name](const QString &text) {
        question->setText(tr("Delete 1 key in %1?\n\n%2").arg(text, name));
    });
    QString more = tr("It is at %1 and holds %2. If somebody changes it meanwhile, nothing is deleted.")
                       .arg(positionText(features(), entry.modRevision), formatSize(entry.value.size()));
    if (m_keys.drafts().contains(entry.key))
        more += QLatin1Char(' ') + tr("Your unsaved edit of it is kept.");
    question->setInformativeText(more);
    connect(m_target, &WriteTarget::changed, question, &QDialog::reject); // what it offers is refused now
    QPushButton *const remove = question->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("deleteConfirm"));
    QPushButton *const cancel = question->addButton(QMessageBox::Cancel);
    cancel->setObjectName(QStringLiteral("deleteCancel"));
    question->setDefaultButton(cancel);
    question->setEscapeButton(cancel);
    connect(remove, &QPushButton::clicked, this, [this, entry] { m_openKey->remove(entry); });
    question->open();
}

void KeySpaceView::written(const WriteOutcome &outcome)
{
    const QString key = printable(outcome.key);
    const QString at = positionText(features(), outcome.position.value);
    const bool isOpen = outcome.key == m_openKey->key();
    switch (outcome.kind) {
    case WriteOutcome::Kind::Done:
        emit messageRequested(tr("Written at %1: %2").arg(at, key));
        break;
    case WriteOutcome::Kind::Conflict:
        if (!isOpen)
            emit messageRequested(tr("Not written, somebody else changed it: %1").arg(key));
        break;
    case WriteOutcome::Kind::Failed:
    case WriteOutcome::Kind::Unknown:
        if (!isOpen)
            emit messageRequested(tr("A write did not go through; open the key to see why: %1").arg(key));
        break;
    }
}

// --- the rest ---

void KeySpaceView::showMenu(const QPoint &globalPosition)
{
    m_actions->setTarget(currentTarget());
    m_actions->makeMenu(this)->popup(globalPosition);
}

void KeySpaceView::refresh()
{
    const std::vector<KeySpace *> own = m_session.keySpaces();
    if (std::ranges::find(own, &m_keys) != own.end())
        m_session.refresh();
    else
        m_keys.feed().refresh();
    m_openKey->reload();
}

} // namespace etcdscope
