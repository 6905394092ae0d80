// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace etcdscope {

class KeySpace;

/// Names that begin with '_' are in no listing from above and in no watch from above: what is hidden is only
/// found by who knows its exact path. This takes such a path, begins with the one that locks are kept under,
/// and shows what is there, as of when it was read.
class HiddenKeys final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HiddenKeys)

public:
    /// Borrowed; outlives this.
    explicit HiddenKeys(KeySpace &keys, QWidget *parent = nullptr);
    ~HiddenKeys() override;

    /// Reads the directory that is in the field.
    void read();

signals:
    void keyActivated(const QByteArray &key);
    /// Escape.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ended(const std::optional<Error> &error);

    KeySpace &m_keys;
    std::unique_ptr<Listing> m_listing;
    QByteArray m_directory; // being read, or read last
    QLineEdit *m_path;
    QPushButton *m_read;
    QListWidget *m_list;
    QLabel *m_state;
};

} // namespace etcdscope
