// SPDX-License-Identifier: Apache-2.0
#include "core/session/keyspace.h"

#include "core/store/locks.h"

namespace etcdscope {

KeySpace::KeySpace(std::unique_ptr<KeyStore> store, char separator, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_index(separator)
    , m_feed(*m_store, m_index)
    , m_pulse(*m_store)
    , m_writer(*m_store, m_journal)
    , m_bulk(*m_store, m_journal)
{
}

KeySpace::~KeySpace() = default;

void KeySpace::reconnect()
{
    if (Locks *const locks = m_store->locks())
        locks->reconnect();
    m_feed.reconnect();
}

WorkKeeper &KeySpace::keepWork(const QString &path)
{
    Q_ASSERT(!m_work);
    m_work = std::make_unique<WorkKeeper>(m_drafts, m_journal, path);
    return *m_work;
}

} // namespace etcdscope
