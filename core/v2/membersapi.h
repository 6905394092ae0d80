// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/client.h"

#include <QStringList>

#include <memory>
#include <vector>

class QJsonObject;

namespace etcdscope::v2 {

struct Member
{
    QByteArray id; ///< 16 hexadecimal digits or fewer, as etcd writes it
    QString name;  ///< empty until it has been started
    QStringList peerUrls;
    QStringList clientUrls; ///< empty until it has been started
};

/// /v2/members and /v2/machines. With authentication on, reads are given to anybody and changes need root.
/// https://etcd.io/docs/v2.3/members_api/
class MembersApi final
{
public:
    explicit MembersApi(std::shared_ptr<Client> client)
        : m_client(std::move(client))
    {
    }

    [[nodiscard]] Call<std::vector<Member>> list() const;
    /// Unavailable while there is none. The member asked may name a dead one for a second or two.
    [[nodiscard]] Call<Member> leader() const;
    /// The client URLs of all members.
    [[nodiscard]] Call<QStringList> machines() const;

    /// AlreadyExists when a member has one of the URLs. A timeout leaves open whether it was added.
    [[nodiscard]] Call<Member> add(const QStringList &peerUrls) const;
    [[nodiscard]] Call<void> change(const QByteArray &id, const QStringList &peerUrls) const;
    /// NotFound also for one that was removed before (HTTP 410).
    [[nodiscard]] Call<void> remove(const QByteArray &id) const;

    [[nodiscard]] static Member memberOf(const QJsonObject &object);

private:
    std::shared_ptr<Client> m_client;
};

} // namespace etcdscope::v2
