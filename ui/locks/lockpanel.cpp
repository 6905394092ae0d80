// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/lockpanel.h"

#include "core/base/printable.h"
#include "core/store/elections.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/errortext.h"
#include "ui/locks/acquiresheet.h"
#include "ui/locks/breaksheet.h"
#include "ui/locks/locklistmodel.h"
#include "ui/locks/lockpage.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"
#include "ui/workspace/writetarget.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

namespace etcdscope {

LockPanel::LockPanel(Locks &locks, Elections *elections, WriteTarget &target, ActionRegistry &registry,
                     QWidget *parent)
    : QWidget(parent)
    , m_kind(elections ? LockKind::Election : LockKind::Lock)
    , m_elections(elections)
    , m_target(target)
    , m_board(locks)
    , m_model(new LockListModel(m_board, m_kind, this))
    , m_list(new QTreeView(this))
    , m_left(new QStackedWidget(this))
    , m_nothing(new EmptyView(this))
    , m_note(makeSentences(QStringLiteral("lockNote"), this))
    , m_message(new MessageBar(this))
    , m_right(new QStackedWidget(this))
    , m_unchosen(new EmptyView(this))
    , m_acquireSheet(new AcquireSheet(locks, m_kind, target, this))
    , m_breakSheet(new BreakSheet(m_kind, target, this))
{
    setObjectName(elections ? QStringLiteral("electionPanel") : QStringLiteral("lockPanel"));
    buildActions(registry);
    m_page = new LockPage(m_board, m_kind, {m_renew, m_release, m_break}, this);
    buildList();
    buildLayout();
    connectParts();
    update();
}

void LockPanel::buildActions(ActionRegistry &registry)
{
    const QByteArray room = m_elections ? "leader" : "locks";
    const auto add = [&](const char *verb, LockWord word, ActionRegistry::Effect effect,
                         const QKeySequence &keys) {
        QAction *const action =
            registry.add(this, {.id = room + '.' + verb,
                                .text = lockWord(m_kind, word),
                                .group = lockWord(m_kind, LockWord::Group),
                                .effect = effect,
                                .shortcuts = keys.isEmpty() ? QList<QKeySequence>() : QList{keys}});
        action->setObjectName(QString::fromLatin1(room + '.' + verb));
        return action;
    };
    using Effect = ActionRegistry::Effect;
    m_acquire =
        add("acquire", LockWord::Acquire, Effect::Writes, QKeySequence(QKeyCombination(Qt::CTRL, Qt::Key_N)));
    m_renew = add("renew", LockWord::Renew, Effect::Writes, {});
    m_release = add("release", LockWord::Release, Effect::Writes, {});
    m_break = add("break", LockWord::Break, Effect::Writes, QKeySequence(Qt::Key_Delete));
    m_refresh =
        add("refresh", LockWord::Refresh, Effect::Reads, QKeySequence(QKeyCombination(Qt::CTRL, Qt::Key_R)));
    m_refresh->setIconText(tr("Read Again"));
    connect(m_acquire, &QAction::triggered, this, &LockPanel::startAcquiring);
    connect(m_renew, &QAction::triggered, this, [this] {
        if (LockClaim *claim = currentClaim())
            claim->renew();
    });
    connect(m_release, &QAction::triggered, this, [this] {
        if (LockClaim *claim = currentClaim())
            claim->release();
    });
    connect(m_break, &QAction::triggered, this, &LockPanel::startBreaking);
    connect(m_refresh, &QAction::triggered, &m_board, &LockBoard::refresh);
}

void LockPanel::buildList()
{
    m_list->setObjectName(m_elections ? QStringLiteral("electionList") : QStringLiteral("lockList"));
    m_list->setAccessibleName(lockWord(m_kind, LockWord::Names));
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(LockListModel::Name, QHeaderView::Stretch);
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_list->header()->resizeSection(LockListModel::Holder, digit * 15);
    m_list->header()->resizeSection(LockListModel::Waiting, digit * 9);
    m_list->header()->resizeSection(LockListModel::Left, digit * 14);
    m_nothing->setObjectName(QStringLiteral("lockNothing"));
    m_left->addWidget(m_list);
    m_left->addWidget(m_nothing);
    m_note->setText(lockWord(m_kind, LockWord::Note));
    m_note->setVisible(!m_note->text().isEmpty());
}

void LockPanel::buildLayout()
{
    m_message->setObjectName(QStringLiteral("lockMessage"));
    m_unchosen->setObjectName(QStringLiteral("lockUnchosen"));
    m_unchosen->setContent(lockWord(m_kind, LockWord::ChooseTitle), lockWord(m_kind, LockWord::ChooseText));
    for (QWidget *page : std::initializer_list<QWidget *>{m_unchosen, m_page, m_acquireSheet, m_breakSheet})
        m_right->addWidget(page);

    auto *const left = new QWidget(this);
    auto *const tools = new QHBoxLayout;
    tools->setContentsMargins(8, 8, 8, 8);
    tools->setSpacing(8);
    for (QAction *action : {m_acquire, m_refresh}) {
        auto *const button = new QToolButton(left);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + QLatin1String("Button"));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(ActionRegistry::plainTextOf(action));
        tools->addWidget(button);
    }
    tools->addStretch(1);
    auto *const note = new QVBoxLayout;
    note->setContentsMargins(12, 8, 12, 8);
    note->addWidget(m_note);
    auto *const column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(m_left, 1);
    if (!m_note->text().isEmpty())
        column->addLayout(note);

