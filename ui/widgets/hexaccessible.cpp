// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexaccessible.h"

#include "core/values/hexdump.h"
#include "ui/widgets/hexview.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace etcdscope {

namespace {

/// A text of one row: a screen reader asks for all of a text, which must not be 40 MB for 10 MB of bytes.
class HexAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit HexAccessible(HexView *view)
        : QAccessibleWidget(view, QAccessible::EditableText)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? row() : QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = view().isReadOnly();
        state.editable = !view().isReadOnly();
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }

    void selection(int index, int *from, int *to) const override
    {
        *from = *to = 0;
        if (index != 0)
            return;
        const qsizetype start = std::max(view().selectionStart(), rowStart()) - rowStart();
        const qsizetype end =
            std::min(view().selectionStart() + view().selectionLength(), rowStart() + bytesOfRow()) -
            rowStart();
        if (start >= end)
            return;
        *from = position(start);
        *to = position(end);
    }
    int selectionCount() const override
    {
        int from = 0;
        int to = 0;
        selection(0, &from, &to);
        return from < to ? 1 : 0;
    }
    void addSelection(int from, int to) override { setSelection(0, from, to); }
    void removeSelection(int) override { view().select(view().cursorOffset(), view().cursorOffset()); }
    void setSelection(int, int from, int to) override { view().select(offset(from), offset(to)); }

    int cursorPosition() const override { return position(view().cursorOffset() - rowStart()); }
    void setCursorPosition(int position) override { view().select(offset(position), offset(position)); }

    QString text(int from, int to) const override { return row().sliced(from, to - from); }
    int characterCount() const override { return int(row().size()); }
    QRect characterRect(int) const override
    {
        return view().cursorRect().translated(view().viewport()->mapToGlobal(QPoint()));
    }
    int offsetAtPoint(const QPoint &) const override { return cursorPosition(); }
    void scrollToSubstring(int, int) override {}
    QString attributes(int, int *from, int *to) const override
    {
        *from = 0;
        *to = characterCount();
        return {};
    }

private:
    HexView &view() const { return *static_cast<HexView *>(widget()); }
    qsizetype rowStart() const
    {
        return view().cursorOffset() - view().cursorOffset() % view().layoutOfRows().bytesPerRow();
    }
    qsizetype bytesOfRow() const
    {
        return std::min<qsizetype>(view().layoutOfRows().bytesPerRow(), view().data().size() - rowStart());
    }
    QString row() const
    {
        return hexDumpRow(QByteArrayView(view().data()).sliced(rowStart(), bytesOfRow()), rowStart(),
                          view().layoutOfRows().bytesPerRow(), digits());
    }
    int digits() const { return view().layoutOfRows().offsetDigits(); }

    int position(qsizetype index) const { return digits() + 2 + int(index * 3 + index / 8); }
    qsizetype offset(int position) const
    {
        qsizetype index = 0;
        while (index < bytesOfRow() && this->position(index) < position)
            ++index;
        return rowStart() + index;
    }
};

QAccessibleInterface *createHexAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1String("etcdscope::HexView"))
        return nullptr;
    auto *const view = qobject_cast<HexView *>(object);
    return view ? new HexAccessible(view) : nullptr;
}

} // namespace

void installHexAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(createHexAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace etcdscope
