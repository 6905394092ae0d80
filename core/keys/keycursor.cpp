// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keycursor.h"

namespace etcdscope {

KeyCursor::KeyCursor(const KeyTree &tree, char separator)
    : m_tree(tree)
    , m_separator(separator)
{
}

void KeyCursor::seek(QByteArrayView from)
{
    m_path.assign(1, Step());
    m_key = from.toByteArray();
    for (;;) {
        Step &step = m_path.back();
        if (step.prefixSize == from.size())
            break;
        const KeyPiece piece = keyPiece(from, step.prefixSize, m_separator);
        step.at = m_tree.lowerBound(step.directory, piece.label);
        if (!piece.isDirectory || step.at == m_tree.endOf(step.directory) ||
            m_tree.label(step.directory, step.at) != piece.label)
            break;
        m_path.push_back({m_tree.record(step.directory, step.at).directory(), {}, piece.end});
    }
    settle();
}

void KeyCursor::advance()
{
    Step &step = m_path.back();
    const KeyRecord &row = record();
    if (row.isDirectory)
        m_path.push_back({row.directory(), {}, m_key.size()});
    else
        step.at = m_tree.next(step.directory, step.at);
    settle();
}

void KeyCursor::settle()
{
    while (m_path.back().at == m_tree.endOf(m_path.back().directory)) {
        m_path.pop_back();
        if (m_path.empty())
            return;
        Step &step = m_path.back();
        step.at = m_tree.next(step.directory, step.at);
    }
    m_key.resize(m_path.back().prefixSize);
    m_key.append(label());
}

} // namespace etcdscope
