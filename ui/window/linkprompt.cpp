// SPDX-License-Identifier: Apache-2.0
#include "ui/window/linkprompt.h"

#include "core/base/printable.h"
#include "core/net/etcdlink.h"

#include <QPushButton>

namespace etcdscope {

namespace {

constexpr int longestName = 200; // characters

QString shortened(const QByteArray &bytes)
{
    const QString text = printable(bytes);
    return text.size() <= longestName ? text : text.left(120) + QChar(u'…') + text.right(70);
}

} // namespace

LinkPrompt::LinkPrompt(const EtcdLink &link, QWidget *parent)
    : QMessageBox(parent)
{
    setObjectName(QStringLiteral("linkPrompt"));
    setAttribute(Qt::WA_DeleteOnClose);
    setIcon(QMessageBox::Question);
    setWindowTitle(tr("Open a Link"));
    setTextFormat(Qt::PlainText);
    setText(tr("A link wants to open this cluster:"));
    QStringList hosts;
    const auto urls = link.endpoints.urls();
    for (const QUrl &url : urls)
        hosts += QString::fromLatin1(EndpointSet::hostAndPort(url));
    QStringList lines{tr("Hosts: %1").arg(hosts.join(QStringLiteral(", "))),
                      link.isSecure() ? tr("Encrypted: yes, with TLS")
                                      : tr("Encrypted: no, everybody on the way can read along")};
    if (link.key)
        lines += tr("Key: %1").arg(shortened(*link.key));
    else if (!link.prefix.isEmpty())
        lines += tr("Keys that begin with: %1").arg(shortened(link.prefix));
    lines += QString();
    lines += tr("The session is opened read-only. Nothing has been sent yet.");
    setInformativeText(lines.join(QLatin1Char('\n')));
    QPushButton *const open = addButton(tr("Open Read-Only"), QMessageBox::AcceptRole);
    open->setObjectName(QStringLiteral("linkOpen"));
    QPushButton *const cancel = addButton(QMessageBox::Cancel);
    cancel->setObjectName(QStringLiteral("linkCancel"));
    setDefaultButton(cancel);
    setEscapeButton(cancel);
    connect(open, &QPushButton::clicked, this, &LinkPrompt::confirmed);
}

} // namespace etcdscope
