// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace etcdscope {

/// What this program is, which version, and on what it runs. Deletes itself.
class AboutDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AboutDialog)

public:
    explicit AboutDialog(QWidget *parent);
};

} // namespace etcdscope
