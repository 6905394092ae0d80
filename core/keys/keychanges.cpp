// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keychanges.h"

#include "core/keys/keyblock.h"

#include <algorithm>
#include <cstring>

namespace etcdscope {

namespace {

qsizetype commonSize(QByteArrayView a, QByteArrayView b)
{
    const qsizetype most = std::min(a.size(), b.size());
    qsizetype size = 0;
    for (; size + 8 <= most; size += 8) {
        quint64 left = 0;
        quint64 right = 0;
        std::memcpy(&left, a.data() + size, 8);
        std::memcpy(&right, b.data() + size, 8);
        if (left != right)
            break;
    }
    while (size < most && a[size] == b[size])
        ++size;
    return size;
}

/// Byte order; of equal names the directory first, since it is the parent of the key.
int compare(const KeyChanges::Change &a, const KeyChanges::Change &b)
{
    if (const int order = a.key.compare(b.key))
        return order;
    return int(b.isDirectory()) - int(a.isDirectory());
}

void setCommon(std::vector<KeyChanges::Change> &changes)
{
    for (size_t i = 1; i < changes.size(); ++i)
        changes[i].common = commonSize(changes[i - 1].key, changes[i].key);
    if (!changes.empty())
        changes.front().common = 0;
}

} // namespace

KeyChanges::KeyChanges(const EntryBatch &batch, qsizetype first, qsizetype last, char separator)
{
    m_all.reserve(size_t(last - first));
    for (qsizetype i = first; i < last; ++i) {
        QByteArrayView key = batch.key(i);
        const EntryBatch::Item &item = batch.at(i);
        if (item.kind == Entry::Kind::Directory) {
            if (!key.endsWith(separator)) {
                m_completed.push_back(key.toByteArray() + separator);
                key = m_completed.back();
            }
            if (key.size() == 1)
                continue;
        }
        if (key.size() <= longestLabel)
            m_all.push_back({key, &item, 0});
    }
    sort();
}

void KeyChanges::sort()
{
    const auto before = [](const Change &a, const Change &b) { return compare(a, b) < 0; };
    const auto notAscending = [](const Change &a, const Change &b) { return compare(a, b) >= 0; };
    if (std::adjacent_find(m_all.begin(), m_all.end(), notAscending) == m_all.end()) {
        setCommon(m_all);
        return;
    }
    std::stable_sort(m_all.begin(), m_all.end(), before);
    size_t kept = 0;
    for (const Change &one : m_all) {
        if (kept > 0 && compare(m_all[kept - 1], one) == 0)
            m_all[kept - 1] = one;
        else
            m_all[kept++] = one;
    }
    m_all.resize(kept);
    setCommon(m_all);
}

void KeyChanges::separate(std::vector<Change> *puts, std::vector<Change> *deletes) const
{
    for (const Change &one : m_all)
        (one.item->isDelete ? deletes : puts)->push_back(one);
    setCommon(*puts);
    setCommon(*deletes);
}

} // namespace etcdscope
