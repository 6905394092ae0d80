// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace etcdscope {

namespace detail {

/// Shared by a Call and its Promise. Whoever ends it first wins: an answer, or a cancel.
template<class T> struct CallState
{
    std::function<void(Result<T>)> deliver; // set by then()
    std::function<void()> abort;            // set by the producer
    std::optional<Result<T>> early;         // an answer that came before then()
    QMetaObject::Connection contextGuard;
    bool ended = false;

    void cancel()
    {
        if (std::exchange(ended, true))
            return;
        QObject::disconnect(contextGuard);
        deliver = nullptr;
        early.reset();
        if (auto stop = std::exchange(abort, nullptr))
            stop();
    }
};

} // namespace detail

template<class T> class Call;

/// The producing end of a Call. Copyable; all copies speak for the same call. Not thread-safe: one thread.
/// Letting the last copy go does not answer: a producer that ends answers first, or its consumer waits
/// forever.
template<class T> class Promise final
{
public:
    Promise()
        : m_state(std::make_shared<detail::CallState<T>>())
    {
    }

    /// The consuming end; to be taken once.
    [[nodiscard]] Call<T> call() const { return Call<T>(m_state); }

    /// `abort` runs at most once, when the consumer cancels before an answer came. Set after the call has
    /// ended it never runs: a producer that starts late asks ended() first.
    void onCancel(std::function<void()> abort) const
    {
        if (!ended())
            m_state->abort = std::move(abort);
    }

    /// True once answered or cancelled: an answer would reach nobody.
    [[nodiscard]] bool ended() const { return m_state->ended || m_state->early; }

    /// Answers. To be called from the event loop (a slot, a timer) and as the producer's last act, since the
    /// consumer runs inside and may delete the producer. A second answer is ignored.
    void finish(Result<T> result) const
    {
        const auto state = m_state; // the consumer may drop the last other reference
        if (state->ended || state->early)
            return;
        state->abort = nullptr;
        if (!state->deliver) {
            state->early = std::move(result);
            return;
        }
        state->ended = true;
        QObject::disconnect(state->contextGuard);
        auto deliver = std::exchange(state->deliver, nullptr);
        deliver(std::move(result));
    }

private:
    std::shared_ptr<detail::CallState<T>> m_state;
};

/// One answer to come. A move-only handle that ends in exactly one of two ways: the function given to then()
/// is called once, from the event loop, or the call is cancelled and the function is never called. It is
/// cancelled by cancel(), by destruction, by being assigned over ("latest wins"), or by the death of the
/// context given to then(). Cancelling forgets the function first and only then stops the work.
template<class T> class [[nodiscard]] Call final
{
public:
    Call() = default;
    ~Call() { cancel(); }
    Call(Call &&other) noexcept = default;
    Call &operator=(Call &&other) noexcept
    {
        if (this != &other) {
            cancel();
            m_state = std::move(other.m_state);
        }
        return *this;
    }
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;

    /// `f(Result<T>)` is called with the answer while `context` lives, never from inside then() itself.
    template<class F> void then(QObject *context, F f) &
    {
        static_assert(std::is_invocable_v<F, Result<T>>);
        Q_ASSERT(context);
        Q_ASSERT(m_state && !m_state->deliver);
        auto state = m_state;
        state->contextGuard =
            QObject::connect(context, &QObject::destroyed, context, [weak = std::weak_ptr(state)] {
                if (auto s = weak.lock())
                    s->cancel();
            });
        state->deliver = std::move(f);
        if (state->early) {
            QMetaObject::invokeMethod(
                context,
                [weak = std::weak_ptr(state)] {
                    auto s = weak.lock();
                    if (!s || s->ended || !s->early)
                        return;
                    s->ended = true;
                    QObject::disconnect(s->contextGuard);
                    auto deliver = std::exchange(s->deliver, nullptr);
                    deliver(std::move(*s->early));
                },
                Qt::QueuedConnection);
        }
    }

    template<class F> [[nodiscard]] Call then(QObject *context, F f) &&
    {
        then(context, std::move(f));
        return std::move(*this);
    }

    /// The same call with its answer turned by `f(Result<T>) -> Result<U>`, a pure function. Cancelling the
    /// new call cancels this one.
    template<class F> [[nodiscard]] auto transform(F f) &&
    {
        using U = std::remove_cvref_t<decltype(resultOf(f(std::declval<Result<T>>())))>;
        Q_ASSERT(m_state && !m_state->deliver);
        Promise<U> outer;
        auto inner = std::exchange(m_state, nullptr);
        outer.onCancel([inner] { inner->cancel(); });
        if (inner->early) {
            inner->ended = true;
            outer.finish(f(std::move(*inner->early)));
        } else {
            inner->deliver = [outer, f = std::move(f)](Result<T> result) mutable {
                outer.finish(f(std::move(result)));
            };
        }
        return outer.call();
    }

    void cancel()
    {
        if (auto state = std::exchange(m_state, nullptr))
            state->cancel();
    }

    /// True while an answer may still come.
    [[nodiscard]] bool isActive() const { return m_state && !m_state->ended; }

private:
    friend class Promise<T>;
    explicit Call(std::shared_ptr<detail::CallState<T>> state)
        : m_state(std::move(state))
    {
    }

    template<class U> static U resultOf(Result<U>);

    std::shared_ptr<detail::CallState<T>> m_state;
};

/// A call that is already answered, delivered from the event loop like any other.
template<class T> [[nodiscard]] Call<T> answered(Result<T> result)
{
    Promise<T> promise;
    promise.finish(std::move(result));
    return promise.call();
}

} // namespace etcdscope
