// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexview.h"

#include "core/values/hexdump.h"
#include "ui/widgets/hexaccessible.h"
#include "ui/widgets/palette.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QScrollBar>

#include <algorithm>

namespace etcdscope {

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    installHexAccessibility();
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Bytes in hexadecimal"));
    setAccessibleDescription(tr("Ctrl+Left and Ctrl+Right change between digits and text, Insert between "
                                "overwriting and inserting, Tab leaves the view."));
    setFont(monospaceFont());
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    relayout();
}

void HexView::setData(const QByteArray &data)
{
    m_edits.reset(data);
    m_cursor = 0;
    m_anchor = 0;
    m_secondDigit = false;
    relayout();
    verticalScrollBar()->setValue(0);
    announceCursor();
}

void HexView::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    viewport()->update();
}

void HexView::setInserting(bool inserting)
{
    if (m_inserting == inserting)
        return;
    m_inserting = inserting;
    m_secondDigit = false;
    viewport()->update();
    emit insertingChanged(inserting);
}

void HexView::select(qsizetype anchor, qsizetype cursor)
{
    m_anchor = std::clamp<qsizetype>(anchor, 0, data().size());
    moveTo(cursor, true);
}

QSize HexView::sizeHint() const
{
    const HexLayout widest(fontMetrics(), QWIDGETSIZE_MAX, data().size());
    return {widest.width() + verticalScrollBar()->sizeHint().width() + 2 * frameWidth(),
            16 * widest.rowHeight()};
}

void HexView::moveTo(qsizetype offset, bool select)
{
    m_cursor = std::clamp<qsizetype>(offset, 0, data().size());
    if (!select)
        m_anchor = m_cursor;
    m_secondDigit = false;
    showCursor();
    announceCursor();
}

void HexView::announceCursor()
{
    viewport()->update();
    const auto index = int(m_cursor % m_layout.bytesPerRow());
    QAccessibleTextCursorEvent moved(this, m_layout.offsetDigits() + 2 + index * 3 + index / 8);
    QAccessible::updateAccessibility(&moved);
    emit cursorMoved(m_cursor, selectionLength());
}

void HexView::edited(qsizetype cursor)
{
    relayout();
    m_cursor = std::clamp<qsizetype>(cursor, 0, data().size());
    m_anchor = m_cursor;
    m_secondDigit = false;
    showCursor();
    announceCursor();
    emit dataEdited();
}

void HexView::undo()
{
    if (m_readOnly)
        return;
    if (const auto cursor = m_edits.undo())
        edited(*cursor);
    else
        emit undoExhausted();
}

void HexView::redo()
{
    if (m_readOnly)
        return;
    if (const auto cursor = m_edits.redo())
        edited(*cursor);
}

void HexView::cut()
{
    if (m_readOnly || selectionLength() == 0)
        return;
    if (m_pane == HexPane::Hex)
        copyHex();
    else
        copyText();
    replaceSelection({});
}

QByteArray HexView::selectedBytes() const
{
    return data().sliced(selectionStart(), selectionLength());
}

void HexView::copyHex()
{
    if (selectionLength() > 0)
        QApplication::clipboard()->setText(hexText(selectedBytes()));
}

void HexView::copyText()
{
    if (selectionLength() > 0)
        QApplication::clipboard()->setText(QString::fromUtf8(selectedBytes()));
}

void HexView::paste()
{
    if (m_readOnly)
        return;
    const QString text = QApplication::clipboard()->text();
    if (text.isEmpty())
        return;
    const auto hex = m_pane == HexPane::Hex ? fromHexText(text) : std::nullopt;
    replaceSelection(hex ? *hex : text.toUtf8());
}

void HexView::selectAll()
{
    select(0, data().size());
}

/// Without a selection: in the place of as many bytes as there are when overwriting, before the cursor when
/// inserting.
void HexView::replaceSelection(QByteArrayView bytes)
{
    const qsizetype at = selectionStart();
    qsizetype count = selectionLength();
    if (count == 0 && !m_inserting)
        count = std::min(bytes.size(), data().size() - at);
    if (count == 0 && bytes.isEmpty())
        return;
    m_edits.replace(at, count, bytes);
    edited(at + bytes.size());
}

void HexView::removeAt(qsizetype offset, qsizetype count)
{
    if (offset < 0 || count <= 0 || offset + count > data().size())
        return;
    m_edits.replace(offset, count, {});
    edited(offset);
}

void HexView::typeDigit(int digit)
{
    if (m_secondDigit) {
        const char byte = char((uchar(data()[m_cursor]) & 0xf0) | digit);
        m_edits.replace(m_cursor, 1, QByteArrayView(&byte, 1), true);
        edited(m_cursor + 1);
        return;
    }
    const qsizetype at = selectionStart();
    qsizetype count = selectionLength();
    const bool overwrite = count == 0 && !m_inserting && at < data().size();
    const char byte = char(digit << 4 | (overwrite ? uchar(data()[at]) & 0xf : 0));
    if (overwrite)
        count = 1;
    m_edits.replace(at, count, QByteArrayView(&byte, 1));
    edited(at);
    m_secondDigit = true;
    viewport()->update();
}

void HexView::type(const QString &text)
{
    if (m_pane == HexPane::Text) {
        replaceSelection(text.toUtf8());
        return;
    }
    bool isDigit = false;
    const int digit = text.toInt(&isDigit, 16);
    if (isDigit && text.size() == 1)
        typeDigit(digit);
}

} // namespace etcdscope
