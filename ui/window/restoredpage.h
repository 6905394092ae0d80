// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/environment.h"

#include <QString>
#include <QWidget>

namespace etcdscope {

class EmptyView;

/// Stands in a tab for a session of an earlier run of the program until that is shown: it connects to
/// nothing by itself.
class RestoredPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RestoredPage)

public:
    RestoredPage(const QString &name, const Environment &environment, QWidget *parent = nullptr);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const Environment &environment() const { return m_environment; }
    /// Asks for the session, unless that was done already.
    void request();
    void focusFirst();

signals:
    /// The session shall be opened; it takes the place of this page. Again when the button is pressed.
    void requested();

private:
    const QString m_name;
    const Environment m_environment;
    EmptyView *m_view;
    bool m_requested = false;
};

} // namespace etcdscope
