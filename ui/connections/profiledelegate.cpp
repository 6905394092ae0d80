// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/profiledelegate.h"

#include "ui/connections/environmentchip.h"
#include "ui/connections/profiletreemodel.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/glyphs.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr int gap = 8;
constexpr int iconSide = 16;
constexpr int leastPlaceWidth = 60; // less of an address says nothing
} // namespace

ProfileDelegate::ProfileDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QWidget *widget = option.widget;
    const QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, widget);

    const bool isSelected = row.state & QStyle::State_Selected;
    const auto group = row.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    const QColor ink = row.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QIcon::Mode mode = isSelected ? QIcon::Selected : QIcon::Normal;
    const auto *profile =
        static_cast<const Profile *>(index.data(ProfileTreeModel::ProfileRole).value<const void *>());

    painter->save();
    painter->setFont(row.font);
    QRect rest = row.rect.adjusted(4, 0, -gap, 0);
    if (!profile) {
        const QRect icon(rest.left(), rest.center().y() - iconSide / 2 + 1, iconSide, iconSide);
        row.icon.paint(painter, icon, Qt::AlignCenter, mode);
        rest.setLeft(icon.right() + gap);
    }
    const int chip = profile ? environmentChipWidth(profile->environment, row.font) : 0;
    const int lock = profile && profile->readOnly ? iconSide : 0;
    const int signs = (chip > 0 ? chip + gap : 0) + (lock > 0 ? lock + gap : 0);
    const int natural = row.fontMetrics.horizontalAdvance(row.text);
    const int nameWidth = std::min(natural, std::max(40, rest.width() - signs));
    const QString name =
        nameWidth < natural ? row.fontMetrics.elidedText(row.text, Qt::ElideRight, nameWidth) : row.text;
    painter->setPen(ink);
    painter->drawText(QRect(rest.left(), rest.top(), nameWidth, rest.height()),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, name);
    rest.setLeft(rest.left() + nameWidth + gap);
    if (chip > 0) {
        const int height = row.fontMetrics.height();
        paintEnvironmentChip(*painter, QRect(rest.left(), rest.center().y() - height / 2, chip, height),
                             profile->environment, row.font);
        rest.setLeft(rest.left() + chip + gap);
    }
    if (lock > 0) {
        glyphIcon(Glyph::Locked)
            .paint(painter, QRect(rest.left(), rest.center().y() - iconSide / 2, iconSide, iconSide),
                   Qt::AlignCenter, mode);
        rest.setLeft(rest.left() + lock + gap);
    }
    if (rest.width() >= leastPlaceWidth) {
        if (!isSelected)
            painter->setPen(toneText(row.palette, Tone::Muted));
        const QString place = index.data(ProfileTreeModel::PlaceRole).toString();
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignRight,
                          row.fontMetrics.elidedText(place, Qt::ElideMiddle, rest.width()));
    }
    painter->restore();
    if (row.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(row);
        focus.backgroundColor = row.palette.color(isSelected ? QPalette::Highlight : QPalette::Base);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, widget);
    }
}

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {160, option.fontMetrics.height() + 10};
}

QWidget *ProfileDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    editor->setObjectName(QStringLiteral("connections.rename"));
    editor->setAccessibleName(tr("Name"));
    return editor;
}

} // namespace etcdscope
