// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/conflictview.h"

#include "ui/widgets/format.h"
#include "ui/widgets/rowtextview.h"

#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace etcdscope {

namespace {

void followEachOther(QScrollBar *one, QScrollBar *other)
{
    QObject::connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
    QObject::connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
}

} // namespace

ConflictView::ConflictView(QWidget *parent)
    : QWidget(parent)
    , m_summary(new QLabel(this))
{
    setObjectName(QStringLiteral("conflictView"));
    m_summary->setObjectName(QStringLiteral("conflictSummary"));
    m_summary->setWordWrap(true);
    auto *const columns = new QSplitter(this);
    columns->setObjectName(QStringLiteral("conflictColumns"));
    columns->setChildrenCollapsible(false);
    const std::array names{QStringLiteral("conflictBase"), QStringLiteral("conflictMine"),
                           QStringLiteral("conflictTheirs")};
    for (size_t side = 0; side < 3; ++side) {
        auto *const column = new QWidget(columns);
        auto *const layout = new QVBoxLayout(column);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(4);
        m_titles[side] = new QLabel(column);
        m_titles[side]->setTextFormat(Qt::PlainText);
        QFont bold = m_titles[side]->font();
        bold.setBold(true);
        m_titles[side]->setFont(bold);
        m_rows[side] = new RowTextView(column);
        m_rows[side]->setObjectName(names[side]);
        m_rows[side]->setAccessibleDescription(tr("Alt+Down and Alt+Up go from change to change."));
        m_titles[side]->setBuddy(m_rows[side]);
        layout->addWidget(m_titles[side]);
        layout->addWidget(m_rows[side], 1);
        columns->addWidget(column);
        connect(m_rows[side], &RowTextView::changeRequested, this,
                [this, side](bool forward) { goToChange(m_rows[side], forward); });
    }
    for (size_t side = 1; side < 3; ++side) {
        followEachOther(m_rows[0]->verticalScrollBar(), m_rows[side]->verticalScrollBar());
        followEachOther(m_rows[0]->horizontalScrollBar(), m_rows[side]->horizontalScrollBar());
    }
    setTitles(tr("Base"), tr("Mine"), tr("Theirs"));
    setFocusProxy(m_rows[Mine]);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_summary);
    layout->addWidget(columns, 1);
}

void ConflictView::setTitles(const QString &base, const QString &mine, const QString &theirs)
{
    const std::array titles{base, mine, theirs};
    for (size_t side = 0; side < 3; ++side) {
        m_titles[side]->setText(titles[side]);
        m_rows[side]->setAccessibleName(titles[side]);
    }
}

void ConflictView::setMerge(ThreeWayRows merge)
{
    const QString conflicts = merge.conflicts == 0
                                  ? tr("No conflict: the changes do not touch each other.")
                                  : tr("Conflicts (!): %1.").arg(formatNumber(merge.conflicts));
    m_summary->setText(
        tr("%1 Changed (*): %2 mine, %3 theirs. The same by both (=): %4.")
            .arg(conflicts, formatNumber(merge.mine), formatNumber(merge.theirs), formatNumber(merge.both)));
    auto &sides = merge.sides;
    int first = -1;
    for (int row = 0; first < 0 && row < sides[Mine].size(); ++row) {
        const auto conflicting = [&](Side side) { return sides[side][row].gutter.endsWith(u'!'); };
        if (conflicting(Base) || conflicting(Mine) || conflicting(Theirs))
            first = row;
    }
    for (size_t side = 0; side < 3; ++side)
        m_rows[side]->setRows(std::move(sides[side]));
    if (first >= 0)
        goToRow(first);
}

QString ConflictView::summary() const
{
    return m_summary->text();
}

void ConflictView::nextChange()
{
    goToChange(m_rows[Mine], true);
}

void ConflictView::previousChange()
{
    goToChange(m_rows[Mine], false);
}

void ConflictView::goToChange(const RowTextView *from, bool forward)
{
    // A change of one side shows in that column only: the nearest of all three counts.
    const int here = from->currentRow();
    int nearest = -1;
    for (RowTextView *const rows : m_rows) {
        if (rows->currentRow() != here)
            rows->goToRow(here);
        const int row = rows->nextChange(forward);
        if (row >= 0 && row != here && (nearest < 0 || (forward ? row < nearest : row > nearest)))
            nearest = row;
    }
    goToRow(nearest >= 0 ? nearest : here);
}

void ConflictView::goToRow(int row)
{
    for (RowTextView *const rows : m_rows)
        rows->goToRow(row);
}

} // namespace etcdscope
