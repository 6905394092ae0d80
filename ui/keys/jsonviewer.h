// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/jsonscanner.h"
#include "ui/widgets/codeeditor.h"

#include <optional>

namespace etcdscope {

/// A value laid out as JSON, to be read; a value that is not JSON as it is. Laying out is done on a worker:
/// loading() comes when it begins, loaded() when all is shown.
class JsonViewer final : public CodeEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonViewer)

public:
    explicit JsonViewer(QWidget *parent = nullptr);

    /// Shows `value` in the place of what is shown, which stays until then; the scroll position is kept.
    void layOut(const QByteArray &value);
    /// Gives up a layOut() under way.
    void cancel();

    [[nodiscard]] bool isLayingOut() const { return m_layingOut; }
    /// Why what is shown is not laid out.
    [[nodiscard]] const std::optional<JsonError> &error() const { return m_error; }

private:
    std::optional<JsonError> m_error;
    int m_run = 0;
    bool m_layingOut = false;
};

} // namespace etcdscope
