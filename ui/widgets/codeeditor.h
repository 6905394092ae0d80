// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/slicer.h"
#include "core/values/textreader.h"
#include "ui/widgets/jsoncolours.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QPlainTextEdit>

#include <optional>
#include <vector>

namespace etcdscope {

class Gutter;
class SoftBreaks;

/// A stretch of the document, in positions of QTextCursor.
struct TextStretch
{
    int from = 0;
    int to = 0;

    bool operator==(const TextStretch &) const = default;
};

/// A text of an editor at one moment, to be turned into bytes or searched on any thread.
struct TextSnapshot
{
    QString raw;                 ///< QTextDocument::toRawText()
    std::vector<int> softStarts; ///< SoftBreaks::starts()
    LineEnding ending = LineEnding::Lf;

    /// What is in the bytes: lines end with '\n', soft breaks are gone.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QByteArray bytes() const;
    /// Where `needle` occurs, at most `most` times; also over a soft break.
    [[nodiscard]] std::vector<TextStretch> find(const QString &needle, Qt::CaseSensitivity sensitivity,
                                                qsizetype most) const;
};

/// Shows and edits a value as text: line numbers, current line, JSON colours, and the bytes exactly: bytes()
/// gives what setBytes() took until the user edits, and then changes only what was edited. A line of any
/// length can be edited: it is kept in several blocks (SoftBreaks) and wrapped. A value whose bytes cannot
/// stay exact as text (obstacle()), or that is too large (isTruncated()), is shown read-only; of the latter
/// only the beginning.
///
/// Tab leaves the editor; Ctrl+M makes Tab write a tab and back again. Enter keeps the indentation.
class CodeEditor : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeEditor)

public:
    enum class Highlighting { None, Json };

    /// A larger value, or one with more lines, is shown cut after shownBytes and read-only: a document takes
    /// some 250 bytes of memory a line.
    static constexpr qsizetype largestValue = 16 * 1024 * 1024;
    static constexpr qsizetype mostLines = 500'000;
    static constexpr qsizetype shownBytes = 256 * 1024;
    /// A paste is one step of undo and cannot be done in turns: this much takes a tenth of a second.
    static constexpr qsizetype largestPaste = 1024 * 1024;

    explicit CodeEditor(QWidget *parent = nullptr);
    ~CodeEditor() override;

    /// Shows another value: undo, modified state and position start anew. Of a value above 64 KiB the rest
    /// comes in turns of the event loop while isLoading(); it can be edited when that is over.
    void setBytes(const QByteArray &bytes);

    /// The value as edited; the very bytes given while the document is not modified. Takes time with the size
    /// of the text, some 5 ms for 1 MiB; snapshot() is the quicker part of it.
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] TextSnapshot snapshot() const;

    /// What the owner wants; the editor is read-only also when the value cannot be edited as text.
    void setEditable(bool editable);
    [[nodiscard]] bool isEditable() const { return m_editable; }
    [[nodiscard]] bool canEditValue() const { return m_form.exact && !m_truncated && !isLoading(); }

    /// Of a value that comes in turns known when it is whole.
    [[nodiscard]] TextObstacle obstacle() const { return m_form.obstacle; }
    [[nodiscard]] qsizetype obstacleOffset() const { return m_form.obstacleOffset; }
    [[nodiscard]] LineEnding lineEnding() const { return m_form.ending; }
    [[nodiscard]] bool isTruncated() const { return m_truncated; }
    [[nodiscard]] bool isLoading() const { return m_loading.isActive(); }
    [[nodiscard]] int loadedPercent() const;
    [[nodiscard]] bool isModified() const;

    void setHighlighting(Highlighting highlighting);

    /// Puts the cursor on a line and column (from 1, in characters) and shows it: where an error of JsonError
    /// is.
    void goTo(qsizetype line, qsizetype column);
    /// Selects a stretch and shows it.
    void select(const TextStretch &stretch);
    /// Stretches that are painted as found, in order and apart.
    void setMarks(std::vector<TextStretch> marks);

signals:
    /// setBytes() got a value that is shown only in part: `shown` of `total` bytes.
    void truncated(qint64 shown, qint64 total);
    /// Ten times a second while a value comes in turns: loadedPercent() is another.
    void loading();
    /// The whole value is in the document; also for a small one.
    void loaded();
    /// The user changed the text.
    void edited();
    /// The user asked for undo, and there is nothing left to undo in the text.
    void undoExhausted();
    /// A paste or drop was not taken, since it, or the value with it, would be too large.
    void pasteRefused(qint64 bytes);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    [[nodiscard]] bool loadMore();
    void append(const QString &text);
    void finishLoading();
    void updateReadOnly();
    void updateGutter();
    void placeGutter();
    void paintGutter(QPainter &painter, const QRect &area);
    void paintMarks();
    void colourVisible();
    void updateLook();
    void breakLine();
    void crossSoftBreak(const QKeyEvent &event);

    QByteArray m_bytes;
    TextForm m_form; // its text is in the document
    std::optional<TextReader> m_reader;
    Slicer m_loading;
    QElapsedTimer m_announced;
    SoftBreaks *m_breaks;
    Gutter *m_gutter;
    JsonColours m_colours;
    std::vector<TextStretch> m_marks;
    Highlighting m_highlighting = Highlighting::None;
    bool m_editable = true;
    bool m_truncated = false;
    bool m_settingText = false;
    bool m_textChanged = false; // since the last contentsChanged
};

} // namespace etcdscope
