// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/keytreedelegate.h"
#include "ui/keys/searchresults.h"

namespace etcdscope {

/// A text cut in the middle, and what is marked in it: the ellipsis is marked when something it stands for
/// is.
struct CutText
{
    QString text;
    QList<TextRange> marks;
};
/// `cut` is `text` as QFontMetrics elides it in the middle.
[[nodiscard]] CutText cutInTheMiddle(const QString &text, const QString &cut, const QList<TextRange> &marks);

/// Paints the rows of SearchResults: as the tree's, with what matches in bold on a background, and what is
/// not loaded in italics.
class MatchDelegate final : public KeyTreeDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MatchDelegate)

public:
    explicit MatchDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace etcdscope
