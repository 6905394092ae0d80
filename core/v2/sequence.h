// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"

#include <QPointer>

namespace etcdscope::v2 {

namespace detail {

template<class A, class B> struct Sequence final : QObject
{
    Call<A> first;
    Call<B> second;
    Promise<B> promise;

    void end(Result<B> result)
    {
        const Promise<B> last = promise;
        deleteLater();
        last.finish(std::move(result));
    }
};

template<class T> T typeOf(Call<T>);

} // namespace detail

/// One call after another: `next(A) -> Call<B>` once the first has succeeded. Cancelling the whole cancels
/// whichever is under way.
template<class A, class F> [[nodiscard]] auto andThen(Call<A> first, F next)
{
    using B = decltype(detail::typeOf(next(std::declval<A>())));
    auto *sequence = new detail::Sequence<A, B>;
    const Promise<B> promise = sequence->promise;
    promise.onCancel([pointer = QPointer<QObject>(sequence), sequence] {
        if (!pointer)
            return;
        sequence->first.cancel();
        sequence->second.cancel();
        sequence->deleteLater();
    });
    sequence->first = std::move(first);
    sequence->first.then(sequence, [sequence, next = std::move(next)](Result<A> result) mutable {
        if (!result) {
            sequence->end(result.error());
            return;
        }
        sequence->second = next(*std::move(result));
        sequence->second.then(sequence, [sequence](Result<B> last) { sequence->end(std::move(last)); });
    });
    return promise.call();
}

/// A read that a write waits for: whatever it met, nothing was written.
template<class T> [[nodiscard]] Call<T> beforeWriting(Call<T> read)
{
    return std::move(read).transform([](Result<T> answer) {
        if (answer)
            return answer;
        Error error = answer.error();
        error.fate = RequestFate::NotSent;
        return Result<T>(std::move(error));
    });
}

} // namespace etcdscope::v2
