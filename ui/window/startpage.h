// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/endpointset.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QGridLayout;
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

    /// Shows the connections one keeps above everything else, which becomes small. Takes ownership.
    /// `focusFirst` puts the keyboard there, when there is something to choose.
    void setConnections(QWidget *connections, std::function<bool()> focusFirst);

    /// Puts the keyboard into the connections, or else into the field for an endpoint.
    void focusFirst();

    /// A private etcd is on its way; the page offers to give it up.
    void setPlaygroundStarting(bool starting);

    /// Says why something did not work, until the next attempt.
    void showProblem(const QString &text, const QString &details = {});

signals:
    /// `older` are those of SessionSettings::olderEndpoints.
    void openRequested(const etcdscope::EndpointSet &endpoints, const QList<QUrl> &older);
    void playgroundRequested();
    void playgroundCancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildQuickOpen();
    QWidget *buildPlayground();
    void submit();
    void validate(const QString &text);

    QLineEdit *m_field;
    QPushButton *m_open;
    QLabel *m_hint;
    QPushButton *m_playground;
    QPushButton *m_cancel;
    QProgressBar *m_progress;
    MessageBar *m_problem;
    QWidget *m_hero; // who we are, while there is nothing better to show
    QWidget *m_column;
    QBoxLayout *m_parts;
    QGridLayout *m_layout;
    QList<QWidget *> m_wordy; // left away when space is for connections
    std::function<bool()> m_focusConnections;
};

} // namespace etcdscope
