// SPDX-License-Identifier: Apache-2.0
#include "core/net/callpolicy.h"

#include <QVariant>

namespace etcdscope {

namespace {
constexpr auto CallInfoAttribute = QNetworkRequest::Attribute(QNetworkRequest::User + 1);
}

void CallInfo::attachTo(QNetworkRequest &request) const
{
    request.setAttribute(CallInfoAttribute, QVariant::fromValue(*this));
}

CallInfo CallInfo::of(const QNetworkRequest &request)
{
    return request.attribute(CallInfoAttribute).value<CallInfo>();
}

} // namespace etcdscope
