// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <QTextBlock>
#include <QTextBlockFormat>

#include <optional>
#include <vector>

class QTextCursor;
class QTextDocument;

namespace etcdscope {

/// Lets a line be far longer than a QTextDocument can bear: it is kept in several blocks, and the breaks
/// between them are in no byte of the text. A block that goes on with the line of the block before carries a
/// block format that says so; formats take part in undo, so that a break is undone to what it was. What an
/// edit of the document makes of its breaks is put right as part of the same step of undo. Owned by the
/// editor.
class SoftBreaks final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SoftBreaks)

public:
    /// Characters of a line in one block: laying it out takes about a millisecond.
    static constexpr qsizetype blockLength = 2048;

    explicit SoftBreaks(QTextDocument &document, QObject *parent = nullptr);

    /// Inserts text whose lines end with '\n', breaking those that are too long for one block.
    void insert(QTextCursor &cursor, const QString &text) const;
    /// A line ending, which is in the bytes.
    static void insertLineEnding(QTextCursor &cursor);

    [[nodiscard]] static bool isContinuation(const QTextBlock &block);

    /// Where the continuing blocks start, in order. The character before each is no line ending.
    [[nodiscard]] const std::vector<int> &starts() const { return m_starts; }
    /// The line a block belongs to, from 0.
    [[nodiscard]] int lineOf(const QTextBlock &block) const;
    /// The first block of a line; invalid when there is no such line.
    [[nodiscard]] QTextBlock blockOfLine(int line) const;
    [[nodiscard]] int lineCount() const;

    /// The text of a stretch of toRawText() that begins at `position` of the document: without soft breaks,
    /// lines ending with '\n'. Pure, for any thread.
    [[nodiscard]] static QString joined(QString raw, const std::vector<int> &starts, int position = 0);

private:
    void follow(int position, int removed, int added);
    void repair();
    [[nodiscard]] qsizetype countUpTo(int position) const;

    QTextDocument &m_document;
    std::vector<int> m_starts;
    std::optional<int> m_wrong; // a block that took over the format of one below it, or became too long
};

} // namespace etcdscope
