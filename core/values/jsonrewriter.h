// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/jsonscanner.h"

#include <QByteArray>

#include <optional>

namespace etcdscope {

enum class JsonLayout {
    Indented, ///< one member or element a line, two spaces a level (no deeper than 64 levels), `{}` and `[]`
              ///< closed
    Minified, ///< no white space between tokens
};

/// Writes a JSON text with other white space and every token byte for byte as it was, in bounded steps: give
/// `[&] { return rewriter.step(32 * 1024); }` to a Slicer, or loop on a worker. Owned by whoever wants the
/// text.
class JsonRewriter final
{
public:
    JsonRewriter(QByteArray bytes, JsonLayout layout);

    /// Reads about `budget` more bytes. True while there is more to do.
    [[nodiscard]] bool step(qsizetype budget);

    /// Why there is no result; to be asked when step() has returned false.
    [[nodiscard]] const std::optional<JsonError> &error() const { return m_error; }
    /// The new text when step() has returned false and there is no error.
    [[nodiscard]] const QByteArray &result() const { return m_result; }
    [[nodiscard]] qsizetype position() const { return m_scanner.position(); }

private:
    void write();
    void breakLine();

    JsonScanner m_scanner;
    QByteArray m_result;
    std::optional<JsonError> m_error;
    qsizetype m_limit;
    JsonLayout m_layout;
    JsonTokenType m_previous = JsonTokenType::Colon;
};

/// What a rewrite ends in: `bytes`, or the error that stands in their place.
struct JsonText
{
    QByteArray bytes;
    std::optional<JsonError> error;
};

/// All in one go: about 10 ms for 1 MiB.
[[nodiscard]] JsonText rewriteJson(const QByteArray &bytes, JsonLayout layout);

} // namespace etcdscope
