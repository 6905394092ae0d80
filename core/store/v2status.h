// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/v2/client.h"

#include <QObject>

#include <memory>

namespace etcdscope {

/// Asks the member in use for its version, who it is, who leads, and for the index of its store. Needs no
/// rights; what a server does not tell stays zero, but for the version. Deletes itself when it has answered.
class V2Status final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2Status)

public:
    [[nodiscard]] static Call<StoreStatus> ask(const std::shared_ptr<v2::Client> &client, QObject *parent);

private:
    V2Status(std::shared_ptr<v2::Client> client, QObject *parent);

    void send(const QByteArray &path, bool isBelowVersion,
              void (V2Status::*answered)(const Result<v2::Response> &));
    void version(const Result<v2::Response> &response);
    void self(const Result<v2::Response> &response);
    void leader(const Result<v2::Response> &response);
    void key(const Result<v2::Response> &response);
    void settle();

    std::shared_ptr<v2::Client> m_client;
    Promise<StoreStatus> m_promise;
    std::vector<Call<v2::Response>> m_calls;
    StoreStatus m_status;
    std::optional<Error> m_error;
    size_t m_answers = 0;
};

} // namespace etcdscope
