// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/connectiontest.h"

#include <QDialog>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace etcdscope {

class MessageBar;

/// Tests a connection stage by stage and says what came of it: each endpoint, each stage, its time, and for
/// what failed the cause and what helps. Starts at once; closing it cancels. Also shows what the server
/// showed of itself, and offers to accept that very certificate.
class TestSheet final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestSheet)

public:
    /// `canKeep` says whether there is a connection that can remember an accepted certificate.
    TestSheet(const SessionSettings &settings, const QString &title, QWidget *parent = nullptr,
              bool canKeep = true);
    ~TestSheet() override;

    /// The sentence that sums it up.
    [[nodiscard]] QString verdict() const;

signals:
    /// The person compared the fingerprint (SHA-256) and accepts this certificate.
    void acceptRequested(const QByteArray &fingerprint);

private:
    void begin();
    void refresh();
    void showStage(QTreeWidgetItem *row, const ConnectionTest::EndpointResult &result,
                   ConnectionTest::Stage stage);
    void showChain(QTreeWidgetItem *row, const ConnectionTest::EndpointResult &result);
    void showVerdict();
    void finished();
    [[nodiscard]] const ConnectionTest::EndpointResult *acceptable() const;
    void askToAccept();
    void copyReport();

    SessionSettings m_settings;
    const QString m_title;
    const bool m_canKeep;
    std::unique_ptr<ConnectionTest> m_test;
    MessageBar *m_message;
    QTreeWidget *m_tree;
    QLabel *m_explanation;
    QPushButton *m_accept;
    QPushButton *m_again;
    QPushButton *m_close;
    std::vector<QTreeWidgetItem *> m_rows; // one an endpoint
};

} // namespace etcdscope
