// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/keystore.h"
#include "ui/keys/keytarget.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace etcdscope {

class EmptyView;
class KeyActions;
class KeyHeader;
class KeySpace;
class MessageBar;
class TimeToLivePanel;
class WriteTarget;

/// A directory that exists by itself: since when, how many entries it has, how long it lives, and what can be
/// made in it.
class DirectoryPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryPage)

public:
    /// All are borrowed and outlive this.
    DirectoryPage(KeySpace &keys, const KeyActions &actions, WriteTarget &target, QWidget *parent = nullptr);

    void showDirectory(const KeyTarget &directory);
    /// Something has changed in the key space; does nothing for another directory.
    void updateDirectory(const KeyTarget &directory);
    /// Something else is shown now.
    void leave();
    void focusFirst();

signals:
    /// Escape: back to the list.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void read();
    void received(const Result<ReadResult> &result);
    void showFacts();
    /// What the tree knows of it, to see that it has changed: revision and end of life.
    [[nodiscard]] std::pair<qint64, qint64> known() const;

    KeySpace &m_keys;
    QByteArray m_directory;
    std::optional<Entry> m_entry;
    std::optional<Error> m_error;
    bool m_isRead = false;
    std::pair<qint64, qint64> m_known;
    Call<ReadResult> m_reading;
    KeyHeader *m_header;
    TimeToLivePanel *m_timeToLive;
    MessageBar *m_message;
    QLabel *m_contents;
    QPushButton *m_newKey;
};

} // namespace etcdscope