    auto *const right = new QWidget(this);
    auto *const details = new QVBoxLayout(right);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(0);
    details->addWidget(m_message);
    details->addWidget(m_right, 1);
    auto *const splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(objectName() + QLatin1String("Splitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    left->setMinimumWidth(220);
    right->setMinimumWidth(320);
    splitter->setSizes({420, 620});
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

void LockPanel::connectParts()
{
    connect(&m_board, &LockBoard::changed, this, &LockPanel::boardChanged);
    connect(&m_board, &LockBoard::claimChanged, this, &LockPanel::claimChanged);
    connect(m_nothing, &EmptyView::activated, m_acquire, &QAction::trigger);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (!current.isValid())
                    return;
                m_shown = m_model->idAt(current.row());
                m_right->setCurrentWidget(m_page);
                update();
            });
    connect(m_list, &QAbstractItemView::activated, m_page, &LockPage::focusQueue);
    connect(m_page, &LockPage::currentChanged, this, &LockPanel::updateActions);
    connect(m_page, &LockPage::menuRequested, this, [this](const QPoint &at) {
        auto *const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m_renew, m_release, m_break});
        menu->popup(at);
    });
    connect(m_acquireSheet, &AcquireSheet::accepted, this, &LockPanel::acquire);
    connect(m_acquireSheet, &AcquireSheet::cancelled, this, &LockPanel::leaveSheet);
    connect(m_breakSheet, &BreakSheet::confirmed, this, &LockPanel::breakPlace);
    connect(m_breakSheet, &BreakSheet::cancelled, this, &LockPanel::leaveSheet);
    m_tick.setInterval(1'000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        m_model->tick();
        m_page->tick();
    });
}

void LockPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_board.start();
    m_tick.start();
}

void LockPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_page->isAncestorOf(focusWidget()))
        focusFirst();
    else
        QWidget::keyPressEvent(event);
}

void LockPanel::focusFirst()
{
    if (m_right->currentWidget() == m_acquireSheet || m_right->currentWidget() == m_breakSheet)
        m_right->currentWidget()->setFocus(Qt::OtherFocusReason);
    else if (m_left->currentWidget() == m_list)
        m_list->setFocus(Qt::OtherFocusReason);
    else
        m_nothing->setFocus(Qt::OtherFocusReason);
}

void LockPanel::boardChanged()
{
    m_model->update();
    if (!m_wanted.isEmpty() && m_model->rowOf(m_wanted) >= 0)
        select(std::exchange(m_wanted, {}));
    update();
}

void LockPanel::claimChanged(LockClaim *claim)
{
    const LockClaim::State state = claim->state();
    const bool hasEnded = state != LockClaim::State::Waiting && state != LockClaim::State::Held;
    if (hasEnded) {
        const QString text = endText(m_kind, *claim);
        emit messageRequested(text); // seen from other workspaces too
        if (state != LockClaim::State::Released || claim->error())
            m_message->showMessage(state == LockClaim::State::Released ? MessageBar::Severity::Information
                                   : state == LockClaim::State::Lost   ? MessageBar::Severity::Warning
                                                                       : MessageBar::Severity::Error,
                                   text, claim->error() ? claim->error()->toString() : QString());
        m_board.dismiss(claim);
    }
    boardChanged();
}

void LockPanel::select(const QByteArray &name)
{
    m_list->setCurrentIndex(m_model->index(m_model->rowOf(name), 0));
}

QByteArray LockPanel::currentName() const
{
    return m_model->rowOf(m_shown) >= 0 ? m_shown : QByteArray();
}

