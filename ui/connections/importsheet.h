// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profileimport.h"
#include "core/session/profilestore.h"
#include "ui/connections/formgroup.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace etcdscope {

class MessageBar;

/// Takes addresses, flags of etcdctl or its variables as text, from this program's environment, or an
/// exported file, and says what of it was not understood.
class ImportSheet final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportSheet)

public:
    enum class Purpose {
        Connections, ///< a new connection, or many from a file
        FillForm,    ///< the fields of a form that is open
    };

    explicit ImportSheet(Purpose purpose, QWidget *parent = nullptr);

    void showProblem(const QString &text);
    /// What became of a file.
    void showImported(const ProfileStore::Imported &imported);

signals:
    /// The sheet closes.
    void profileRead(const etcdscope::Profile &profile, const std::optional<QString> &password);
    void fileRead(const QByteArray &bytes);

private:
    void show(const ProfileImport &read);
    void chooseFile();
    void proceed();

    MessageBar *m_message;
    QPlainTextEdit *m_text;
    FieldNote *m_note;
    QPushButton *m_continue;
    QPushButton *m_cancel;
    ProfileImport m_read;
};

} // namespace etcdscope
