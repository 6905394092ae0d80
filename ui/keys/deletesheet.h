// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrunner.h"
#include "ui/keys/selectedkeys.h"

#include <QWidget>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace etcdscope {

class ConfirmationField;
class MessageBar;
class RowTextView;
class WriteTarget;

/// What deleting a directory or several rows would do: how many keys, the first of them, what is not touched,
/// and whether it can be taken back. Above a hundred keys and on production something has to be typed. Escape
/// and Enter go back.
class DeleteSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeleteSheet)

public:
    /// Both are borrowed and outlive this.
    DeleteSheet(BulkRunner &runner, WriteTarget &target, QWidget *parent = nullptr);

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
    void showTitle();
    void showProgress();
    void showPlan();
    void check();
    void confirm();
    [[nodiscard]] QString factsText() const;

    BulkRunner &m_runner;
    WriteTarget &m_target;
    SelectedKeys m_selection;
    std::unique_ptr<BulkPreview> m_preview;
    QLabel *m_title;
    MessageBar *m_message;
    QLabel *m_boundary;
    QProgressBar *m_progress;
    RowTextView *m_sample;
    QLabel *m_facts;
    ConfirmationField *m_confirmation;
    QPushButton *m_cancel;
    QPushButton *m_confirm;
};

} // namespace etcdscope
