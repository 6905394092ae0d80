// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace etcdscope {

/// The name of a file that exists: typed, chosen, or dropped here from a file manager.
class FileField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileField)

public:
    /// The line gets the object name, the button the same with ".browse".
    FileField(const char *objectName, const QString &accessibleName, QWidget *parent);

    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QLineEdit *line() { return m_line; }

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void browse();

    QLineEdit *m_line;
    QToolButton *m_browse;
};

} // namespace etcdscope
