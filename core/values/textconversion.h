// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace etcdscope {

enum class LineEnding {
    Lf, ///< also for a value without any line ending
    CrLf,
    Cr,
};

/// Why a value cannot be edited as text without changing bytes the user did not touch.
enum class TextObstacle {
    None,
    InvalidUtf8,
    MixedLineEndings,  ///< more than one of LF, CRLF, CR
    ReservedCharacter, ///< U+2029, U+FDD0 or U+FDD1, which a QTextDocument takes for the end of a paragraph
};

/// Bytes as the text of an editor: every line ends with '\n', whatever the bytes had.
struct TextForm
{
    QString text;
    LineEnding ending = LineEnding::Lf;
    bool exact =
        true; ///< toBytes(text, ending) gives the bytes back, also after a trip through a QTextDocument
    TextObstacle obstacle = TextObstacle::None; ///< the first reason why it is not exact
    qsizetype obstacleOffset = -1;              ///< its byte offset
};

/// Always gives a text to look at; only an exact one may be edited and saved. A byte order mark, NUL and all
/// other controls are kept. About 2 ms for 1 MiB: a caller with more gives a prefix or uses a worker.
[[nodiscard]] TextForm toTextForm(const QByteArray &bytes);

/// UTF-8 of `text` with every '\n' written as `ending`.
[[nodiscard]] QByteArray toBytes(const QString &text, LineEnding ending);

/// The text of QTextDocument::toRawText(), which marks the end of a block with U+2029, with '\n' for it.
/// toPlainText() is no alternative: it turns U+00A0 into a space and U+2028 into '\n'.
[[nodiscard]] QString fromDocumentText(QString rawText);

/// The longest prefix of at most `limit` bytes that does not cut a UTF-8 sequence. Bytes that are not UTF-8
/// are cut anywhere.
[[nodiscard]] QByteArrayView utf8Prefix(QByteArrayView bytes, qsizetype limit);

/// The offset of the first byte that is not part of valid UTF-8 (RFC 3629), -1 when all are.
[[nodiscard]] qsizetype firstInvalidUtf8(QByteArrayView bytes);

} // namespace etcdscope
