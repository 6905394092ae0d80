// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <optional>
#include <utility>
#include <variant>

namespace etcdscope {

/// A value or the Error that stands in its place.
template<class T> class [[nodiscard]] Result final
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Precondition: ok().
    [[nodiscard]] T &value() & { return *pointer(); }
    [[nodiscard]] const T &value() const & { return *pointer(); }
    [[nodiscard]] T &&value() && { return std::move(*pointer()); }
    T *operator->() { return pointer(); }
    const T *operator->() const { return pointer(); }
    T &operator*() & { return *pointer(); }
    const T &operator*() const & { return *pointer(); }
    T &&operator*() && { return std::move(*pointer()); }

    /// Precondition: !ok().
    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    T *pointer()
    {
        Q_ASSERT(ok());
        return std::get_if<0>(&m_state);
    }
    const T *pointer() const
    {
        Q_ASSERT(ok());
        return std::get_if<0>(&m_state);
    }

    std::variant<T, Error> m_state;
};

template<> class [[nodiscard]] Result<void> final
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }

    /// Precondition: !ok().
    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(!ok());
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace etcdscope
