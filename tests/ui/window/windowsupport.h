// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session.h"

#include <QAccessible>
#include <QTcpServer>
#include <QTest>
#include <QWidget>

#include <memory>

namespace etcdscope {

/// An address of this computer where nobody listens.
inline QString deafAddress()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QStringLiteral("127.0.0.1:%1").arg(server.serverPort());
}

inline std::unique_ptr<Session> sessionOn(const QString &address, const QString &name = {})
{
    SessionSettings settings;
    settings.name = name;
    auto endpoints = EndpointSet::parse({address});
    Q_ASSERT(endpoints);
    settings.endpoints = std::move(*endpoints);
    settings.transport = Transport::Grpc;
    return std::make_unique<Session>(std::move(settings));
}

/// Those widgets below `root` that are visible, can be reached with Tab and have no name for a screen reader,
/// or none for a test.
inline QString namelessWidgets(const QWidget &root)
{
    QStringList nameless;
    const auto widgets = root.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const auto *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        if (!interface || interface->text(QAccessible::Name).isEmpty() || widget->objectName().isEmpty())
            nameless += QStringLiteral("%1 '%2' in '%3'")
                            .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                 widget->parentWidget()->objectName());
    }
    return nameless.join(u'\n');
}

} // namespace etcdscope
