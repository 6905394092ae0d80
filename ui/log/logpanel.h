// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QAction;
class QCheckBox;
class QPlainTextEdit;
class QSplitter;
class QTableView;
class QToolButton;

namespace etcdscope {

class ActionRegistry;
class FilterField;
class LogFilterModel;
class OperationLogModel;

/// The log of a session as a list with filter and details. Several may show one model.
class LogPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPanel)

public:
    /// `log` is borrowed and must outlive the panel. The details stand below the list, or beside it where
    /// there is little height.
    LogPanel(OperationLogModel &log, ActionRegistry &actions, Qt::Orientation arrangement = Qt::Vertical,
             QWidget *parent = nullptr);

    void focusFirst();

private:
    void buildActions(ActionRegistry &actions);
    void buildTable();
    void followNewRows();
    void updateDetails();
    void updateActions();
    void copyRows();
    void copyCommand();

    OperationLogModel &m_log;
    LogFilterModel *m_filtered;
    FilterField *m_filter;
    QCheckBox *m_heartbeats;
    QTableView *m_table;
    QPlainTextEdit *m_details;
    QSplitter *m_splitter;
    QAction *m_copy = nullptr;
    QAction *m_copyCommand = nullptr;
    QAction *m_clear = nullptr;
    bool m_atEnd = true;
};

} // namespace etcdscope
