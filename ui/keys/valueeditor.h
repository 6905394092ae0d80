// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/slicer.h"
#include "core/values/jsonrewriter.h"
#include "core/values/valuedetector.h"

#include <QByteArray>
#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>

class QAbstractButton;
class QButtonGroup;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace etcdscope {

class CodeEditor;
class HexView;
class MessageBar;

/// The bytes of a value in one of three viewers: text and hex, which edit them, and JSON, which lays them out
/// to be read and changes nothing. Changing viewers never changes a byte.
class ValueEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueEditor)

public:
    enum class View { Text, Json, Hex };
    Q_ENUM(View)

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

    void setEditable(bool editable);
    [[nodiscard]] View view() const { return m_view; }
    void setView(View view);
    /// The same for a user who asked for it: viewChosen() follows.
    void chooseView(View view);
    [[nodiscard]] const Detection &detection() const { return m_detection; }

    /// Puts the keyboard into the viewer shown.
    void focusViewer();

signals:
    /// The user changed the value. At once up to 64 KiB; above that when typing pauses, or at flush().
    void edited(const QByteArray &value);
    /// The user asked for this viewer.
    void viewChosen(etcdscope::ValueEditor::View view);

private:
    [[nodiscard]] View suitableView() const;
    [[nodiscard]] QWidget *viewer(View view) const;
    void showIn(View view);
    void fillText();
    void textEdited();
    void hexEdited();
    void layOutJson();
    void jsonReady();
    void take(const QByteArray &value);
    void updateNote();
    void updateDetection();

    QByteArray m_value;
    Detection m_detection;
    View m_view = View::Text;
    std::array<bool, 3> m_filled{}; // by View: it shows m_value
    bool m_editable = true;
    QTimer m_commit; // gathers keystrokes in a large text
    std::unique_ptr<JsonRewriter> m_rewriter;
    Slicer m_rewriting;

    QButtonGroup *m_views;
    QLabel *m_detected;
    QPushButton *m_edit;
    MessageBar *m_note;
    QStackedWidget *m_stack;
    CodeEditor *m_text;
    CodeEditor *m_json;
    HexView *m_hex;
};

} // namespace etcdscope
