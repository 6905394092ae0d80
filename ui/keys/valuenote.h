// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/jsonscanner.h"
#include "ui/keys/valueview.h"

#include <QObject>

class QString;

namespace etcdscope {

class CodeEditor;
class JsonViewer;
class MessageBar;

/// Says in the bar above a value why it is not shown whole or cannot be changed in the viewer that is shown,
/// and offers the way that works. Owned by the value editor, which owns bar and viewers too.
class ValueNote final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueNote)

public:
    ValueNote(MessageBar &bar, const CodeEditor &text, const JsonViewer &json, QObject *parent);

    /// Says what there is to say about a value of `size` bytes in `view`, or nothing. To be called when one
    /// of them is another.
    void update(ValueView view, qint64 size);
    void sayPasteRefused(qint64 bytes);

signals:
    void viewRequested(etcdscope::ValueView view);
    /// The user wants to see where the text is not JSON.
    void placeRequested(const etcdscope::JsonError &error);
    void saveToFileRequested();

private:
    [[nodiscard]] bool say(const QString &text);
    void offerHex();
    void offerFile();
    void sayNotJson();
    void sayCut(qint64 size);
    void sayObstacle();

    MessageBar &m_bar;
    const CodeEditor &m_text;
    const JsonViewer &m_json;
};

} // namespace etcdscope
