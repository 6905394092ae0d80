// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/jsonviewer.h"

#include "core/base/background.h"
#include "core/values/jsonrewriter.h"

#include <QScrollBar>

namespace etcdscope {

JsonViewer::JsonViewer(QWidget *parent)
    : CodeEditor(parent)
{
    setEditable(false);
    setHighlighting(Highlighting::Json);
}

void JsonViewer::layOut(const QByteArray &value)
{
    m_layingOut = true;
    emit loading();
    inBackground(
        this, [value] { return rewriteJson(value, JsonLayout::Indented); },
        [this, value, run = ++m_run](const JsonText &text) {
            if (run != m_run)
                return;
            m_layingOut = false;
            m_error = text.error;
            const int scroll = verticalScrollBar()->value();
            setBytes(m_error ? value : text.bytes);
            verticalScrollBar()->setValue(scroll);
        });
}

void JsonViewer::cancel()
{
    ++m_run;
    m_layingOut = false;
    m_error.reset();
}

} // namespace etcdscope
