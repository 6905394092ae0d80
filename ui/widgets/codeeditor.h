// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/textconversion.h"

#include <QByteArray>
#include <QPlainTextEdit>
#include <QTimer>

#include <memory>

namespace etcdscope {

class Gutter;
class JsonHighlighter;

/// Shows and edits a value as text: line numbers, current line, JSON colours, and the bytes exactly: bytes()
/// gives what setBytes() took until the user edits, and then changes only what was edited. A value whose
/// bytes cannot stay exact as text (obstacle()), or that is too large for typing to stay quick
/// (isTruncated()), is shown read-only; of the latter only the beginning.
///
/// Tab leaves the editor; Ctrl+M makes Tab write a tab and back again. Enter keeps the indentation.
class CodeEditor : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeEditor)

public:
    enum class Highlighting { None, Json };

    /// A larger value, or one with a longer line, is shown cut after shownBytes and read-only.
    static constexpr qsizetype largestValue = 2 * 1024 * 1024;
    static constexpr qsizetype longestLine = 64 * 1024;
    static constexpr qsizetype shownBytes = 256 * 1024;

    explicit CodeEditor(QWidget *parent = nullptr);
    ~CodeEditor() override;

    /// Shows another value: undo, modified state and position start anew. Of a value above 64 KiB the rest
    /// comes in turns of the event loop while isLoading(); it can be edited when that is over.
    void setBytes(const QByteArray &bytes);

    /// The value as edited; the very bytes given while the document is not modified.
    [[nodiscard]] QByteArray bytes() const;

    /// What the owner wants; the editor is read-only also when the value cannot be edited as text.
    void setEditable(bool editable);
    [[nodiscard]] bool isEditable() const { return m_editable; }
    [[nodiscard]] bool canEditValue() const { return m_form.exact && !m_truncated && !m_loading.isActive(); }

    [[nodiscard]] TextObstacle obstacle() const { return m_form.obstacle; }
    [[nodiscard]] qsizetype obstacleOffset() const { return m_form.obstacleOffset; }
    [[nodiscard]] LineEnding lineEnding() const { return m_form.ending; }
    [[nodiscard]] bool isTruncated() const { return m_truncated; }
    [[nodiscard]] bool isLoading() const { return m_loading.isActive(); }
    [[nodiscard]] bool isModified() const;

    void setHighlighting(Highlighting highlighting);
    void setLineWrap(bool wrap);

    /// Puts the cursor on a line and column (from 1, in characters) and shows it: where an error of JsonError
    /// is.
    void goTo(qsizetype line, qsizetype column);

signals:
    /// setBytes() got a value that is shown only in part: `shown` of `total` bytes.
    void truncated(qint64 shown, qint64 total);
    /// The whole value is in the document; also for a small one.
    void loaded();
    /// The user changed the text.
    void edited();
    /// A paste or drop was not taken, since it would make the value or a line too large to edit.
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
    void loadMore();
    void finishLoading();
    void updateReadOnly();
    void updateGutter();
    void placeGutter();
    void paintGutter(QPainter &painter, const QRect &area);
    void updateLook();
    void breakLine();

    QByteArray m_bytes;
    TextForm m_form; // its text is emptied once it is in the document
    qsizetype m_loaded = 0;
    QTimer m_loading;
    Gutter *m_gutter;
    std::unique_ptr<JsonHighlighter> m_highlighter;
    bool m_editable = true;
    bool m_truncated = false;
    bool m_settingText = false;
    bool m_textChanged = false; // since the last contentsChanged
};

} // namespace etcdscope
