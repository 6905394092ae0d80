// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/environment.h"

#include <QObject>
#include <QString>

namespace etcdscope {

class Session;

/// Where a panel writes, and whether it may: for questions, buttons and the field in which a name is typed.
/// Owned by the workspace, borrowed by its panels.
class WriteTarget final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WriteTarget)

public:
    static constexpr qint64 mostWithoutTyping = 100; ///< keys

    /// `session` is borrowed and outlives this.
    explicit WriteTarget(Session &session, QObject *parent = nullptr);

    /// Of the cluster alone, as it is typed to confirm: it never changes, whatever endpoint is in use.
    [[nodiscard]] const QString &name() const { return m_name; }
    /// With the endpoint in use and the environment: "payments (https://10.0.0.4:2379, PROD)".
    [[nodiscard]] const QString &text() const { return m_text; }
    /// Calls `show` with text() now and whenever that changes, until `context` is destroyed.
    template<class Show> void showText(QObject *context, Show show)
    {
        show(m_text);
        connect(this, &WriteTarget::textChanged, context, [this, show] { show(m_text); });
    }
    [[nodiscard]] const Environment &environment() const { return m_environment; }
    /// Whether to delete or move this many keys something has to be typed.
    [[nodiscard]] bool asksToType(qint64 keys) const;

    /// Why nothing can be written now; empty when it can. What is written nevertheless is refused on its way.
    [[nodiscard]] QString refusal() const;
    /// Somebody wants to write after all.
    void requestUnlock() { emit unlockRequested(); }

signals:
    /// refusal() changed.
    void changed();
    void textChanged();
    void unlockRequested();

private:
    void updateText();

    Session &m_session;
    const QString m_name;
    const Environment m_environment;
    QString m_text;
};

} // namespace etcdscope
