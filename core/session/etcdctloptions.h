// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace etcdscope {

/// The options of etcdctl that say how a cluster is reached, of both its APIs.
enum class EtcdctlOption {
    Endpoints,
    CaFile,
    CertificateFile,
    KeyFile,
    InsecureSkipVerify,
    InsecureTransport,
    User,
    Password,
    DiscoverySrv,
    DiscoverySrvName,
    ConnectTimeout,
    CallTimeout,
    Api,    ///< a variable alone
    Output, ///< all that says nothing of the connection
};

struct EtcdctlOptionInfo
{
    EtcdctlOption option;
    bool takesValue; ///< else it may have one behind "=" alone
    bool v2Only;     ///< etcdctl has it for API 2 alone
};

/// By the name of a flag without dashes: long, or a single letter.
[[nodiscard]] std::optional<EtcdctlOptionInfo> etcdctlFlag(QStringView name);
/// By the name of a variable, "ETCDCTL_ENDPOINTS".
[[nodiscard]] std::optional<EtcdctlOptionInfo> etcdctlVariable(QStringView name);

/// A duration as Go writes it ("1m30s", "500ms"), in milliseconds, rounded up. Nothing when it is none, not
/// above 0, or longer than an int can say.
[[nodiscard]] std::optional<int> goDuration(QStringView text);
/// A truth value as Go's strconv.ParseBool() reads it.
[[nodiscard]] std::optional<bool> goBool(QStringView text);

} // namespace etcdscope
