// SPDX-License-Identifier: Apache-2.0
#include "ui/window/linkprompt.h"

#include "core/base/printable.h"

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

LinkPrompt::LinkPrompt(const EtcdLink &link, const QString &production, QWidget *parent)
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
    if (!production.isEmpty())
        lines += tr("Production: yes, it is the cluster of the connection “%1”").arg(production);
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

QString LinkPrompt::refusal(EtcdLink::Fault fault)
{
    using Fault = EtcdLink::Fault;
    switch (fault) {
    case Fault::Scheme:
        return tr("A link to a cluster begins with etcd:// or etcds://, as in etcd://10.0.0.4:2379/key.");
    case Fault::TooLong:
        return tr("The link is longer than any key can be. It was not read.");
    case Fault::Secret:
        return tr("The link holds a user or a password, which do not belong there: whoever sees a link "
                  "sees them too. Remove what stands before the @; both are asked for where the cluster "
                  "wants them.");
    case Fault::Hosts:
        return tr("The link names no host, or one that cannot be understood. Behind etcd:// come a host "
                  "and its port, or several with commas: etcd://10.0.0.4:2379/key.");
    case Fault::Fragment:
        return tr("The link has a #, which means nothing here. If it belongs to the key, write %23.");
    case Fault::Encoding:
        return tr("In the link a percent sign is not followed by two hexadecimal digits. A percent sign that "
                  "belongs to the key is written %25.");
    case Fault::Query:
        return tr("The link has more behind its question mark than can be followed: only ?prefix= may stand "
                  "there. A question mark that belongs to the key is written %3F.");
    case Fault::KeyAndPrefix:
        return tr("The link names a key and a prefix at once. Remove one of them.");
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace etcdscope
