// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keytreedelegate.h"

#include "core/base/printable.h"
#include "core/models/keytreemodel.h"
#include "ui/keys/keyheader.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace etcdscope {

namespace {

/// Milliseconds that are left of a row's time to live; empty when it has none.
std::optional<qint64> timeLeft(const QModelIndex &index)
{
    const qint64 expires = index.data(KeyTreeModel::ExpiresRole).toLongLong();
    return expires != 0 ? std::optional(expires - QDateTime::currentMSecsSinceEpoch()) : std::nullopt;
}

} // namespace

KeyTreeDelegate::KeyTreeDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

QSize KeyTreeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 4};
}

QString KeyTreeDelegate::cellText(const QModelIndex &index)
{
    if (index.column() == KeyTreeModel::NameColumn)
        return index.data().toString();
    const qint64 number = index.data().toLongLong();
    if (!index.data().isValid())
        return {};
    if (index.column() == KeyTreeModel::LeaseColumn) {
        if (const auto left = timeLeft(index))
            return timeLeftText(*left);
        // The end tells leases apart; the whole of it is in the tooltip and in the facts of the key.
        const QString lease = leaseText(number);
        return lease.size() > 6 ? QChar(u'…') + lease.right(5) : lease;
    }
    return formatNumber(number);
}

void KeyTreeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool isDirectory = index.data(KeyTreeModel::IsDirectoryRole).toBool();
    const bool isGoing = index.data(KeyTreeModel::GoingRole).toBool();
    if (index.column() != KeyTreeModel::NameColumn) {
        option->text = cellText(index);
        option->textElideMode = Qt::ElideLeft;
        if (const auto left = timeLeft(index);
            index.column() == KeyTreeModel::LeaseColumn && left && isNearEnd(*left) && !isGoing) {
            option->palette.setColor(QPalette::Text, toneText(option->palette, Tone::Warning));
            option->font.setBold(true);
        }
    } else {
        option->textElideMode = Qt::ElideMiddle;
        if (index.data(KeyTreeModel::DraftRole).toBool()) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->icon = draftIcon(*option);
            option->decorationSize = QSize(8, 8);
            option->decorationPosition = QStyleOptionViewItem::Right;
        }
    }
    if (isDirectory && index.column() == KeyTreeModel::VersionColumn)
        option->palette.setColor(QPalette::Text, toneText(option->palette, Tone::Muted));
    if (isGoing) {
        option->font.setStrikeOut(true);
        option->palette.setColor(QPalette::Text, toneText(option->palette, Tone::Muted));
    } else if (index.data(KeyTreeModel::RecentRole).toBool()) {
        // Bold says it to who does not see the tint.
        option->font.setBold(true);
        option->backgroundBrush = toneBackground(option->palette, Tone::Recent);
    }
}

const QIcon &KeyTreeDelegate::draftIcon(const QStyleOptionViewItem &option) const
{
    if (m_draftIconKey == option.palette.cacheKey() && !m_draftIcon.isNull())
        return m_draftIcon;
    m_draftIconKey = option.palette.cacheKey();
    const auto dot = [&option](const QColor &colour) {
        const qreal ratio = option.widget ? option.widget->devicePixelRatioF() : 1;
        QPixmap pixmap(QSize(8, 8) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QRectF(0.5, 0.5, 7, 7));
        painter.end();
        return pixmap;
    };
    m_draftIcon = QIcon();
    m_draftIcon.addPixmap(dot(toneText(option.palette, Tone::Warning)));
    m_draftIcon.addPixmap(dot(option.palette.color(QPalette::HighlightedText)), QIcon::Selected);
    return m_draftIcon;
}

QString KeyTreeDelegate::stateText(const QModelIndex &index)
{
    QStringList parts;
    if (index.data(KeyTreeModel::IsDirectoryRole).toBool()) {
        const qint64 count = index.data(KeyTreeModel::CountRole).toLongLong();
        parts +=
            count == 1 ? tr("directory with 1 key") : tr("directory with %1 keys").arg(formatNumber(count));
    }
    if (index.data(KeyTreeModel::DraftRole).toBool())
        parts += tr("has an unsaved edit");
    if (index.data(KeyTreeModel::GoingRole).toBool())
        parts += tr("was deleted a moment ago");
    else if (index.data(KeyTreeModel::RecentRole).toBool())
        parts += tr("changed a moment ago");
    if (const auto left = timeLeft(index); left && *left > 0)
        parts += tr("expires in %1, at %2")
                     .arg(timeLeftText(*left), formatExactTime(QDateTime::currentDateTime().addMSecs(*left)));
    else if (left)
        parts += tr("its time to live is over");
    if (const qint64 lease = index.data(KeyTreeModel::LeaseRole).toLongLong())
        parts += tr("on lease %1").arg(leaseText(lease));
    return parts.join(QStringLiteral(", "));
}

bool KeyTreeDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QModelIndex name = index.siblingAtColumn(KeyTreeModel::NameColumn);
    QString text = printable(name.data(KeyTreeModel::KeyBytesRole).toByteArray());
    if (text.size() > 1'000)
        text = text.left(1'000) + QChar(u'…');
    const QString state = stateText(name);
    if (!state.isEmpty())
        text += QLatin1Char('\n') + state;
    // As HTML: a key may look like markup.
    QToolTip::showText(event->globalPos(),
                       QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(text.toHtmlEscaped()),
                       view);
    return true;
}

} // namespace etcdscope
