// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace etcdscope {

/// What a call is authenticated with. A channel borrows one and adds it to every request: metadata `token`
/// over gRPC, header `Authorization` (the bare token, etcd before 3.5.32 knows no "Bearer ") through the
/// gateway. Tokens are bound to a cluster, and must not be kept when its id changes. Never logged.
class Credentials final
{
public:
    /// Empty = none; calls go out without.
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    void setToken(const QByteArray &token) { m_token = token; }

private:
    QByteArray m_token;
};

} // namespace etcdscope
