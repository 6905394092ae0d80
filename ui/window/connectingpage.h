// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPushButton;

namespace etcdscope {

class EmptyView;
class Session;

/// Stands where the keys will be until a session is open: what is tried, why it does not work, what helps.
class ConnectingPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectingPage)

public:
    explicit ConnectingPage(QWidget *parent = nullptr);

    void showState(const Session &session);
    void focusFirst();

signals:
    void retryRequested();
    void cancelRequested();

private:
    EmptyView *m_view;
    QPushButton *m_cancel;
};

} // namespace etcdscope
