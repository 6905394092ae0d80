// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/callpolicy.h"

#include <span>

namespace etcdscope {

/// What a session lets out: everything, or while it is read-only nothing but what certainly changes nothing,
/// and what was begun before under a permit (a lock goes on being renewed, and can be given back). The list
/// is one of calls that may pass: what it does not know counts as a write.
class SessionPolicy final : public CallPolicy
{
public:
    enum class Effect {
        Reads,      ///< never changes anything; logging in counts as that
        Writes,     ///< changes data, leases, members, users or what a member has on disk
        AsCallSays, ///< both in one method: reads when CallInfo::mutates is false
        GoesOn,     ///< Writes; passes with a permit of this policy for the key that it concerns
    };

    struct Rule
    {
        const char *method; ///< as CallInfo::method; a '*' at the end is one more segment of a path
        Effect effect;
    };

    /// Every method of etcd's v3 API (core/rpc/methods.h), the plain requests of HTTP, and those of the v2
    /// API, which are named "v2 GET /v2/members" by verb and path, whatever prefixes stand before it.
    [[nodiscard]] static std::span<const Rule> table();

    /// Whether the call is known to change nothing. One that says itself that it mutates never counts as a
    /// read.
    [[nodiscard]] static bool isRead(const CallInfo &call);

    /// A stream of requests in which each one writes, such as one that keeps a lease alive.
    [[nodiscard]] static bool isWritingStream(const CallInfo &call);

    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }

    [[nodiscard]] std::optional<QString> refusal(const CallInfo &call) const override;
    /// Null while it is read-only.
    [[nodiscard]] std::shared_ptr<CallPermit> permit() const override;

private:
    [[nodiscard]] bool goesOn(const CallInfo &call) const;

    bool m_readOnly = false;
};

} // namespace etcdscope
