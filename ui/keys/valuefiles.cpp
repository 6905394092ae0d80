// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/valuefiles.h"

#include "core/base/background.h"
#include "core/base/wholefile.h"
#include "ui/keys/valueeditor.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>

#include <algorithm>
#include <atomic>

namespace etcdscope {

/// A file being read, shared with the worker: it alone writes all but `cancelled`, and what is not atomic is
/// looked at when it is done.
struct FileWork
{
    enum class Problem { None, NotAFile, TooLarge, Failed };

    std::atomic<bool> cancelled = false;
    std::atomic<qint64> read = 0;
    std::atomic<qint64> size = 0;
    QByteArray bytes;
    Problem problem = Problem::None;
    QString reason;
};

namespace {

constexpr qint64 pieceSize = 1024 * 1024;
constexpr int progressPause = 150; // milliseconds

void readFile(const QString &path, FileWork &work)
{
    QFile file(path);
    if (QFileInfo info(path); info.exists() && !info.isFile()) { // a pipe or a device may never end
        work.problem = FileWork::Problem::NotAFile;
        return;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        work.problem = FileWork::Problem::Failed;
        work.reason = file.errorString();
        return;
    }
    work.size = file.size();
    if (work.size <= ValueFiles::largestFile)
        work.bytes.reserve(work.size);
    while (!work.cancelled && work.size <= ValueFiles::largestFile) {
        const QByteArray piece = file.read(pieceSize);
        if (piece.isEmpty())
            break;
        work.bytes += piece;
        work.read = work.bytes.size();
        work.size = std::max<qint64>(work.size, work.bytes.size()); // one that grows meanwhile
    }
    if (work.size > ValueFiles::largestFile) {
        work.bytes.clear();
        work.problem = FileWork::Problem::TooLarge;
    } else if (file.error() != QFileDevice::NoError) {
        work.bytes.clear();
        work.problem = FileWork::Problem::Failed;
        work.reason = file.errorString();
    }
}

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

} // namespace

void askForFile(QWidget *parent, const QString &title, const QString &suggestedName,
                const std::function<void(const QString &path)> &chosen)
{
    auto *const dialog = new QFileDialog(parent, title);
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const bool saving = !suggestedName.isEmpty();
    dialog->setAcceptMode(saving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(saving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (saving)
        dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

ValueFiles::ValueFiles(ValueEditor &editor, MessageBar &bar, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_bar(bar)
{
    setObjectName(QStringLiteral("valueFiles"));
    m_progress.setInterval(progressPause);
    connect(&m_progress, &QTimer::timeout, this, &ValueFiles::showProgress);
    connect(&editor, &ValueEditor::fileDropped, this, &ValueFiles::load);
}

ValueFiles::~ValueFiles()
{
    if (m_reading)
        m_reading->cancelled = true;
}

void ValueFiles::askLoad()
{
    m_question(&m_editor, tr("Load the Value from a File"), {}, [this](const QString &path) { load(path); });
}

void ValueFiles::load(const QString &path)
{
    leave();
    m_reading = std::make_shared<FileWork>();
    m_readingPath = path;
    m_progress.start();
    inBackground(
        this,
        [path, work = m_reading] {
            readFile(path, *work);
            return work;
        },
        [this, path](const std::shared_ptr<FileWork> &work) {
            if (work != m_reading)
                return;
            m_progress.stop();
            m_reading.reset();
            loaded(path, *work);
        });
}

void ValueFiles::loaded(const QString &path, const FileWork &work)
{
    switch (work.problem) {
    case FileWork::Problem::None:
        break;
    case FileWork::Problem::NotAFile:
        fail(tr("Nothing was loaded: %1 is not a file.").arg(shown(path)));
        return;
    case FileWork::Problem::TooLarge:
        fail(tr("Nothing was loaded: %1 has %2, and a value is loaded up to %3. No etcd takes that much in "
                "one "
                "request.")
                 .arg(shown(path), formatSize(work.size), formatSize(largestFile)));
        return;
    case FileWork::Problem::Failed:
        fail(tr("Nothing was loaded: %1 could not be read. %2").arg(shown(path), work.reason));
        return;
    }
    if (!m_editor.isEditable()) {
        fail(tr("Nothing was loaded: the value is being written just now."));
        return;
    }
    if (work.bytes == m_editor.value()) {
        m_bar.showMessage(MessageBar::Severity::Information,
                          tr("%1 is the same as the value, byte for byte.").arg(shown(path)));
        return;
    }
    m_editor.replaceValue(work.bytes);
    m_bar.showMessage(MessageBar::Severity::Information,
                      tr("The value is now that of %1, %2. Nothing is saved yet.")
                          .arg(shown(path), formatSize(work.bytes.size())));
    connect(m_bar.addButton(tr("Undo"), QStringLiteral("undoLoadButton")), &QPushButton::clicked, this,
            [this] {
                m_bar.dismiss();
                m_editor.undoReplacement();
                m_editor.focusViewer();
            });
}

void ValueFiles::askSave(const QString &suggestedName)
{
    m_question(&m_editor, tr("Save the Value to a File"), suggestedName,
               [this](const QString &path) { save(path); });
}

void ValueFiles::save(const QString &path)
{
    const QByteArray bytes = m_editor.value();
    inBackground(
        this, [path, bytes] { return WholeFile(path, WholeFile::Rights::Usual).write(bytes); },
        [this, path, size = bytes.size()](const Result<void> &written) {
            if (written)
                m_bar.showMessage(MessageBar::Severity::Information,
                                  tr("Saved to %1: %2.").arg(shown(path), formatExactSize(size)));
            else
                fail(tr("The value was not saved to %1. %2").arg(shown(path), written.error().detail));
        });
}

void ValueFiles::leave()
{
    m_progress.stop();
    if (m_reading)
        m_reading->cancelled = true;
    m_reading.reset();
    m_bar.dismiss();
}

void ValueFiles::showProgress()
{
    const qint64 size = m_reading->size;
    if (size > 0 && size <= pieceSize)
        return;
    const QString text = size == 0
                             ? tr("Reading %1…").arg(shown(m_readingPath))
                             : tr("Reading %1: %2 of %3")
                                   .arg(shown(m_readingPath), formatSize(m_reading->read), formatSize(size));
    if (m_bar.isVisibleTo(&m_editor) && m_bar.text() == text)
        return;
    m_bar.showMessage(MessageBar::Severity::Information, text);
    connect(m_bar.addButton(tr("Cancel"), QStringLiteral("cancelLoadButton")), &QPushButton::clicked, this,
            &ValueFiles::leave);
}

void ValueFiles::fail(const QString &text)
{
    m_bar.showMessage(MessageBar::Severity::Error, text);
}

} // namespace etcdscope
