// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keytree.h"

#include <QByteArray>

#include <vector>

namespace etcdscope {

/// Goes through the rows of a tree in byte order, directories before what they hold. Good until rows come or
/// go.
class KeyCursor final
{
    Q_DISABLE_COPY_MOVE(KeyCursor)

public:
    KeyCursor(const KeyTree &tree, char separator);

    /// To the first row whose key is not less than `from`. A directory that `from` is in counts as passed.
    void seek(QByteArrayView from);
    void advance();
    [[nodiscard]] bool isAtEnd() const { return m_path.empty(); }

    /// Of the row: its key, or its prefix when it is a directory.
    [[nodiscard]] const QByteArray &key() const { return m_key; }
    [[nodiscard]] DirectoryId directory() const { return m_path.back().directory; }
    [[nodiscard]] RowPlace place() const { return m_path.back().at; }
    [[nodiscard]] const KeyRecord &record() const { return m_tree.record(directory(), place()); }
    [[nodiscard]] QByteArrayView label() const { return m_tree.label(directory(), place()); }

private:
    struct Step
    {
        DirectoryId directory = rootDirectory;
        RowPlace at;
        qsizetype prefixSize = 0;
    };
    void settle();

    const KeyTree &m_tree;
    char m_separator;
    std::vector<Step> m_path;
    QByteArray m_key;
};

} // namespace etcdscope
