// SPDX-License-Identifier: Apache-2.0
#include "core/edit/draft.h"

namespace etcdscope {

DraftStore::DraftStore(QObject *parent)
    : QObject(parent)
{
}

const Draft *DraftStore::find(const QByteArray &key) const
{
    const auto it = m_drafts.constFind(key);
    return it == m_drafts.cend() ? nullptr : &it.value();
}

void DraftStore::put(const Draft &draft)
{
    m_drafts.insert(draft.key, draft);
    emit changed(draft.key);
}

void DraftStore::remove(const QByteArray &key)
{
    if (m_drafts.remove(key) > 0)
        emit changed(key);
}

} // namespace etcdscope