/// That of the selected place, else the first one on this lock.
LockClaim *LockPanel::currentClaim() const
{
    if (const Contender *contender = m_page->current()) {
        if (LockClaim *claim = m_board.claimOf(*contender))
            return claim;
    }
    for (LockClaim *claim : m_board.claims()) {
        if (claim->name() == currentName())
            return claim;
    }
    return nullptr;
}

void LockPanel::showList()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_left->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_nothing) : m_list);
    if (!isEmpty)
        return;
    if (m_board.error())
        m_nothing->setContent(tr("They cannot be read"), errorText(*m_board.error()));
    else if (!m_board.isRead())
        m_nothing->setContent(tr("Reading…"), {});
    else
        m_nothing->setContent(lockWord(m_kind, LockWord::NothingTitle),
                              lockWord(m_kind, LockWord::NothingText),
                              m_target.refusal().isEmpty() ? lockWord(m_kind, LockWord::Acquire) : QString());
}

void LockPanel::update()
{
    showList();
    if (!m_shown.isEmpty())
        m_page->show(m_shown);
    if (m_shown.isEmpty() && m_right->currentWidget() == m_page)
        m_right->setCurrentWidget(m_unchosen);
    updateActions();
}

void LockPanel::updateActions()
{
    const bool isLock = m_kind == LockKind::Lock;
    const LockClaim *claim = currentClaim();
    const QString notOurs = isLock ? tr("This program has no claim on a chosen lock.")
                                   : tr("This program has no candidate in a chosen election.");
    const QString leaving = tr("It is being given back already.");
    QString renew = claim ? QString() : notOurs;
    if (claim && !claim->timeToLive())
        renew = tr("It has no time to live.");
    if (claim && claim->isReleasing())
        renew = leaving;
    ActionRegistry::setUnavailable(m_renew, renew);
    ActionRegistry::setUnavailable(m_release, !claim ? notOurs : claim->isReleasing() ? leaving : QString());
    QString breaking = m_page->current() && !currentName().isEmpty() ? QString() : tr("Nobody is chosen.");
    if (m_breaking.isActive())
        breaking = tr("The last one has not been answered yet.");
    ActionRegistry::setUnavailable(m_break, breaking);
}

void LockPanel::startAcquiring()
{
    m_right->setCurrentWidget(m_acquireSheet);
    m_acquireSheet->present(currentName());
}

void LockPanel::acquire(const QByteArray &name, const LockOptions &options)
{
    m_message->dismiss();
    m_wanted = name;
    if (m_elections) {
        CandidateOptions candidate;
        candidate.name = options.token;
        candidate.timeToLive = options.timeToLive.value_or(0);
        candidate.patience = options.patience;
        candidate.renewing = options.renewing;
        m_board.adopt(m_elections->stand(name, candidate));
    } else {
        m_board.adopt(m_board.locks().acquire(name, options));
    }
    leaveSheet();
}

void LockPanel::startBreaking()
{
    const Contender *contender = m_page->current();
    const LockQueue *queue = m_board.queue(currentName());
    if (!contender || !queue)
        return;
    m_right->setCurrentWidget(m_breakSheet);
    m_breakSheet->present(*queue, *contender);
}

void LockPanel::breakPlace(const Contender &contender)
{
    m_message->dismiss();
    m_breaking = m_board.remove(contender);
    m_breaking.then(this, [this, contender](const Result<Position> &result) {
        if (result) {
            emit messageRequested(tr("Deleted %1.").arg(printable(contender.key)));
        } else if (result.error().kind == ErrorKind::NotFound) {
            emit messageRequested(tr("%1 was gone already.").arg(printable(contender.key)));
        } else if (result.error().kind == ErrorKind::Conflict) {
            m_message->showMessage(MessageBar::Severity::Information,
                                   tr("Nothing was broken: %1 has been renewed since it was read here, so "
                                      "somebody is alive behind it.")
                                       .arg(tokenText(contender)),
                                   result.error().toString());
            connect(m_message->addButton(m_break->text(), QStringLiteral("lockBreakAgain")),
                    &QPushButton::clicked, m_break, &QAction::trigger);
        } else {
            const QString text = result.error().fate == RequestFate::MaybeSent
                                     ? tr("Whether %1 was broken is not known: no answer came. %2")
                                     : tr("%1 was not broken. %2");
            m_message->showMessage(MessageBar::Severity::Error,
                                   text.arg(tokenText(contender), errorText(result.error())),
                                   result.error().toString());
        }
        updateActions();
    });
    leaveSheet();
}

void LockPanel::leaveSheet()
{
    m_right->setCurrentWidget(m_shown.isEmpty() ? static_cast<QWidget *>(m_unchosen) : m_page);
    update();
    focusFirst();
}

} // namespace etcdscope
