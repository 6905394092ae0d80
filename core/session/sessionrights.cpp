// SPDX-License-Identifier: Apache-2.0
#include "core/session/sessionrights.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace etcdscope {

SessionRights::SessionRights(LiveFeed &feed, const QByteArrayList &prefixes, Ask ask, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_wanted(KeyRanges::prefixes(prefixes))
    , m_ask(std::move(ask))
{
    for (const QByteArray &prefix : prefixes)
        m_expected.push_back(KeyRange::prefix(prefix));
    connect(&feed, &LiveFeed::stateChanged, this, &SessionRights::followFeed);
}

/// What was asked for; once the server has refused some of it, what the user may read of that.
void SessionRights::startFeed(LiveFeed::LoadMode mode)
{
    m_mode = mode;
    m_follows = true;
    m_shown = m_wanted;
    if (m_wasRefused && m_rights && !m_rights->everything) {
        const KeyRanges allowed = m_shown.within(m_rights->readable);
        if (!allowed.isEmpty()) // else the server says no, in its own words
            m_shown = allowed;
    }
    m_refused = {};
    m_feed.start(m_shown, mode);
}

void SessionRights::stop()
{
    m_follows = false;
    m_inquiry.cancel();
}

void SessionRights::askAnew()
{
    m_refused = {};
    m_rightsAreNew = false;
    ask();
}

void SessionRights::ask()
{
    if (m_inquiry.isActive())
        return;
    m_inquiry = m_ask();
    if (!m_inquiry.isActive())
        return;
    m_inquiry.then(this, [this](Result<AccessRights> rights) {
        if (rights) {
            m_rights = std::move(*rights);
            m_error.reset();
            m_rightsAreNew = true;
            use();
        } else {
            m_error = rights.error();
            emit changed();
        }
    });
}

void SessionRights::followFeed()
{
    KeyRanges refused = m_feed.refused();
    if (m_feed.state() == LiveFeed::State::Failed && m_feed.lastError()->kind == ErrorKind::PermissionDenied)
        refused = m_shown;
    if (!m_follows || refused.isEmpty() || refused == m_refused)
        return;
    m_refused = refused;
    m_wasRefused = true;
    // The feed is in the middle of telling it, and may be started anew only afterwards.
    if (std::exchange(m_rightsAreNew, false))
        QMetaObject::invokeMethod(this, &SessionRights::use, Qt::QueuedConnection);
    else
        ask();
    emit changed();
}

/// Shows what may be read, where that is not what was asked for.
void SessionRights::use()
{
    const QPointer<SessionRights> alive(this);
    if (m_follows && m_wasRefused) {
        m_rightsAreNew = false;
        const KeyRanges before = m_shown;
        const KeyRanges allowed = m_rights->everything ? m_wanted : m_wanted.within(m_rights->readable);
        if (allowed != before && !allowed.isEmpty())
            startFeed(m_mode);
        if (alive && m_wanted == KeyRanges::prefixes({}))
            expect(m_shown);
    }
    if (alive)
        emit changed();
}

/// What was seen once, and is not any more, is missed.
void SessionRights::expect(const KeyRanges &ranges)
{
    for (const KeyRange &range : ranges) {
        if (range != KeyRange::all() && std::ranges::find(m_expected, range) == m_expected.end())
            m_expected.push_back(range);
    }
}

std::vector<KeyRange> SessionRights::unreadable() const
{
    std::vector<KeyRange> missing;
    if (m_wasRefused) {
        const KeyRanges &ranges = m_feed.ranges();
        std::ranges::copy_if(m_expected, std::back_inserter(missing),
                             [&ranges](const KeyRange &range) { return !ranges.covers(range); });
    }
    return missing;
}

} // namespace etcdscope
