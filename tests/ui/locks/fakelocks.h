// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/elections.h"

#include <QPointer>

#include <algorithm>

namespace etcdscope {

/// A claim that is what the test says.
class FakeClaim final : public LockClaim
{
    Q_OBJECT

public:
    FakeClaim(QByteArray name, LockOptions options)
        : options(std::move(options))
        , m_name(std::move(name))
    {
    }

    void become(State state, const QByteArray &key = {}, int ahead = 0, std::optional<Error> error = {})
    {
        m_state = state;
        m_ahead = ahead;
        m_error = std::move(error);
        if (!key.isEmpty())
            m_key = key;
        emit changed();
    }

    [[nodiscard]] QByteArray name() const override { return m_name; }
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] int ahead() const override { return m_ahead; }
    [[nodiscard]] QByteArray key() const override { return m_key; }
    [[nodiscard]] QByteArray token() const override { return options.token; }
    [[nodiscard]] std::optional<qint64> timeToLive() const override { return options.timeToLive; }
    [[nodiscard]] const std::optional<Error> &error() const override { return m_error; }
    [[nodiscard]] bool isReleasing() const override { return m_isReleasing; }
    void renew() override { ++renewals; }
    void release() override
    {
        m_isReleasing = true;
        emit changed();
    }

    const LockOptions options;
    int renewals = 0;

private:
    const QByteArray m_name;
    State m_state = State::Waiting;
    int m_ahead = 0;
    QByteArray m_key;
    std::optional<Error> m_error;
    bool m_isReleasing = false;
};

class FakeWatch final : public LockWatch
{
    Q_OBJECT
};

/// Locks in memory, changed by the test.
class FakeLocks final : public Locks
{
public:
    explicit FakeLocks(QByteArray prefix = "/_locks")
        : m_prefix(std::move(prefix))
    {
    }

    /// Contenders are called by their tokens; without a time to live where `seconds` is 0.
    void set(const QByteArray &name, const QByteArrayList &tokens, qint64 seconds = 60)
    {
        std::erase_if(queues, [&](const LockQueue &queue) { return queue.name == name; });
        LockQueue queue{.name = name, .contenders = {}, .position = {100}};
        for (const QByteArray &token : tokens)
            queue.contenders.push_back({.key = keyOf(name, token),
                                        .token = token,
                                        .createRevision = 40 + qint64(queue.contenders.size()),
                                        .modRevision = 90,
                                        .timeToLive = seconds ? std::optional(seconds) : std::nullopt});
        std::ranges::sort(queue.contenders, {}, &Contender::key);
        if (!tokens.isEmpty())
            queues.push_back(queue);
        std::ranges::sort(queues, {}, &LockQueue::name);
        if (watcher)
            emit watcher->changed();
    }
    [[nodiscard]] QByteArray keyOf(const QByteArray &name, const QByteArray &token) const
    {
        return place(name) + "/000" + token;
    }

    [[nodiscard]] Call<std::vector<LockQueue>> all() override
    {
        ++readings;
        if (failure)
            return answered<std::vector<LockQueue>>(*failure);
        return answered<std::vector<LockQueue>>(queues);
    }
    void reconnect() override {}
    [[nodiscard]] Call<LockQueue> queue(const QByteArray &name) override
    {
        const auto found = std::ranges::find(queues, name, &LockQueue::name);
        return answered<LockQueue>(
            found == queues.end() ? LockQueue{.name = name, .contenders = {}, .position = {}} : *found);
    }
    [[nodiscard]] std::unique_ptr<LockClaim> acquire(const QByteArray &name,
                                                     const LockOptions &options) override
    {
        auto made = std::make_unique<FakeClaim>(name, options);
        claim = made.get();
        return made;
    }
    [[nodiscard]] Call<Position> remove(const Contender &contender) override
    {
        removed.append(contender.key);
        if (removeFailure)
            return answered<Position>(*removeFailure);
        return answered<Position>(Position{101});
    }
    [[nodiscard]] std::unique_ptr<LockWatch> watch() override
    {
        auto made = std::make_unique<FakeWatch>();
        watcher = made.get();
        return made;
    }
    [[nodiscard]] QString nameProblem(const QByteArray &name) const override
    {
        return name.contains("..") ? QStringLiteral("not a name") : QString();
    }
    [[nodiscard]] QByteArray place(const QByteArray &name) const override { return m_prefix + '/' + name; }
    [[nodiscard]] Elections *elections() override { return m_elections.get(); }

    /// Gives it elections; they are answered.
    FakeLocks &addElections()
    {
        auto locks = std::make_unique<FakeLocks>("/_elections");
        FakeLocks &made = *locks;
        m_elections = std::make_unique<Elections>(std::move(locks));
        return made;
    }

    std::vector<LockQueue> queues;
    std::optional<Error> failure;
    std::optional<Error> removeFailure;
    QPointer<FakeClaim> claim; ///< the last one
    QPointer<FakeWatch> watcher;
    QByteArrayList removed; ///< keys
    int readings = 0;

private:
    const QByteArray m_prefix;
    std::unique_ptr<Elections> m_elections;
};

} // namespace etcdscope
