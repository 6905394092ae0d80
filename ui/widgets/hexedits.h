// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

#include <optional>
#include <vector>

namespace etcdscope {

/// Bytes with undo and redo: what a hex view edits.
class HexEdits final
{
public:
    /// Other bytes, nothing to undo, not modified.
    void reset(QByteArray bytes);

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

    /// Puts `inserted` in the place of `count` bytes at `offset`. With `joined`, undo takes it back together
    /// with the edit before it: the two halves of one byte.
    void replace(qsizetype offset, qsizetype count, QByteArrayView inserted, bool joined = false);

    [[nodiscard]] bool canUndo() const { return m_done > 0; }
    [[nodiscard]] bool canRedo() const { return m_done < m_edits.size(); }

    /// Takes one edit back; the offset behind it, std::nullopt when there is none.
    std::optional<qsizetype> undo();
    std::optional<qsizetype> redo();

    /// Whether the bytes differ from those of reset() by an edit not taken back.
    [[nodiscard]] bool isModified() const { return m_done != m_clean; }

private:
    struct Edit
    {
        qsizetype offset;
        QByteArray removed;
        QByteArray inserted;
    };

    QByteArray m_bytes;
    std::vector<Edit> m_edits;
    size_t m_done = 0; // edits before it are in effect
    size_t m_clean = 0;
};

} // namespace etcdscope
