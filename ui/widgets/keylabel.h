// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QWidget>

namespace etcdscope {

/// A key in monospace, cut in the middle where it does not fit; the whole of it is in the tooltip. Takes the
/// focus so that it can be read and copied (Ctrl+C, context menu) without a mouse.
class KeyLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyLabel)

public:
    explicit KeyLabel(QWidget *parent = nullptr);

    /// `key` byte for byte; shown in its printable form.
    void setKey(const QByteArray &key);
    [[nodiscard]] const QByteArray &key() const { return m_key; }
    /// The printable form, whole.
    [[nodiscard]] const QString &text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public slots:
    /// The key itself where it is valid UTF-8 without controls, else its printable form, which is
    /// unmistakable.
    void copy();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QByteArray m_key;
    QString m_text;
};

} // namespace etcdscope
