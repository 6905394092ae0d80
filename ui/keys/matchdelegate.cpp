// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/matchdelegate.h"

#include "core/models/keytreemodel.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace etcdscope {

namespace {

QTextCharFormat markFormat(const QPalette &palette, QPalette::ColorGroup group, bool isSelected)
{
    QTextCharFormat format;
    if (isSelected) {
        // The other way round.
        const QColor background = palette.color(group, QPalette::HighlightedText);
        format.setBackground(background);
        format.setForeground(readable(palette.color(group, QPalette::Highlight), background));
    } else {
        format.setBackground(toneEmphasis(palette, Tone::Warning));
        format.setForeground(palette.color(group, QPalette::Text));
    }
    format.setFontWeight(QFont::Bold); // also for who does not see the colour
    return format;
}

} // namespace

CutText cutInTheMiddle(const QString &text, const QString &cut, const QList<TextRange> &marks)
{
    if (cut == text)
        return {text, marks};
    const auto differ = std::mismatch(cut.begin(), cut.end(), text.begin(), text.end());
    const qsizetype head = differ.first - cut.begin();
    const qsizetype tail = std::max<qsizetype>(0, cut.size() - head - 1); // behind the ellipsis
    const qsizetype tailBegin = text.size() - tail;
    const auto placeOf = [&](qsizetype at, bool isEnd) {
        if (at <= head)
            return at;
        if (at >= tailBegin && (at > tailBegin || !isEnd))
            return at - tailBegin + head + 1;
        return isEnd ? head + 1 : head;
    };
    CutText result{cut, {}};
    for (const TextRange &mark : marks) {
        const TextRange placed{placeOf(mark.begin, false), placeOf(mark.end, true)};
        if (!result.marks.isEmpty() && result.marks.back().end >= placed.end)
            continue; // the ellipsis is marked already
        result.marks.append(placed);
    }
    return result;
}

MatchDelegate::MatchDelegate(QObject *parent)
    : KeyTreeDelegate(parent)
{
}

void MatchDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    KeyTreeDelegate::initStyleOption(option, index);
    if (index.data(SearchResults::NotLoadedRole).toBool())
        option->font.setItalic(true);
}

void MatchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const auto marks = index.data(SearchResults::MarksRole).value<QList<TextRange>>();
    if (marks.isEmpty()) {
        KeyTreeDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *const style = item.widget ? item.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &item, item.widget) + 1;
    const QRect place = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget)
                            .adjusted(margin, 0, -margin, 0);
    const QFontMetrics metrics(item.font);
    const CutText shown =
        cutInTheMiddle(item.text, metrics.elidedText(item.text, item.textElideMode, place.width()), marks);
    item.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group = !item.state.testFlag(QStyle::State_Enabled) ? QPalette::Disabled
                                       : item.state.testFlag(QStyle::State_Active) ? QPalette::Normal
                                                                                   : QPalette::Inactive;
    const QTextCharFormat format = markFormat(item.palette, group, isSelected);
    QList<QTextLayout::FormatRange> formats;
    for (const TextRange &mark : shown.marks)
        formats.append({int(mark.begin), int(mark.end - mark.begin), format});
    QTextLayout layout(shown.text, item.font, painter->device());
    QTextOption plain;
    plain.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(plain);
    layout.setFormats(formats);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    painter->save();
    painter->setClipRect(place, Qt::IntersectClip);
    painter->setPen(item.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
    layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2));
    painter->restore();
}

} // namespace etcdscope
