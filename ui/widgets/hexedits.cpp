// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexedits.h"

#include <utility>

namespace etcdscope {

void HexEdits::reset(QByteArray bytes)
{
    m_bytes = std::move(bytes);
    m_edits.clear();
    m_done = 0;
    m_clean = 0;
}

void HexEdits::replace(qsizetype offset, qsizetype count, QByteArrayView inserted, bool joined)
{
    Q_ASSERT(offset >= 0 && offset + count <= m_bytes.size());
    m_edits.resize(m_done);
    Edit edit{offset, m_bytes.sliced(offset, count), inserted.toByteArray()};
    m_bytes.replace(offset, count, inserted);
    if (joined && !m_edits.empty() && m_edits.back().offset == offset &&
        m_edits.back().inserted.size() == count) {
        m_edits.back().inserted = std::move(edit.inserted);
        return;
    }
    m_edits.push_back(std::move(edit));
    ++m_done;
}

std::optional<qsizetype> HexEdits::undo()
{
    if (!canUndo())
        return std::nullopt;
    const Edit &edit = m_edits[--m_done];
    m_bytes.replace(edit.offset, edit.inserted.size(), edit.removed);
    return edit.offset + edit.removed.size();
}

std::optional<qsizetype> HexEdits::redo()
{
    if (!canRedo())
        return std::nullopt;
    const Edit &edit = m_edits[m_done++];
    m_bytes.replace(edit.offset, edit.removed.size(), edit.inserted);
    return edit.offset + edit.inserted.size();
}

} // namespace etcdscope
