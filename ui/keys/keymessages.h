// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QPushButton;

namespace etcdscope {

class MessageBar;
class OpenKey;
struct WriteOutcome;

/// Says in a message bar what the open key needs an answer to: a write that failed or was not answered, an
/// edit that somebody else overtook. Says each thing once, and not again after the person closed it.
class KeyMessages final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyMessages)

public:
    KeyMessages(OpenKey &key, MessageBar &bar, QObject *parent = nullptr);

    /// Another key is open: what was said is done with.
    void reset();
    /// Looks again at what there is to say. `comparing`: what overtook the edit is on screen already.
    void update(bool comparing);
    /// A write has ended anew: what was closed is worth saying again.
    void repeat();

    void sayPutAside();
    void sayNotDeleted();
    /// Takes back what only spoke of the last step.
    void dismissPassing();

signals:
    void compareRequested();
    void createAgainRequested();
    void putAsideRequested();
    void bringBackRequested();
    void saveAgainRequested();
    /// The session refused the write, being read-only.
    void unlockRequested();

private:
    enum class Topic { None, Passing, Overtaken, Deleted, Failed, Unknown };
    struct Message
    {
        Topic topic = Topic::None;
        qint64 revision = 0;
        friend bool operator==(const Message &, const Message &) = default;
    };

    [[nodiscard]] Message pending(bool comparing) const;
    [[nodiscard]] QString at(qint64 position) const;
    void say(const Message &message);
    void sayFailed(const WriteOutcome &outcome);
    void sayUnknown(const WriteOutcome &outcome);
    void offer(const QString &text, const char *name, void (KeyMessages::*request)());
    void closed();

    OpenKey &m_key;
    MessageBar &m_bar;
    Message m_shown;
    Message m_closed;
};

} // namespace etcdscope
