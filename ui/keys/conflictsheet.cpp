// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/conflictsheet.h"

#include "core/base/background.h"
#include "core/values/merge.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/conflictview.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/threewayrows.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace etcdscope {

namespace {

/// What the worker made of the three values.
struct Compared
{
    ThreeWayRows rows;
    std::optional<QByteArray> merged;
};

} // namespace

ConflictSheet::ConflictSheet(const StoreFeatures &features, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_features(features)
    , m_target(target)
    , m_title(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new ConflictView(this))
    , m_back(new QPushButton(tr("Back to the Editor"), this))
    , m_reload(new QPushButton(this))
    , m_mergeByHand(new QPushButton(tr("Merge by Hand"), this))
    , m_mergeBoth(new QPushButton(tr("Take Both Changes"), this))
    , m_overwrite(new QPushButton(this))
{
    setObjectName(QStringLiteral("conflictSheet"));
    m_title->setObjectName(QStringLiteral("conflictTitle"));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    auto *const waiting = new EmptyView(this);
    waiting->setContent(tr("Comparing…"), {});
    m_stack->addWidget(waiting);
    m_stack->addWidget(m_view);

    m_mergeByHand->setToolTip(tr("Keeps your text in the editor, now on top of theirs: the next save shows "
                                 "the difference to theirs."));
    m_mergeBoth->setToolTip(
        tr("Puts your changes and theirs together in the editor, to be looked at and saved."));
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    const auto add = [&](QPushButton *button, const QString &name) {
        button->setObjectName(name);
        button->setAutoDefault(false);
        buttons->addWidget(button);
    };
    add(m_back, QStringLiteral("conflictBack"));
    buttons->addStretch(1);
    add(m_reload, QStringLiteral("conflictReload"));
    add(m_mergeBoth, QStringLiteral("conflictMergeBoth"));
    add(m_mergeByHand, QStringLiteral("conflictMerge"));
    add(m_overwrite, QStringLiteral("conflictOverwrite"));
    connect(m_back, &QPushButton::clicked, this, &ConflictSheet::cancelled);
    connect(m_reload, &QPushButton::clicked, this, &ConflictSheet::reloadChosen);
    connect(m_mergeByHand, &QPushButton::clicked, this, [this] { emit mergeChosen(m_mine); });
    connect(m_mergeBoth, &QPushButton::clicked, this,
            [this] { emit mergeChosen(m_merged.value_or(m_mine)); });
    connect(m_overwrite, &QPushButton::clicked, this, &ConflictSheet::overwrite);

    connect(&target, &WriteTarget::changed, this, &ConflictSheet::check);
    connect(&target, &WriteTarget::textChanged, this, &ConflictSheet::check);
    check();
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new TargetHeader(target, this));
    layout->addWidget(m_title);
    layout->addWidget(m_stack, 1);
    layout->addLayout(buttons);
}

void ConflictSheet::present(const Draft &mine, const std::optional<Entry> &theirs)
{
    m_mine = mine.value;
    m_merged.reset();
    m_theirRevision = theirs ? theirs->modRevision : 0;
    const QString their = positionText(m_features, m_theirRevision);
    const QString base = positionText(m_features, mine.base.modRevision);
    disarm();
    if (!theirs)
        m_title->setText(tr("Somebody else deleted the key after %1, from which your edit started. "
                            "Nothing was written; your edit is kept.")
                             .arg(base));
    else if (mine.base.modRevision == 0)
        m_title->setText(tr("Somebody else created the key meanwhile, at %1. Nothing was written; "
                            "your text is kept.")
                             .arg(their));
    else
        m_title->setText(tr("Somebody else changed the key: your edit started from %1, the cluster has "
                            "%2 now. Nothing was written; your edit is kept.")
                             .arg(base, their));
    m_reload->setText(theirs ? tr("Take Theirs") : tr("Let It Be Deleted"));
    m_reload->setToolTip(tr("Puts your edit aside; it can be brought back."));
    m_mergeByHand->setVisible(theirs.has_value());
    m_mergeBoth->setVisible(false);
    m_view->setTitles(tr("Base, %1").arg(base), tr("Mine"),
                      theirs ? tr("Theirs, %1").arg(their) : tr("Theirs: deleted"));
    m_stack->setCurrentIndex(0);
    m_back->setFocus();
    inBackground(
        this,
        [from = mine.base.value, value = mine.value, now = theirs ? theirs->value : QByteArray(),
         exists = theirs.has_value()] {
            const Merge merge = mergeOf(from, value, now);
            const bool canTakeBoth = exists && !merge.binary;
            return Compared{threeWayRows(merge), canTakeBoth ? mergedBytes(merge) : std::nullopt};
        },
        [this, run = ++m_run](const Compared &compared) {
            if (run != m_run)
                return;
            m_merged = compared.merged;
            m_mergeBoth->setVisible(m_merged.has_value());
            m_view->setMerge(compared.rows);
            m_stack->setCurrentIndex(1);
        });
}

void ConflictSheet::overwrite()
{
    // Creating again destroys nothing, so it needs no second click.
    if (m_theirRevision == 0 || m_armed) {
        disarm();
        emit overwriteChosen();
        return;
    }
    m_armed = true;
    m_overwrite->setText(
        tr("Click Again to Overwrite %1", "revision 812").arg(positionText(m_features, m_theirRevision)));
}

void ConflictSheet::disarm()
{
    m_armed = false;
    m_overwrite->setText(m_theirRevision == 0 ? tr("Create It Again") : tr("Overwrite Theirs…"));
}

void ConflictSheet::check()
{
    const QString refusal = m_target.refusal();
    m_overwrite->setEnabled(refusal.isEmpty());
    m_overwrite->setToolTip(refusal.isEmpty() ? tr("Writes to %1").arg(m_target.text()) : refusal);
}

void ConflictSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit cancelled();
    else
        QWidget::keyPressEvent(event);
}

void ConflictSheet::hideEvent(QHideEvent *event)
{
    disarm();
    QWidget::hideEvent(event);
}

} // namespace etcdscope
