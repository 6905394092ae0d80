// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMessageBox>

namespace etcdscope {

struct EtcdLink;

/// Shows where a link leads before anything is sent there: hosts, TLS, key. To go nowhere is the default.
/// Deletes itself when closed.
class LinkPrompt final : public QMessageBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkPrompt)

public:
    explicit LinkPrompt(const EtcdLink &link, QWidget *parent = nullptr);

signals:
    /// The person wants to go there.
    void confirmed();
};

} // namespace etcdscope
