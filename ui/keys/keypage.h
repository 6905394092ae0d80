// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/valueeditor.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace etcdscope {

class ConflictSheet;
class EmptyView;
class KeyActions;
class KeyHeader;
class KeyMessages;
class MessageBar;
class OpenKey;
class SaveSheet;
class TimeToLivePanel;
class ValueFiles;
class WriteTarget;
struct WriteOutcome;

/// Shows the open key: its head, its value in an editor, and what became of edits and saves. All state is in
/// OpenKey; this only shows it and passes on what the person does.
class KeyPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyPage)

public:
    /// `separator` is that of the keys. Key, target and actions are borrowed.
    KeyPage(OpenKey &key, WriteTarget &target, KeyActions &actions, char separator,
            QWidget *parent = nullptr);

    /// Shows what would be saved, to be confirmed.
    void startSave();
    void revert();
    /// Hands held back keystrokes to the open key; before another one is opened.
    void flush();
    void focusValue();
    [[nodiscard]] ValueEditor &editor() { return *m_editor; }

signals:
    /// Escape: back to the list.
    void left();
    /// The key does not exist and shall be created.
    void createRequested(const QByteArray &key);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Page { EditorPage, SavePage, ConflictPage, NoticePage };
    void showKey();
    void showValue();
    void showFacts();
    void showMessage();
    void showNotice();
    void followed(qint64 fromRevision);
    void written(const WriteOutcome &outcome);
    void compare();
    void confirmSave();
    void putAside();
    void bringBack();
    void merge(const QByteArray &value);
    void overwrite();
    void backToEditor();
    void note(const QString &text);
    void connectFiles(char separator);
    void updateFooter();
    void updateButtons();
    void updateActions();
    [[nodiscard]] QString noteText();

    OpenKey &m_key;
    WriteTarget &m_target;
    KeyActions &m_actions;
    QHash<QByteArray, ValueEditor::View> m_views; // chosen by the person, by key
    bool m_focusWhenRead = false;
    QByteArray m_measuredBase; // what m_changed was counted for
    QByteArray m_measured;
    qsizetype m_changed = 0;
    QString m_passing; // a note that goes by itself
    QTimer m_passingTime;

    KeyHeader *m_header;
    TimeToLivePanel *m_timeToLive = nullptr; // where keys have one
    MessageBar *m_message;
    KeyMessages *m_messages;
    QStackedWidget *m_body;
    ValueEditor *m_editor;
    MessageBar *m_fileMessage;
    ValueFiles *m_files;
    SaveSheet *m_save;
    ConflictSheet *m_conflict;
    EmptyView *m_notice;
    QWidget *m_footer;
    QLabel *m_note;
    QPushButton *m_revertButton;
    QPushButton *m_saveButton;
};

} // namespace etcdscope
