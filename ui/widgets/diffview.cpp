// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/diffview.h"

#include "ui/widgets/format.h"
#include "ui/widgets/rowtextview.h"

#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace etcdscope {

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_left(tr("before"))
    , m_right(tr("after"))
    , m_summary(new QLabel(this))
    , m_rows(new RowTextView(this))
{
    setObjectName(QStringLiteral("diffView"));
    m_summary->setObjectName(QStringLiteral("diffSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_rows->setObjectName(QStringLiteral("diffRows"));
    m_rows->setAccessibleName(tr("Difference"));
    m_rows->setAccessibleDescription(tr("Alt+Down and Alt+Up go from change to change."));
    setFocusProxy(m_rows);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_summary);
    layout->addWidget(m_rows, 1);
    connect(m_rows, &RowTextView::changeRequested, this, &DiffView::goToChange);
}

void DiffView::setSides(const QString &left, const QString &right)
{
    m_left = left;
    m_right = right;
}

void DiffView::setDifference(const Difference &difference, QList<TextRow> rows)
{
    QString text;
    if (difference.isEmpty()) {
        text = tr("%1 and %2 are the same, byte for byte.").arg(m_left, m_right);
    } else {
        const QString removed = formatNumber(difference.removed);
        const QString added = formatNumber(difference.added);
        text = difference.binary ? tr("Bytes: −%1 (%2), +%3 (%4)").arg(removed, m_left, added, m_right)
                                 : tr("Lines: −%1 (%2), +%3 (%4)").arg(removed, m_left, added, m_right);
        if (difference.coarse)
            text = tr("%1. Large: not every common line was looked for.").arg(text);
    }
    m_summary->setText(text);
    m_rows->setRows(std::move(rows));
    m_rows->setPlaceholderText(tr("No difference"));
}

QString DiffView::summary() const
{
    return m_summary->text();
}

void DiffView::nextChange()
{
    goToChange(true);
}

void DiffView::previousChange()
{
    goToChange(false);
}

void DiffView::goToChange(bool forward)
{
    const int row = m_rows->nextChange(forward);
    if (row >= 0)
        m_rows->goToRow(row);
}

} // namespace etcdscope
