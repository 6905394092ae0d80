// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkrunner.h"
#include "core/edit/bulk/bulktargets.h"
#include "ui/keys/selectedkeys.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace etcdscope {

class ConfirmationField;
class MessageBar;
class RowTextView;
class WriteTarget;

/// Renames or duplicates a key, a directory, or several rows into a directory: the new name is typed in
/// printable form, the first keys show what becomes of them, and names that exist are found before anything
/// is written.
class RenameSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RenameSheet)

public:
    /// Runner, store and target are borrowed and outlive this.
    RenameSheet(BulkRunner &runner, KeyStore &store, char separator, WriteTarget &target,
                QWidget *parent = nullptr);

    /// `kind` is Rename or Duplicate. Reads the preview; suggests a name.
    void present(const SelectedKeys &selection, BulkKind kind);
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
    void previewEnded();
    void nameChanged();
    void lookUp();
    void lookedUp();
    void showSample();
    void showTitle();
    void showFacts();
    void check();
    [[nodiscard]] QString reasonAgainst() const;
    void confirm();
    [[nodiscard]] QByteArray typedName(QString *problem) const;
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QString suggestion() const;

    BulkRunner &m_runner;
    KeyStore &m_store;
    const char m_separator;
    WriteTarget &m_target;
    SelectedKeys m_selection;
    BulkKind m_kind = BulkKind::Rename;
    std::unique_ptr<BulkPreview> m_preview;
    std::unique_ptr<BulkTargets> m_targets;
    std::optional<BulkMapping> m_mapping; // of the name that is typed, when it is one
    bool m_lookedUp = false;
    QTimer m_rest; // typing comes to rest
    QLabel *m_title;
    MessageBar *m_message;
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QLabel *m_problem;
    QProgressBar *m_progress;
    RowTextView *m_sample;
    QLabel *m_facts;
    QCheckBox *m_skip;
    QCheckBox *m_consent;
    ConfirmationField *m_confirmation;
    QPushButton *m_cancel;
    QPushButton *m_confirm;
};

} // namespace etcdscope
