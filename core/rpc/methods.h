// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/method.h"

#include "election.pb.h"
#include "health.pb.h"
#include "lock.pb.h"
#include "rpc.pb.h"

#include <array>

/// Every remote procedure etcd offers, up to its line 3.7. A server that lacks one answers Unsupported.
namespace etcdscope::methods {

namespace detail {

template<class Reply> const google::protobuf::Message &instance()
{
    return Reply::default_instance();
}

} // namespace detail

inline const Method range{"etcdserverpb.KV/Range", "/kv/range", false,
                          detail::instance<etcdserverpb::RangeResponse>};
inline const Method put{"etcdserverpb.KV/Put", "/kv/put", true, detail::instance<etcdserverpb::PutResponse>};
inline const Method deleteRange{"etcdserverpb.KV/DeleteRange", "/kv/deleterange", true,
                                detail::instance<etcdserverpb::DeleteRangeResponse>};
inline const Method txn{"etcdserverpb.KV/Txn", "/kv/txn", true, detail::instance<etcdserverpb::TxnResponse>};
inline const Method compact{"etcdserverpb.KV/Compact", "/kv/compaction", true,
                            detail::instance<etcdserverpb::CompactionResponse>};
// Since 3.7, over gRPC alone.
inline const Method rangeStream{"etcdserverpb.KV/RangeStream", nullptr, false,
                                detail::instance<etcdserverpb::RangeStreamResponse>,
                                Method::Kind::ServerStream};

inline const Method watch{"etcdserverpb.Watch/Watch", "/watch", false,
                          detail::instance<etcdserverpb::WatchResponse>, Method::Kind::BidiStream};

inline const Method leaseGrant{"etcdserverpb.Lease/LeaseGrant", "/lease/grant", true,
                               detail::instance<etcdserverpb::LeaseGrantResponse>};
inline const Method leaseRevoke{"etcdserverpb.Lease/LeaseRevoke", "/lease/revoke", true,
                                detail::instance<etcdserverpb::LeaseRevokeResponse>};
// Keeps keys alive that would go, so it counts as a change.
inline const Method leaseKeepAlive{"etcdserverpb.Lease/LeaseKeepAlive", "/lease/keepalive", true,
                                   detail::instance<etcdserverpb::LeaseKeepAliveResponse>,
                                   Method::Kind::BidiStream};
inline const Method leaseTimeToLive{"etcdserverpb.Lease/LeaseTimeToLive", "/lease/timetolive", false,
                                    detail::instance<etcdserverpb::LeaseTimeToLiveResponse>};
inline const Method leaseLeases{"etcdserverpb.Lease/LeaseLeases", "/lease/leases", false,
                                detail::instance<etcdserverpb::LeaseLeasesResponse>};

inline const Method memberAdd{"etcdserverpb.Cluster/MemberAdd", "/cluster/member/add", true,
                              detail::instance<etcdserverpb::MemberAddResponse>};
inline const Method memberRemove{"etcdserverpb.Cluster/MemberRemove", "/cluster/member/remove", true,
                                 detail::instance<etcdserverpb::MemberRemoveResponse>};
inline const Method memberUpdate{"etcdserverpb.Cluster/MemberUpdate", "/cluster/member/update", true,
                                 detail::instance<etcdserverpb::MemberUpdateResponse>};
inline const Method memberList{"etcdserverpb.Cluster/MemberList", "/cluster/member/list", false,
                               detail::instance<etcdserverpb::MemberListResponse>};
inline const Method memberPromote{"etcdserverpb.Cluster/MemberPromote", "/cluster/member/promote", true,
                                  detail::instance<etcdserverpb::MemberPromoteResponse>};

// GET only reads: such a call says so in CallOptions.
inline const Method alarm{"etcdserverpb.Maintenance/Alarm", "/maintenance/alarm", true,
                          detail::instance<etcdserverpb::AlarmResponse>};
inline const Method status{"etcdserverpb.Maintenance/Status", "/maintenance/status", false,
                           detail::instance<etcdserverpb::StatusResponse>};
inline const Method defragment{"etcdserverpb.Maintenance/Defragment", "/maintenance/defragment", true,
                               detail::instance<etcdserverpb::DefragmentResponse>};
inline const Method hash{"etcdserverpb.Maintenance/Hash", "/maintenance/hash", false,
                         detail::instance<etcdserverpb::HashResponse>};
inline const Method hashKv{"etcdserverpb.Maintenance/HashKV", "/maintenance/hashkv", false,
                           detail::instance<etcdserverpb::HashKVResponse>};
inline const Method snapshot{"etcdserverpb.Maintenance/Snapshot", "/maintenance/snapshot", false,
                             detail::instance<etcdserverpb::SnapshotResponse>, Method::Kind::ServerStream};
inline const Method moveLeader{"etcdserverpb.Maintenance/MoveLeader", "/maintenance/transfer-leadership",
                               true, detail::instance<etcdserverpb::MoveLeaderResponse>};
// VALIDATE only reads: such a call says so in CallOptions.
inline const Method downgrade{"etcdserverpb.Maintenance/Downgrade", "/maintenance/downgrade", true,
                              detail::instance<etcdserverpb::DowngradeResponse>};

inline const Method authEnable{"etcdserverpb.Auth/AuthEnable", "/auth/enable", true,
                               detail::instance<etcdserverpb::AuthEnableResponse>};
inline const Method authDisable{"etcdserverpb.Auth/AuthDisable", "/auth/disable", true,
                                detail::instance<etcdserverpb::AuthDisableResponse>};
inline const Method authStatus{"etcdserverpb.Auth/AuthStatus", "/auth/status", false,
                               detail::instance<etcdserverpb::AuthStatusResponse>};
// Gives a token and changes no data, so a read-only session may log in.
inline const Method authenticate{"etcdserverpb.Auth/Authenticate", "/auth/authenticate", false,
                                 detail::instance<etcdserverpb::AuthenticateResponse>};
inline const Method userAdd{"etcdserverpb.Auth/UserAdd", "/auth/user/add", true,
                            detail::instance<etcdserverpb::AuthUserAddResponse>};
inline const Method userGet{"etcdserverpb.Auth/UserGet", "/auth/user/get", false,
                            detail::instance<etcdserverpb::AuthUserGetResponse>};
inline const Method userList{"etcdserverpb.Auth/UserList", "/auth/user/list", false,
                             detail::instance<etcdserverpb::AuthUserListResponse>};
inline const Method userDelete{"etcdserverpb.Auth/UserDelete", "/auth/user/delete", true,
                               detail::instance<etcdserverpb::AuthUserDeleteResponse>};
inline const Method userChangePassword{"etcdserverpb.Auth/UserChangePassword", "/auth/user/changepw", true,
                                       detail::instance<etcdserverpb::AuthUserChangePasswordResponse>};
inline const Method userGrantRole{"etcdserverpb.Auth/UserGrantRole", "/auth/user/grant", true,
                                  detail::instance<etcdserverpb::AuthUserGrantRoleResponse>};
inline const Method userRevokeRole{"etcdserverpb.Auth/UserRevokeRole", "/auth/user/revoke", true,
                                   detail::instance<etcdserverpb::AuthUserRevokeRoleResponse>};
inline const Method roleAdd{"etcdserverpb.Auth/RoleAdd", "/auth/role/add", true,
                            detail::instance<etcdserverpb::AuthRoleAddResponse>};
inline const Method roleGet{"etcdserverpb.Auth/RoleGet", "/auth/role/get", false,
                            detail::instance<etcdserverpb::AuthRoleGetResponse>};
inline const Method roleList{"etcdserverpb.Auth/RoleList", "/auth/role/list", false,
                             detail::instance<etcdserverpb::AuthRoleListResponse>};
inline const Method roleDelete{"etcdserverpb.Auth/RoleDelete", "/auth/role/delete", true,
                               detail::instance<etcdserverpb::AuthRoleDeleteResponse>};
inline const Method roleGrantPermission{"etcdserverpb.Auth/RoleGrantPermission", "/auth/role/grant", true,
                                        detail::instance<etcdserverpb::AuthRoleGrantPermissionResponse>};
inline const Method roleRevokePermission{"etcdserverpb.Auth/RoleRevokePermission", "/auth/role/revoke", true,
                                         detail::instance<etcdserverpb::AuthRoleRevokePermissionResponse>};

inline const Method lock{"v3lockpb.Lock/Lock", "/lock/lock", true, detail::instance<v3lockpb::LockResponse>};
inline const Method unlock{"v3lockpb.Lock/Unlock", "/lock/unlock", true,
                           detail::instance<v3lockpb::UnlockResponse>};

inline const Method campaign{"v3electionpb.Election/Campaign", "/election/campaign", true,
                             detail::instance<v3electionpb::CampaignResponse>};
inline const Method proclaim{"v3electionpb.Election/Proclaim", "/election/proclaim", true,
                             detail::instance<v3electionpb::ProclaimResponse>};
inline const Method leader{"v3electionpb.Election/Leader", "/election/leader", false,
                           detail::instance<v3electionpb::LeaderResponse>};
inline const Method observe{"v3electionpb.Election/Observe", "/election/observe", false,
                            detail::instance<v3electionpb::LeaderResponse>, Method::Kind::ServerStream};
inline const Method resign{"v3electionpb.Election/Resign", "/election/resign", true,
                           detail::instance<v3electionpb::ResignResponse>};

inline const Method healthCheck{"grpc.health.v1.Health/Check", nullptr, false,
                                detail::instance<grpc::health::v1::HealthCheckResponse>};
inline const Method healthWatch{"grpc.health.v1.Health/Watch", nullptr, false,
                                detail::instance<grpc::health::v1::HealthCheckResponse>,
                                Method::Kind::ServerStream};

/// All of the above, in their order.
inline const std::array all{&range,
                            &put,
                            &deleteRange,
                            &txn,
                            &compact,
                            &rangeStream,
                            &watch,
                            &leaseGrant,
                            &leaseRevoke,
                            &leaseKeepAlive,
                            &leaseTimeToLive,
                            &leaseLeases,
                            &memberAdd,
                            &memberRemove,
                            &memberUpdate,
                            &memberList,
                            &memberPromote,
                            &alarm,
                            &status,
                            &defragment,
                            &hash,
                            &hashKv,
                            &snapshot,
                            &moveLeader,
                            &downgrade,
                            &authEnable,
                            &authDisable,
                            &authStatus,
                            &authenticate,
                            &userAdd,
                            &userGet,
                            &userList,
                            &userDelete,
                            &userChangePassword,
                            &userGrantRole,
                            &userRevokeRole,
                            &roleAdd,
                            &roleGet,
                            &roleList,
                            &roleDelete,
                            &roleGrantPermission,
                            &roleRevokePermission,
                            &lock,
                            &unlock,
                            &campaign,
                            &proclaim,
                            &leader,
                            &observe,
                            &resign,
                            &healthCheck,
                            &healthWatch};

} // namespace etcdscope::methods
