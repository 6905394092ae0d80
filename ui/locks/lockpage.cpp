// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/lockpage.h"

#include "core/base/printable.h"
#include "core/store/lockboard.h"
#include "ui/keys/bulktext.h"
#include "ui/locks/lockqueuemodel.h"
#include "ui/widgets/keylabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeView>

namespace etcdscope {

LockPage::LockPage(const LockBoard &board, LockKind kind, const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_kind(kind)
    , m_title(makeSentences(QStringLiteral("lockTitle"), this))
    , m_place(new KeyLabel(this))
    , m_state(makeSentences(QStringLiteral("lockState"), this))
    , m_claims(makeSentences(QStringLiteral("lockClaims"), this))
    , m_model(new LockQueueModel(board, kind, this))
    , m_queue(new QTreeView(this))
{
    setObjectName(QStringLiteral("lockPage"));
    makeBold(m_title);
    m_place->setObjectName(QStringLiteral("lockPlace"));
    m_place->setAccessibleName(tr("Its directory"));
    buildQueue();
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QAction *action : actions) {
        auto *const button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + QLatin1String("Button"));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_place);
    layout->addWidget(m_state);
    layout->addWidget(m_claims);
    layout->addWidget(m_queue, 1);
    layout->addLayout(buttons);
}

void LockPage::buildQueue()
{
    m_queue->setObjectName(m_kind == LockKind::Lock ? QStringLiteral("lockQueue")
                                                    : QStringLiteral("electionQueue"));
    m_queue->setAccessibleName(lockWord(m_kind, LockWord::Queue));
    m_queue->setModel(m_model);
    m_queue->setRootIsDecorated(false);
    m_queue->setUniformRowHeights(true);
    m_queue->setAllColumnsShowFocus(true);
    m_queue->setAlternatingRowColors(true);
    m_queue->setTextElideMode(Qt::ElideMiddle);
    m_queue->setContextMenuPolicy(Qt::CustomContextMenu);
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_queue->header()->resizeSection(LockQueueModel::Place, digit * 10);
    m_queue->header()->setStretchLastSection(false);
    m_queue->header()->setMinimumSectionSize(digit * 6);
    m_queue->header()->setSectionResizeMode(LockQueueModel::Token, QHeaderView::Stretch);
    m_queue->header()->resizeSection(LockQueueModel::Left, digit * 16);
    m_queue->header()->resizeSection(LockQueueModel::Created, digit * 13);
    connect(m_queue->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LockPage::currentChanged);
    connect(m_queue, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { emit menuRequested(m_queue->viewport()->mapToGlobal(at)); });
}

void LockPage::show(const QByteArray &name)
{
    m_name = name;
    m_model->show(name);
    if (!m_queue->currentIndex().isValid() && m_model->rowCount() > 0)
        m_queue->setCurrentIndex(m_model->index(0, 0));
    m_title->setText(printable(name));
    m_place->setKey(m_board.locks().place(name));
    const LockQueue *queue = m_board.queue(name);
    m_state->setText(queueText(m_kind, queue ? *queue : LockQueue()));
    QStringList claims;
    for (const LockClaim *claim : m_board.claims()) {
        if (claim->name() == name)
            claims += claimText(m_kind, *claim);
    }
    claims.removeAll(QString());
    m_claims->setText(claims.join(QLatin1Char('\n')));
    m_claims->setVisible(!claims.isEmpty());
}

void LockPage::tick()
{
    m_model->tick();
}

const Contender *LockPage::current() const
{
    const int row = m_queue->currentIndex().row();
    return m_model->contenderAt(row < 0 ? 0 : row);
}

void LockPage::focusQueue()
{
    m_queue->setFocus(Qt::OtherFocusReason);
}

} // namespace etcdscope
