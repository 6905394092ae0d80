// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretstore.h"

#include <QWidget>

#include <optional>

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
    /// Whether there is a connection whose fields can be changed; false at first.
    void setEditable(bool editable);

signals:
    void retryRequested();
    void cancelRequested();
    /// Finds out, stage by stage, why it does not work.
    void diagnosisRequested();
    /// Only while the session was opened by a connection that is kept.
    void editRequested();
    /// Another one is wanted, since it does not work with what there is.
    void secretRequested(etcdscope::SecretKind kind);

private:
    void offerSecret(std::optional<SecretKind> wanted);

    EmptyView *m_view;
    QPushButton *m_cancel;
    QPushButton *m_diagnose;
    QPushButton *m_edit;
    QPushButton *m_secret;
    std::optional<SecretKind> m_wanted;
    bool m_editable = false;
};

} // namespace etcdscope
