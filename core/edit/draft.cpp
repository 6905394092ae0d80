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
    const QByteArray key = draft.key; // the reference may be one of find()
    m_drafts.insert(key, Draft(draft));
    emit changed(key);
}

bool DraftStore::restore(const Draft &draft)
{
    if (contains(draft.key))
        return false;
    put(draft);
    emit restored(draft.key);
    return true;
}

void DraftStore::remove(const QByteArray &removed)
{
    const QByteArray key = removed; // the reference may be into the draft that goes
    if (m_drafts.remove(key) > 0)
        emit changed(key);
}

} // namespace etcdscope
