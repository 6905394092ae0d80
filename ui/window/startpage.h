// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/endpointset.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace etcdscope {

class MessageBar;

/// What a tab shows that has no session yet: where to go from here. Sends nothing by itself.
class StartPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartPage)

public:
    explicit StartPage(QWidget *parent = nullptr);

    /// Puts the keyboard into the field for an endpoint.
    void focusFirst();

    /// A private etcd is on its way; the page offers to give it up.
    void setPlaygroundStarting(bool starting);

    /// Says why something did not work, until the next attempt.
    void showProblem(const QString &text, const QString &details = {});

signals:
    void openRequested(const etcdscope::EndpointSet &endpoints);
    void playgroundRequested();
    void playgroundCancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void submit();
    void validate(const QString &text);

    QLineEdit *m_field;
    QPushButton *m_open;
    QLabel *m_hint;
    QPushButton *m_playground;
    QPushButton *m_cancel;
    QProgressBar *m_progress;
    MessageBar *m_problem;
};

} // namespace etcdscope
