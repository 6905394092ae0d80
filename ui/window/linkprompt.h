// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/etcdlink.h"

#include <QMessageBox>

namespace etcdscope {

/// Shows where a link leads before anything is sent there: hosts, TLS, key. To go nowhere is the default.
/// Deletes itself when closed.
class LinkPrompt final : public QMessageBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkPrompt)

public:
    /// `production` names the connection to production that the link leads to; empty when it does not.
    LinkPrompt(const EtcdLink &link, const QString &production, QWidget *parent = nullptr);

    /// Why a link is not even asked about, and what one looks like.
    [[nodiscard]] static QString refusal(EtcdLink::Fault fault);

signals:
    /// The person wants to go there.
    void confirmed();
};

} // namespace etcdscope
