// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace etcdscope {

/// A node of the v2 API's JSON; key and value point into the scanned bytes.
struct ScannedNode
{
    QByteArrayView key; ///< of a directory with a '/' at the end; empty for the root
    QByteArrayView value;
    qint64 createdIndex = 0;
    qint64 modifiedIndex = 0;
    qint64 timeToLive = 0; ///< below 0 while what has run out is not removed yet
    bool isDirectory = false;
    bool expires = false;
};

/// Reads `{"action":"get","node":{...}}` into a flat list, each node behind those it holds. Strings are
/// decoded in place: the bytes are another thing afterwards. Depth is bounded by memory alone.
class V2NodeScanner final
{
public:
    /// `body` must outlive what nodes() gives.
    explicit V2NodeScanner(QByteArray &body);

    /// False when this is not such an answer, or is cut short.
    [[nodiscard]] bool scan();
    [[nodiscard]] std::vector<ScannedNode> &nodes() { return m_nodes; }
    [[nodiscard]] qsizetype offset() const { return m_at - m_begin; } ///< where it stopped

private:
    [[nodiscard]] bool scanTree();
    [[nodiscard]] bool scanField(ScannedNode &node, QByteArrayView name);
    [[nodiscard]] bool scanString(QByteArrayView *text);
    [[nodiscard]] char *decodeEscape(char *to);
    [[nodiscard]] bool scanHex(quint32 *unit);
    [[nodiscard]] bool scanNumber(qint64 *number);
    [[nodiscard]] bool scanFlag(bool *flag);
    [[nodiscard]] bool skipValue();
    void skipSpace();
    [[nodiscard]] bool take(char expected);
    [[nodiscard]] bool takeWord(QByteArrayView word);
    void finish(ScannedNode node);

    char *m_begin;
    char *m_at;
    char *m_end;
    std::vector<ScannedNode> m_nodes;
};

} // namespace etcdscope
