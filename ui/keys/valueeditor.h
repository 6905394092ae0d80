// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/valuedetector.h"
#include "ui/keys/valueview.h"

#include <QByteArray>
#include <QTimer>
#include <QWidget>

#include <array>
#include <optional>

class QAction;
class QDropEvent;
class QKeyEvent;
class QStackedWidget;

namespace etcdscope {

class CodeEditor;
class FindBar;
class HexView;
class JsonViewer;
class MessageBar;
class ValueBar;
class ValueFinder;
class ValueNote;

/// The bytes of a value in one of three viewers: text and hex, which edit them, and JSON, which lays them out
/// to be read and changes nothing. Changing viewers never changes a byte.
class ValueEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueEditor)

public:
    using View = ValueView;

    /// Object names of the parts begin with `name`: "valueText", "valueHex".
    explicit ValueEditor(const QString &name, QWidget *parent = nullptr);
    ~ValueEditor() override;

    /// Shows the value of another key, in `view` or else in the viewer that suits it.
    void openValue(const QByteArray &value, std::optional<View> view);
    /// Shows another value of the same key: viewer, cursor and scroll stay as far as they can. Does nothing
    /// when these are the bytes shown.
    void setValue(const QByteArray &value);
    /// The value with all edits.
    [[nodiscard]] const QByteArray &value();
    /// Emits edited() for an edit that was still held back; see edited().
    void flush();
    /// There is an edit edited() was not emitted for yet.
    [[nodiscard]] bool isHolding() const { return m_held; }

    /// Puts a whole value in the place of this one, as an edit: edited() follows. undoReplacement() takes it
    /// back as long as no other value was given, as does undo in a viewer when its own edits are undone.
    void replaceValue(const QByteArray &value);
    void undoReplacement();

    void setEditable(bool editable);
    [[nodiscard]] bool isEditable() const { return m_editable; }
    [[nodiscard]] View view() const { return m_view; }
    void setView(View view);
    /// The same for a user who asked for it: viewChosen() follows.
    void chooseView(View view);
    [[nodiscard]] const Detection &detection() const { return m_detection; }

    /// Puts the keyboard into the viewer shown.
    void focusViewer();

    /// Opens the bar that looks for text in the viewer shown, or goes to another match.
    void find();
    void findNext(bool forward);

    /// What the "…" button offers; the actions are borrowed.
    void setMenuActions(const QList<QAction *> &actions);

signals:
    /// The user changed the value. At once up to 64 KiB; above that when typing pauses, or at flush().
    void edited(const QByteArray &value);
    /// An edit is held back from now on: isHolding().
    void holding();
    /// The user dropped a file on the value, which is editable.
    void fileDropped(const QString &path);
    /// The user wants the value in a file.
    void saveToFileRequested();
    /// The user asked for this viewer.
    void viewChosen(etcdscope::ValueView view);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectViewers();
    [[nodiscard]] View suitableView() const;
    [[nodiscard]] QWidget *viewer(View view) const;
    void showIn(View view);
    void fillText();
    void fillHex();
    void textEdited();
    void hexEdited();
    void hold(qsizetype size);
    void commit();
    void commitAside();
    [[nodiscard]] bool handleKey(QKeyEvent &event);
    [[nodiscard]] bool handleDrag(QDropEvent &event);
    void take(const QByteArray &value);
    void updateNote();
    void updateDetection();

    QByteArray m_value;
    Detection m_detection;
    View m_view = View::Text;
    std::array<bool, 3> m_filled{}; // by View: it shows m_value
    bool m_editable = true;
    QTimer m_commit;     // gathers keystrokes in a large value
    bool m_held = false; // an edit that edited() was not emitted for
    int m_edits = 0;     // so that bytes made of an older text are dropped
    std::optional<QByteArray> m_replaced;

    ValueBar *m_bar;
    MessageBar *m_noteBar;
    FindBar *m_findBar;
    ValueFinder *m_finder;
    QStackedWidget *m_stack;
    CodeEditor *m_text;
    JsonViewer *m_json;
    HexView *m_hex;
    ValueNote *m_note;
};

} // namespace etcdscope
