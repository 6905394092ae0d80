// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrunner.h"
#include "ui/keys/selectedkeys.h"

#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace etcdscope {

class MessageBar;
class RowTextView;

/// What deleting a directory or several rows would do: how many keys, the first of them, what is not touched,
/// and whether it can be taken back. Above a hundred keys the name or the number has to be typed. Escape and
/// Enter go back.
class DeleteSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeleteSheet)

public:
    /// `target` names cluster and endpoint. The runner is borrowed and outlives this.
    DeleteSheet(BulkRunner &runner, const QString &target, QWidget *parent = nullptr);

    /// Reads the preview.
    void present(const SelectedKeys &selection);
    /// Drops what is being read.
    void abandon();
    void focusFirst();

signals:
    /// The plan was handed to the runner.
    void started();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void read();
    void showProgress();
    void showPlan();
    void check();
    void confirm();
    [[nodiscard]] QString factsText() const;

    BulkRunner &m_runner;
    const QString m_target;
    SelectedKeys m_selection;
    std::unique_ptr<BulkPreview> m_preview;
    QLabel *m_title;
    MessageBar *m_message;
    QLabel *m_boundary;
    QProgressBar *m_progress;
    RowTextView *m_sample;
    QLabel *m_facts;
    QLabel *m_ask;
    QLineEdit *m_typed;
    QPushButton *m_cancel;
    QPushButton *m_confirm;
};

} // namespace etcdscope
