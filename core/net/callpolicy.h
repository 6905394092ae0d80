// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/callpermit.h"

#include <QByteArray>
#include <QMetaType>
#include <QNetworkRequest>
#include <QString>

#include <memory>
#include <optional>

namespace etcdscope {

/// What a request is for, said by the layer that made it (rpc, v2). Travels with the QNetworkRequest, so that
/// policy and log need not parse bodies.
struct CallInfo
{
    QByteArray method;        ///< "etcdserverpb.KV/Put", or "v2 PUT /v2/keys" for the older API
    bool mutates = true;      ///< false only for calls that certainly change nothing (a Txn that only reads)
    QByteArray key;           ///< first key concerned, empty when none; raw bytes
    int deadline = 0;         ///< milliseconds after which the reply ends with a timeout; 0 = none
    bool isAutomatic = false; ///< a renewal: nobody did anything just now
    std::shared_ptr<const CallPermit> permit = {}; ///< of something that goes on; null as a rule

    /// Stores into and reads from a request. A request without CallInfo counts as mutating and nameless.
    void attachTo(QNetworkRequest &request) const;
    [[nodiscard]] static CallInfo of(const QNetworkRequest &request);
};

/// Asked by NetworkAccess::createRequest() for every request that leaves. The session implements it.
class CallPolicy
{
public:
    virtual ~CallPolicy() = default;

    /// std::nullopt lets the call pass; a text (technical, untranslated) refuses it before a byte is sent.
    [[nodiscard]] virtual std::optional<QString> refusal(const CallInfo &call) const = 0;

    /// For something that is to go on when writing is refused; null where that is not to be, or is refused
    /// now.
    [[nodiscard]] virtual std::shared_ptr<CallPermit> permit() const { return nullptr; }

protected:
    [[nodiscard]] std::shared_ptr<CallPermit> newPermit() const
    {
        return std::shared_ptr<CallPermit>(new CallPermit(this));
    }
};

} // namespace etcdscope

Q_DECLARE_METATYPE(etcdscope::CallInfo)
