// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keyindex.h"

#include <QByteArray>

#include <map>

namespace etcdscope::fuzz {

/// What a KeyIndex should hold, in the plainest form; says so when it does not.
class IndexModel final
{
public:
    /// Deleted rows whose label has a `k` stay until purge().
    [[nodiscard]] static bool isKept(QByteArrayView label) { return label.contains('k'); }

    IndexModel(char separator, bool keepsDeleted)
        : m_separator(separator)
        , m_keepsDeleted(keepsDeleted)
    {
    }

    void put(const EntryBatch &batch);
    void change(const EntryBatch &batch);
    void purge();
    void beginComparison();
    void sweep(qint64 revision);

    /// Aborts with a text when `index` is not equal to this, or not in itself consistent.
    void check(const KeyIndex &index) const;

private:
    struct Fact
    {
        qint64 modRevision = 0;
        bool isGoing = false;
        bool isSeen = false;
    };

    [[nodiscard]] QByteArrayView labelOf(QByteArrayView key) const;
    void putOne(const QByteArray &key, qint64 revision);
    void removeOne(const QByteArray &key, qint64 revision);

    char m_separator;
    bool m_keepsDeleted;
    std::map<QByteArray, Fact> m_keys;
};

/// Ends the program as a finding.
[[noreturn]] void found(const char *what);

inline void expect(bool isTrue, const char *what)
{
    if (!isTrue)
        found(what);
}

} // namespace etcdscope::fuzz
