// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/edit/renewal.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace etcdscope {

class KeySpace;
class MessageBar;
class TimeToLiveField;
class WriteTarget;

/// What is left to live of the key or directory that is open, and what can be done about it: set, changed,
/// taken away, renewed once or for as long as it is open. The owner reads the entry; this only writes.
class TimeToLivePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeToLivePanel)

public:
    /// Both are borrowed and outlive this.
    TimeToLivePanel(KeySpace &keys, WriteTarget &target, QWidget *parent = nullptr);

    /// What was read at `readAt` (milliseconds since 1970); without an entry it is not there. Another key
    /// ends what was going on for the one before.
    void setEntry(const QByteArray &key, const std::optional<Entry> &entry, qint64 readAt);
    [[nodiscard]] bool isRenewing() const { return m_renewal.isActive(); }

signals:
    /// Something was written, or may have been: the entry is to be read again.
    void written();

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Act { Set, Remove, Refresh };
    void buildLayout();
    void write(Act act);
    void ended(Act act, const WriteOutcome &outcome);
    void toggleRenewal(bool on);
    void renewalEnded(Renewal::End end, const WriteOutcome &outcome);
    void stopRenewal();
    void tick();
    void check();
    void say(const QString &text);

    KeySpace &m_keys;
    WriteTarget &m_target;
    Renewal m_renewal;
    QByteArray m_key;
    std::optional<Entry> m_entry;
    qint64 m_expires = 0; // milliseconds since 1970; 0 = never
    bool m_wasOverdue = false;
    Call<WriteOutcome> m_writing;
    QTimer m_tick;
    QLabel *m_left;
    QLabel *m_note;
    TimeToLiveField *m_field;
    QPushButton *m_set;
    QPushButton *m_remove;
    QPushButton *m_refresh;
    QCheckBox *m_keep;
    MessageBar *m_message;
};

} // namespace etcdscope
