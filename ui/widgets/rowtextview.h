// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPlainTextEdit>
#include <QString>

namespace etcdscope {

class Gutter;

/// How a row of a comparison looks. A row's gutter or text says the same with a sign.
enum class RowKind { Plain, Heading, Added, Removed, Changed, Conflict, Filler };

struct TextRow
{
    QString text; ///< one line: no line ending in it
    QString gutter;
    RowKind kind = RowKind::Plain;
    int emphasisStart = 0; ///< the part of the text that changed
    int emphasisLength = 0;
};

/// Rows of read-only text with a gutter and a colour each, to look at, walk through with the keyboard and
/// copy.
class RowTextView final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowTextView)

public:
    explicit RowTextView(QWidget *parent = nullptr);

    void setRows(QList<TextRow> rows);
    [[nodiscard]] const QList<TextRow> &rows() const { return m_rows; }

    /// Puts the cursor on a row and shows it.
    void goToRow(int row);
    [[nodiscard]] int currentRow() const { return textCursor().blockNumber(); }

    /// The first row of the next stretch of rows that are neither plain nor headings, from the current row on
    /// in one direction; -1 when there is none.
    [[nodiscard]] int nextChange(bool forward) const;

signals:
    /// Alt+Down or Alt+Up: the owner goes to the next or previous change.
    void changeRequested(bool forward);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void updateGutter();
    void placeGutter();
    void paintGutter(QPainter &painter, const QRect &area);
    void paintEmphasis(QPainter &painter, const TextRow &row, const QTextBlock &block, const QPointF &at);
    [[nodiscard]] bool isChange(int row) const;

    QList<TextRow> m_rows;
    Gutter *m_gutter;
};

} // namespace etcdscope
