// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/keys/livefeed.h"
#include "core/store/accessrights.h"
#include "core/store/keyranges.h"

#include <QByteArrayList>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace etcdscope {

/// Which keys a feed shows: those that were asked for, and once the server has refused some of them, what its
/// user may read of those. Starts the feed; owned by the session, like it.
class SessionRights final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionRights)

public:
    /// What the user may do; an inactive call when nobody can be asked.
    using Ask = std::function<Call<AccessRights>()>;

    /// `feed` is borrowed and outlives this.
    SessionRights(LiveFeed &feed, const QByteArrayList &prefixes, Ask ask, QObject *parent = nullptr);

    void startFeed(LiveFeed::LoadMode mode);
    void ask();
    /// Whatever was refused may be allowed by now.
    void askAnew();
    /// Until startFeed(), what the feed says is nothing new.
    void stop();

    /// What the user may do, as far as it could be asked; empty when it is not known.
    [[nodiscard]] const std::optional<AccessRights> &rights() const { return m_rights; }
    /// Why the rights are not known although the server refused something.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Keys that should be shown, because they were asked for or were seen before, and may not be read, or
    /// only in part. In the order they were asked for.
    [[nodiscard]] std::vector<KeyRange> unreadable() const;

signals:
    void changed();

private:
    void followFeed();
    void use();
    void expect(const KeyRanges &ranges);

    LiveFeed &m_feed;
    const KeyRanges m_wanted;
    const Ask m_ask;
    LiveFeed::LoadMode m_mode = LiveFeed::LoadMode::Everything;
    Call<AccessRights> m_inquiry;
    std::optional<AccessRights> m_rights;
    std::optional<Error> m_error;
    KeyRanges m_shown;                // what the feed was started with
    std::vector<KeyRange> m_expected; // what the person has reason to expect in it
    KeyRanges m_refused;              // by the feed, as far as it was looked into
    bool m_follows = false;
    bool m_wasRefused = false;   // so the server does look at rights, and they decide what is asked for
    bool m_rightsAreNew = false; // since the last refusal
};

} // namespace etcdscope
