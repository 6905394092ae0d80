// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

#include <vector>

namespace etcdscope {

/// The endpoints of one cluster in the order the user gave them, and which one is in use. A plain value: it
/// opens nothing; who uses an endpoint reports its failure.
class EndpointSet final
{
public:
    EndpointSet() = default;

    /// One endpoint as typed: `http://host:port`, `https://host:port`, `host:port` or `host`; a missing
    /// scheme is http, a missing port 2379, an IPv6 address stands in brackets. Refused with Local and a text
    /// that says what is wrong: a path, a query, user info, another scheme, a port out of range.
    [[nodiscard]] static Result<QUrl> parseOne(const QString &text);

    /// Any number of them; each text may itself be a list with commas, as in ETCDCTL_ENDPOINTS. Repetitions
    /// are dropped. Refused when one is wrong, when none is left, and when http and https are mixed: a
    /// cluster must not be asked in the clear because its first member is down.
    [[nodiscard]] static Result<EndpointSet> parse(const QStringList &texts);

    /// One more, as the last. False when it is there already.
    bool add(const QUrl &endpoint);

    /// "host:port" with the port always given, for display and log.
    [[nodiscard]] static QByteArray hostAndPort(const QUrl &url);

    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_entries.size()); }
    [[nodiscard]] QList<QUrl> urls() const;

    /// The endpoint in use; an empty url when the set is empty.
    [[nodiscard]] QUrl current() const;

    /// Notes that `endpoint` did not serve. current() stays until next() is called.
    void markFailed(const QUrl &endpoint);

    /// Notes that `endpoint` served again.
    void markWorking(const QUrl &endpoint);

    [[nodiscard]] bool allFailed() const;

    /// Moves to the following endpoint that has not failed, in order and round, and returns it. When all have
    /// failed it moves on by one and takes back all failures, so that each gets its turn again.
    QUrl next();

private:
    struct Entry
    {
        QUrl url;
        bool failed = false;
    };

    void setFailed(const QUrl &endpoint, bool failed);

    std::vector<Entry> m_entries;
    size_t m_current = 0;
};

} // namespace etcdscope
