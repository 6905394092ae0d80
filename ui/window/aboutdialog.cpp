// SPDX-License-Identifier: Apache-2.0
#include "ui/window/aboutdialog.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSslSocket>
#include <QSysInfo>

namespace etcdscope {

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("about"));
    setWindowTitle(tr("About Etcdscope"));
    setAttribute(Qt::WA_DeleteOnClose);

    auto *name = new QLabel(QStringLiteral("Etcdscope"), this);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    name->setFont(large);

    auto *facts = new QLabel(
        tr("Version %1\nQt %2\nTLS: %3\n%4\n\nBrowse, watch and edit the keys of etcd clusters.\n"
           "Free software under the Apache License 2.0.\nTalks to your clusters and to nobody else.")
            .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
                 QSslSocket::supportsSsl() ? QSslSocket::sslLibraryVersionString() : tr("not available"),
                 QSysInfo::prettyProductName()),
        this);
    facts->setObjectName(QStringLiteral("about.facts"));
    facts->setAccessibleName(tr("About Etcdscope"));
    facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->setObjectName(QStringLiteral("about.buttons"));
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("about.close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(name);
    layout->addWidget(facts);
    layout->addWidget(buttons);
    setTabOrder(buttons, facts);
}

} // namespace etcdscope
