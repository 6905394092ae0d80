// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/filefield.h"

#include <QBoxLayout>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>

namespace etcdscope {

namespace {

/// The one local file that is dragged; empty when it is anything else.
QString fileIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

FileField::FileField(const char *objectName, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_browse(new QToolButton(this))
{
    m_line->setObjectName(QLatin1String(objectName));
    m_line->setAccessibleName(accessibleName);
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_browse->setObjectName(m_line->objectName() + QStringLiteral(".browse"));
    m_browse->setAccessibleName(tr("Choose a file: %1", "what for").arg(accessibleName));
    m_browse->setToolTip(m_browse->accessibleName());
    m_browse->setText(QStringLiteral("…"));
    m_browse->setFocusPolicy(Qt::StrongFocus);
    setFocusProxy(m_line);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_browse);
    connect(m_line, &QLineEdit::textChanged, this, &FileField::changed);
    connect(m_browse, &QToolButton::clicked, this, &FileField::browse);
}

QString FileField::path() const
{
    const QString typed = m_line->text().trimmed();
    return typed.startsWith(QLatin1String("~/")) ? QDir::home().filePath(typed.mid(2)) : typed;
}

void FileField::setPath(const QString &path)
{
    m_line->setText(path);
}

bool FileField::eventFilter(QObject *watched, QEvent *event)
{
    // A line edit would take the text of the URL.
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove ||
        event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        const QString file = fileIn(*drop->mimeData());
        if (file.isEmpty())
            return QWidget::eventFilter(watched, event);
        if (event->type() == QEvent::Drop)
            m_line->setText(file);
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FileField::browse()
{
    auto *dialog = new QFileDialog(this, m_line->accessibleName());
    dialog->setObjectName(QStringLiteral("form.files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Certificates and keys (*.pem *.crt *.cer *.der *.key *.p8)"), tr("All files (*)")});
    if (const QString now = path(); !now.isEmpty())
        dialog->setDirectory(QFileInfo(now).absolutePath());
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::setPath);
    dialog->open();
}

} // namespace etcdscope
