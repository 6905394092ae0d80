// SPDX-License-Identifier: Apache-2.0
#include "core/session/sessionpolicy.h"

#include <algorithm>
#include <array>

namespace etcdscope {

namespace {

using Effect = SessionPolicy::Effect;
using Rule = SessionPolicy::Rule;

// Written out by hand and not taken from Method::mutates: this list is the guard, that flag a hint.
const std::array rules = std::to_array<Rule>({
    {"etcdserverpb.KV/Range", Effect::Reads},
    {"etcdserverpb.KV/Put", Effect::Writes},
    {"etcdserverpb.KV/DeleteRange", Effect::Writes},
    {"etcdserverpb.KV/Txn", Effect::AsCallSays},
    {"etcdserverpb.KV/Compact", Effect::Writes},
    {"etcdserverpb.KV/RangeStream", Effect::Reads},
    {"etcdserverpb.Watch/Watch", Effect::Reads},
    {"etcdserverpb.Lease/LeaseGrant", Effect::Writes},
    {"etcdserverpb.Lease/LeaseRevoke", Effect::Writes},
    {"etcdserverpb.Lease/LeaseKeepAlive", Effect::Writes},
    {"etcdserverpb.Lease/LeaseTimeToLive", Effect::Reads},
    {"etcdserverpb.Lease/LeaseLeases", Effect::Reads},
    {"etcdserverpb.Cluster/MemberAdd", Effect::Writes},
    {"etcdserverpb.Cluster/MemberRemove", Effect::Writes},
    {"etcdserverpb.Cluster/MemberUpdate", Effect::Writes},
    {"etcdserverpb.Cluster/MemberList", Effect::Reads},
    {"etcdserverpb.Cluster/MemberPromote", Effect::Writes},
    {"etcdserverpb.Maintenance/Alarm", Effect::AsCallSays},
    {"etcdserverpb.Maintenance/Status", Effect::Reads},
    {"etcdserverpb.Maintenance/Defragment", Effect::Writes},
    {"etcdserverpb.Maintenance/Hash", Effect::Reads},
    {"etcdserverpb.Maintenance/HashKV", Effect::Reads},
    {"etcdserverpb.Maintenance/Snapshot", Effect::Reads},
    {"etcdserverpb.Maintenance/MoveLeader", Effect::Writes},
    {"etcdserverpb.Maintenance/Downgrade", Effect::AsCallSays},
    {"etcdserverpb.Auth/AuthEnable", Effect::Writes},
    {"etcdserverpb.Auth/AuthDisable", Effect::Writes},
    {"etcdserverpb.Auth/AuthStatus", Effect::Reads},
    {"etcdserverpb.Auth/Authenticate", Effect::Reads},
    {"etcdserverpb.Auth/UserAdd", Effect::Writes},
    {"etcdserverpb.Auth/UserGet", Effect::Reads},
    {"etcdserverpb.Auth/UserList", Effect::Reads},
    {"etcdserverpb.Auth/UserDelete", Effect::Writes},
    {"etcdserverpb.Auth/UserChangePassword", Effect::Writes},
    {"etcdserverpb.Auth/UserGrantRole", Effect::Writes},
    {"etcdserverpb.Auth/UserRevokeRole", Effect::Writes},
    {"etcdserverpb.Auth/RoleAdd", Effect::Writes},
    {"etcdserverpb.Auth/RoleGet", Effect::Reads},
    {"etcdserverpb.Auth/RoleList", Effect::Reads},
    {"etcdserverpb.Auth/RoleDelete", Effect::Writes},
    {"etcdserverpb.Auth/RoleGrantPermission", Effect::Writes},
    {"etcdserverpb.Auth/RoleRevokePermission", Effect::Writes},
    {"v3lockpb.Lock/Lock", Effect::Writes},
    {"v3lockpb.Lock/Unlock", Effect::Writes},
    {"v3electionpb.Election/Campaign", Effect::Writes},
    {"v3electionpb.Election/Proclaim", Effect::Writes},
    {"v3electionpb.Election/Leader", Effect::Reads},
    {"v3electionpb.Election/Observe", Effect::Reads},
    {"v3electionpb.Election/Resign", Effect::Writes},
    {"grpc.health.v1.Health/Check", Effect::Reads},
    {"grpc.health.v1.Health/Watch", Effect::Reads},
    {"GET /version", Effect::Reads},
    {"GET /health", Effect::Reads},

    {"v2 GET /v2/keys", Effect::Reads},
    {"v2 PUT /v2/keys", Effect::GoesOn},
    {"v2 POST /v2/keys", Effect::Writes},
    {"v2 DELETE /v2/keys", Effect::GoesOn},
    {"v2 GET /v2/machines", Effect::Reads},
    {"v2 GET /v2/leader", Effect::Reads}, // before 2.0
    {"v2 GET /v2/members", Effect::Reads},
    {"v2 GET /v2/members/leader", Effect::Reads},
    {"v2 POST /v2/members", Effect::Writes},
    {"v2 PUT /v2/members/*", Effect::Writes},
    {"v2 DELETE /v2/members/*", Effect::Writes},
    {"v2 GET /v2/stats/self", Effect::Reads},
    {"v2 GET /v2/stats/leader", Effect::Reads},
    {"v2 GET /v2/stats/store", Effect::Reads},
    {"v2 GET /v2/auth/enable", Effect::Reads},
    {"v2 PUT /v2/auth/enable", Effect::Writes},
    {"v2 DELETE /v2/auth/enable", Effect::Writes},
    {"v2 GET /v2/auth/users", Effect::Reads},
    {"v2 GET /v2/auth/users/*", Effect::Reads},
    {"v2 PUT /v2/auth/users/*", Effect::Writes},
    {"v2 DELETE /v2/auth/users/*", Effect::Writes},
    {"v2 GET /v2/auth/roles", Effect::Reads},
    {"v2 GET /v2/auth/roles/*", Effect::Reads},
    {"v2 PUT /v2/auth/roles/*", Effect::Writes},
    {"v2 DELETE /v2/auth/roles/*", Effect::Writes},
    {"v2 GET /version", Effect::Reads},
    {"v2 GET /health", Effect::Reads},
});

/// A pattern that ends in '*' stands for one more segment of a path.
bool matches(const char *pattern, const QByteArray &method)
{
    const QByteArrayView text(pattern);
    if (!text.endsWith('*'))
        return method == text;
    const QByteArrayView begin = text.chopped(1);
    return method.startsWith(begin) && method.size() > begin.size() &&
           !method.mid(begin.size()).contains('/');
}

std::optional<Effect> effectOf(const CallInfo &call)
{
    const auto rule =
        std::ranges::find_if(rules, [&](const Rule &one) { return matches(one.method, call.method); });
    return rule == rules.end() ? std::nullopt : std::optional(rule->effect);
}

} // namespace

std::span<const Rule> SessionPolicy::table()
{
    return rules;
}

bool SessionPolicy::isRead(const CallInfo &call)
{
    const auto effect = effectOf(call);
    return !call.mutates && (effect == Effect::Reads || effect == Effect::AsCallSays);
}

bool SessionPolicy::goesOn(const CallInfo &call) const
{
    return call.permit && call.permit->issuer() == this && !call.key.isEmpty() &&
           call.permit->key() == call.key && effectOf(call) == Effect::GoesOn;
}

std::shared_ptr<CallPermit> SessionPolicy::permit() const
{
    return m_readOnly ? nullptr : newPermit();
}

bool SessionPolicy::isWritingStream(const CallInfo &call)
{
    return call.method == "etcdserverpb.Lease/LeaseKeepAlive";
}

std::optional<QString> SessionPolicy::refusal(const CallInfo &call) const
{
    if (!m_readOnly || isRead(call) || goesOn(call))
        return std::nullopt;
    if (call.method.isEmpty())
        return QStringLiteral("a call without a name is not sent by a read-only session");
    return QStringLiteral("%1 is not sent by a read-only session").arg(QString::fromLatin1(call.method));
}

} // namespace etcdscope
