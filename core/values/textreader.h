// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/textconversion.h"

#include <QByteArray>

#include <optional>

namespace etcdscope {

/// toTextForm() in pieces, for a value that is too large to be converted in one turn of the event loop: the
/// texts of all pieces together are the text of the whole. Whether the value is exact is known at the end.
class TextReader final
{
public:
    explicit TextReader(QByteArray bytes);

    /// The text of about `budget` more bytes, at least of one; lines end with '\n'.
    [[nodiscard]] QString next(qsizetype budget);
    [[nodiscard]] bool atEnd() const { return m_position == m_bytes.size(); }
    /// How many bytes were read.
    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }

    /// What is known from the pieces read so far; its `text` stays empty.
    [[nodiscard]] const TextForm &form() const { return m_form; }

private:
    void refuse(TextObstacle obstacle, qsizetype offset);

    QByteArray m_bytes;
    TextForm m_form;
    std::optional<LineEnding> m_ending; // of the first line that ended
    qsizetype m_position = 0;
};

} // namespace etcdscope
