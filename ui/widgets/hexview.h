// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/hexedits.h"
#include "ui/widgets/hexlayout.h"

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QPoint>

namespace etcdscope {

/// Shows and edits bytes as offset | hex | text. Paints visible rows only, so 10 MB open at once.
///
/// Keys: arrows, Page Up/Down, Home/End, with Ctrl to the ends; Shift selects; Ctrl+Left and Ctrl+Right go to
/// the hex and the text column; Insert switches between overwriting and inserting; Delete and Backspace
/// remove; typing writes digits in the hex column and UTF-8 in the text column; standard keys copy, cut,
/// paste, undo, redo and select all. Tab leaves the view.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HexView)

public:
    explicit HexView(QWidget *parent = nullptr);

    /// Shows other bytes: undo, selection and position start anew.
    void setData(const QByteArray &data);
    [[nodiscard]] const QByteArray &data() const { return m_edits.bytes(); }
    [[nodiscard]] bool isModified() const { return m_edits.isModified(); }

    void setReadOnly(bool readOnly);
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    void setInserting(bool inserting);
    [[nodiscard]] bool isInserting() const { return m_inserting; }

    [[nodiscard]] qsizetype cursorOffset() const { return m_cursor; }
    [[nodiscard]] HexPane pane() const { return m_pane; }
    [[nodiscard]] qsizetype selectionStart() const { return qMin(m_anchor, m_cursor); }
    [[nodiscard]] qsizetype selectionLength() const { return qAbs(m_anchor - m_cursor); }
    /// Selects from `anchor` up to before `cursor` and shows the cursor; equal for no selection.
    void select(qsizetype anchor, qsizetype cursor);

    [[nodiscard]] const HexLayout &layoutOfRows() const { return m_layout; }
    [[nodiscard]] QRect cursorRect() const;

    [[nodiscard]] QSize sizeHint() const override;

public slots:
    void undo();
    void redo();
    void cut();
    /// The selection as hex digits, or as text (UTF-8, with replacement characters where it is not).
    void copyHex();
    void copyText();
    /// Hex when the clipboard reads as hex and the cursor is in the hex column, else the text's UTF-8.
    void paste();
    void selectAll();

signals:
    /// The bytes were changed by the user, also by undo.
    void dataEdited();
    /// Undo was asked for, and there is nothing left to undo.
    void undoExhausted();
    /// Cursor or selection moved.
    void cursorMoved(qint64 offset, qint64 selected);
    void insertingChanged(bool inserting);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] bool handleStandardKey(const QKeyEvent &event);
    [[nodiscard]] bool handleMove(const QKeyEvent &event);
    [[nodiscard]] bool handleEditKey(const QKeyEvent &event);
    void type(const QString &text);
    void typeDigit(int digit);
    void replaceSelection(QByteArrayView bytes);
    void removeAt(qsizetype offset, qsizetype count);
    void moveTo(qsizetype offset, bool select);
    void edited(qsizetype cursor);
    void relayout();
    void showCursor();
    void announceCursor();
    void paintRow(QPainter &painter, qsizetype row, int y);
    void paintCursor(QPainter &painter);
    [[nodiscard]] HexLayout::Hit hitAt(const QPoint &point) const;
    [[nodiscard]] QByteArray selectedBytes() const;

    HexEdits m_edits;
    HexLayout m_layout;
    qsizetype m_cursor = 0;
    qsizetype m_anchor = 0;
    qsizetype m_pressed = 0; // the byte where a drag began
    QPoint m_pressedAt;
    HexPane m_pane = HexPane::Hex;
    bool m_secondDigit = false; // the next digit completes the byte at the cursor
    bool m_inserting = false;
    bool m_readOnly = false;
};

} // namespace etcdscope
