// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>

class QWidget;

namespace etcdscope {

class MessageBar;
class ValueEditor;
struct FileWork;

/// Asks for the path of a file to read, or to write when `suggestedName` is given, and calls back once when
/// one was chosen. Returns at once.
using FileQuestion = std::function<void(QWidget *parent, const QString &title, const QString &suggestedName,
                                        std::function<void(const QString &path)> chosen)>;

/// The question as the platform's dialog.
void askForFile(QWidget *parent, const QString &title, const QString &suggestedName,
                const std::function<void(const QString &path)> &chosen);

/// Puts the content of a file in the place of the value of an editor, and the other way round: off the GUI
/// thread, byte for byte, one at a time. What it does, what came of it and what went wrong is said in `bar`.
/// Owned by the page of the editor.
class ValueFiles final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueFiles)

public:
    static constexpr qint64 largestFile = 64 * 1024 * 1024;

    /// Both are borrowed. The editor's dropped files are loaded.
    ValueFiles(ValueEditor &editor, MessageBar &bar, QObject *parent);
    ~ValueFiles() override;

    /// For tests: answers in the place of the dialog.
    void setQuestion(FileQuestion question) { m_question = std::move(question); }

    void askLoad();
    void load(const QString &path);
    void askSave(const QString &suggestedName);
    void save(const QString &path);
    /// Another value is in the editor: a file that is being read is not put over it, and nothing more is said
    /// of the last one. A file that is being written is written.
    void leave();

private:
    void start();
    void loaded(const QString &path, const FileWork &work);
    void showProgress();
    void fail(const QString &text);

    ValueEditor &m_editor;
    MessageBar &m_bar;
    FileQuestion m_question = askForFile;
    std::shared_ptr<FileWork> m_reading;
    QString m_readingPath;
    QTimer m_progress;
};

} // namespace etcdscope
