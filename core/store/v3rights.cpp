// SPDX-License-Identifier: Apache-2.0
#include "core/store/v3rights.h"

#include "core/v3/auth.h"

#include <QPointer>

#include <utility>
#include <vector>

namespace etcdscope {

namespace {

/// A key and a range end as etcd spells them; one zero byte as the end stands for none.
KeyRange rangeOf(const authpb::Permission &permission)
{
    const QByteArray key = QByteArray::fromStdString(permission.key());
    const QByteArray end = QByteArray::fromStdString(permission.range_end());
    const QByteArray zero(1, '\0');
    if (end == zero)
        return key == zero ? KeyRange::all() : KeyRange::from(key);
    return end.isEmpty() ? KeyRange::single(key) : KeyRange::span(key, end);
}

/// Lives until it has answered or the Call was cancelled.
class RightsInquiry final : public QObject
{
public:
    explicit RightsInquiry(std::shared_ptr<Channel> channel)
        : m_channel(std::move(channel))
    {
    }

    Call<AccessRights> start(const QByteArray &user)
    {
        m_promise.onCancel([pointer = QPointer<RightsInquiry>(this)] {
            if (!pointer)
                return;
            pointer->m_user.cancel();
            pointer->m_roles.clear();
            pointer->deleteLater();
        });
        m_user = v3::Auth(*m_channel).userGet(user);
        m_user.then(this, [this](const Result<etcdserverpb::AuthUserGetResponse> &response) {
            if (response)
                askRoles(*response);
            else
                end(response.error());
        });
        return m_promise.call();
    }

private:
    void askRoles(const etcdserverpb::AuthUserGetResponse &user)
    {
        for (const std::string &role : user.roles())
            m_everything = m_everything || role == "root";
        if (m_everything || user.roles_size() == 0) {
            answer();
            return;
        }
        m_missing = user.roles_size();
        m_roles.reserve(size_t(m_missing));
        for (const std::string &role : user.roles()) {
            auto &call = m_roles.emplace_back(v3::Auth(*m_channel).roleGet(QByteArray::fromStdString(role)));
            call.then(this, [this](const Result<etcdserverpb::AuthRoleGetResponse> &response) {
                if (response)
                    take(*response);
                else if (response.error().kind != ErrorKind::NotFound)
                    return end(response.error());
                if (--m_missing == 0)
                    answer();
            });
        }
    }

    void take(const etcdserverpb::AuthRoleGetResponse &role)
    {
        for (const authpb::Permission &permission : role.perm()) {
            if (permission.permtype() != authpb::Permission::WRITE)
                m_readable.push_back(rangeOf(permission));
            if (permission.permtype() != authpb::Permission::READ)
                m_writable.push_back(rangeOf(permission));
        }
    }

    void answer()
    {
        end(AccessRights{.readable = KeyRanges(std::move(m_readable)),
                         .writable = KeyRanges(std::move(m_writable)),
                         .everything = m_everything});
    }

    void end(Result<AccessRights> result)
    {
        m_roles.clear();
        deleteLater();
        m_promise.finish(std::move(result));
    }

    std::shared_ptr<Channel> m_channel;
    Promise<AccessRights> m_promise;
    Call<etcdserverpb::AuthUserGetResponse> m_user;
    std::vector<Call<etcdserverpb::AuthRoleGetResponse>> m_roles;
    std::vector<KeyRange> m_readable;
    std::vector<KeyRange> m_writable;
    int m_missing = 0;
    bool m_everything = false;
};

} // namespace

Call<AccessRights> askV3Rights(std::shared_ptr<Channel> channel, const QByteArray &user)
{
    return (new RightsInquiry(std::move(channel)))->start(user);
}

} // namespace etcdscope
