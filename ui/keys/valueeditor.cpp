// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/valueeditor.h"

#include "core/base/background.h"
#include "ui/keys/jsonviewer.h"
#include "ui/keys/valuebar.h"
#include "ui/keys/valuefinder.h"
#include "ui/keys/valuenote.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/messagebar.h"

#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace etcdscope {

namespace {

constexpr qsizetype atOnce = 64 * 1024; // bytes; taking a larger text out of its document costs milliseconds
constexpr int commitPause = 200;        // milliseconds

} // namespace

ValueEditor::ValueEditor(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_bar(new ValueBar(name, this))
    , m_noteBar(new MessageBar(this))
    , m_findBar(new FindBar(name + QLatin1String("Find"), this))
    , m_finder(new ValueFinder(*m_findBar, this))
    , m_stack(new QStackedWidget(this))
    , m_text(new CodeEditor(this))
    , m_json(new JsonViewer(this))
    , m_hex(new HexView(this))
    , m_note(new ValueNote(*m_noteBar, *m_text, *m_json, this))
{
    setObjectName(name + QLatin1String("Editor"));
    m_noteBar->setObjectName(name + QLatin1String("Note"));
    m_text->setObjectName(name + QLatin1String("Text"));
    m_text->setAccessibleName(tr("Value as text"));
    m_json->setObjectName(name + QLatin1String("Json"));
    m_json->setAccessibleName(tr("Value as formatted JSON, read-only"));
    m_hex->setObjectName(name + QLatin1String("Hex"));
    for (QAbstractScrollArea *const viewer :
         std::initializer_list<QAbstractScrollArea *>{m_text, m_json, m_hex}) { // in the order of ValueView
        m_stack->addWidget(viewer);
        viewer->installEventFilter(this);
        viewer->viewport()->installEventFilter(this);
        viewer->setAcceptDrops(true);
    }
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_bar);
    layout->addWidget(m_noteBar);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_findBar);

    m_commit.setSingleShot(true);
    m_commit.setInterval(commitPause);
    connect(&m_commit, &QTimer::timeout, this, &ValueEditor::commitAside);
    const auto goTo = [this](View view) {
        chooseView(view);
        focusViewer();
    };
    connect(m_bar, &ValueBar::viewChosen, this, &ValueEditor::chooseView);
    connect(m_bar, &ValueBar::editRequested, this, [goTo] { goTo(View::Text); });
    connect(m_note, &ValueNote::viewRequested, this, goTo);
    connect(m_note, &ValueNote::saveToFileRequested, this, &ValueEditor::saveToFileRequested);
    connect(m_note, &ValueNote::placeRequested, this, [this, goTo](const JsonError &error) {
        goTo(View::Text);
        m_text->goTo(error.line, error.column);
    });
    connectViewers();
    connect(m_findBar, &FindBar::closed, this, &ValueEditor::focusViewer);
}

void ValueEditor::connectViewers()
{
    for (CodeEditor *const viewer : std::initializer_list<CodeEditor *>{m_text, m_json}) {
        connect(viewer, &CodeEditor::loaded, this, [this] {
            updateNote();
            updateDetection();
            m_finder->lookAgain();
        });
        connect(viewer, &CodeEditor::loading, this, &ValueEditor::updateDetection);
        connect(viewer, &CodeEditor::truncated, this, &ValueEditor::updateNote);
    }
    connect(m_text, &CodeEditor::edited, this, &ValueEditor::textEdited);
    connect(m_hex, &HexView::dataEdited, this, &ValueEditor::hexEdited);
    connect(m_text, &CodeEditor::undoExhausted, this, &ValueEditor::undoReplacement);
    connect(m_hex, &HexView::undoExhausted, this, &ValueEditor::undoReplacement);
    connect(m_text, &CodeEditor::pasteRefused, m_note, &ValueNote::sayPasteRefused);
}

ValueEditor::~ValueEditor() = default;

void ValueEditor::openValue(const QByteArray &value, std::optional<View> view)
{
    m_replaced.reset();
    take(value);
    m_json->setBytes({});
    showIn(view.value_or(suitableView()));
}

void ValueEditor::setValue(const QByteArray &value)
{
    const bool textIsFresh = m_filled[size_t(View::Text)] && !m_held && value == m_value;
    const bool hexIsFresh = m_filled[size_t(View::Hex)] && m_hex->data() == value;
    if (value == m_value && (m_view == View::Text ? textIsFresh : m_view != View::Hex || hexIsFresh))
        return;
    if (value != m_value)
        m_replaced.reset();
    take(value);
    m_filled[size_t(View::Text)] = textIsFresh;
    m_filled[size_t(View::Hex)] = hexIsFresh;
    showIn(m_view);
}

void ValueEditor::replaceValue(const QByteArray &value)
{
    flush();
    const QByteArray before = m_value;
    setValue(value);
    m_replaced = before;
    emit edited(m_value);
}

void ValueEditor::undoReplacement()
{
    if (!m_replaced || !m_editable)
        return;
    const QByteArray before = *m_replaced;
    setValue(before);
    emit edited(m_value);
}

const QByteArray &ValueEditor::value()
{
    flush();
    return m_value;
}

void ValueEditor::flush()
{
    if (!m_held)
        return;
    m_value = m_view == View::Hex ? m_hex->data() : m_text->bytes();
    commit();
}

/// The same as flush() for a text so large that its bytes are better made on a worker.
void ValueEditor::commitAside()
{
    if (m_view == View::Hex) {
        flush();
        return;
    }
    inBackground(
        this, [snapshot = m_text->snapshot()] { return snapshot.bytes(); },
        [this, edits = m_edits](const QByteArray &bytes) {
            if (!m_held || edits != m_edits)
                return;
            // All undone: the very bytes that were given, which others share.
            m_value = m_text->isModified() ? bytes : m_text->bytes();
            commit();
        });
}

void ValueEditor::commit()
{
    m_commit.stop();
    m_held = false;
    emit edited(m_value);
}

void ValueEditor::setEditable(bool editable)
{
    m_editable = editable;
    m_text->setEditable(editable);
    m_hex->setReadOnly(!editable);
}

void ValueEditor::setView(View view)
{
    if (view != m_view)
        showIn(view);
}

void ValueEditor::focusViewer()
{
    viewer(m_view)->setFocus(Qt::OtherFocusReason);
}

void ValueEditor::take(const QByteArray &value)
{
    m_value = value;
    m_commit.stop();
    m_held = false;
    ++m_edits;
    m_filled.fill(false);
    m_json->cancel();
    m_detection = detectValue(value);
    updateDetection();
}

void ValueEditor::find()
{
    m_finder->open();
}

void ValueEditor::findNext(bool forward)
{
    m_finder->step(forward);
}

void ValueEditor::setMenuActions(const QList<QAction *> &actions)
{
    m_bar->setMenuActions(actions);
}

ValueEditor::View ValueEditor::suitableView() const
{
    if (m_detection.format == ValueFormat::Binary)
        return View::Hex;
    // JSON that somebody has laid out already is shown as it is, where it can be edited.
    if (m_detection.format == ValueFormat::Json && !m_value.contains('\n') && m_value.size() > 60)
        return View::Json;
    return View::Text;
}

QWidget *ValueEditor::viewer(View view) const
{
    return m_stack->widget(int(view));
}

void ValueEditor::chooseView(View view)
{
    showIn(view);
    emit viewChosen(view);
}

void ValueEditor::showIn(View view)
{
    flush();
    m_view = view;
    m_bar->setView(view);
    if (!m_filled[size_t(view)]) {
        m_filled[size_t(view)] = true;
        switch (view) {
        case View::Text:
            fillText();
            break;
        case View::Json:
            m_json->layOut(m_value);
            break;
        case View::Hex:
            fillHex();
            break;
        }
    }
    m_stack->setCurrentIndex(int(view));
    if (view == View::Hex)
        m_finder->lookIn(m_hex);
    else
        m_finder->lookIn(view == View::Text ? m_text : m_json);
    setFocusProxy(viewer(view));
    updateNote();
}

void ValueEditor::fillText()
{
    const int position = m_text->textCursor().position();
    const int scroll = m_text->verticalScrollBar()->value();
    m_text->setHighlighting(m_detection.format == ValueFormat::Json ? CodeEditor::Highlighting::Json
                                                                    : CodeEditor::Highlighting::None);
    m_text->setBytes(m_value);
    if (m_text->isLoading())
        return;
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(std::min(position, m_text->document()->characterCount() - 1));
    m_text->setTextCursor(cursor);
    m_text->verticalScrollBar()->setValue(scroll);
}

void ValueEditor::fillHex()
{
    const qsizetype cursor = m_hex->cursorOffset();
    m_hex->setData(m_value);
    m_hex->select(cursor, cursor);
}

void ValueEditor::textEdited()
{
    m_filled[size_t(View::Json)] = false;
    m_filled[size_t(View::Hex)] = false;
    hold(m_text->document()->characterCount());
}

void ValueEditor::hexEdited()
{
    m_filled[size_t(View::Text)] = false;
    m_filled[size_t(View::Json)] = false;
    hold(m_hex->data().size());
}

void ValueEditor::hold(qsizetype size)
{
    const bool first = !std::exchange(m_held, true);
    ++m_edits;
    m_commit.start();
    if (std::max(size, m_value.size()) <= atOnce)
        flush();
    else if (first)
        emit holding();
    m_finder->lookAgain();
}

void ValueEditor::updateNote()
{
    m_note->update(m_view, m_value.size());
}

void ValueEditor::updateDetection()
{
    const CodeEditor *const shown = m_view == View::Json ? m_json : m_text;
    QString doing;
    if (m_view == View::Json && m_json->isLayingOut())
        doing = tr("being laid out…");
    else if (m_view != View::Hex && shown->isLoading())
        doing = tr("loading %1 %").arg(shown->loadedPercent());
    m_bar->setDetection(m_detection, doing);
}

} // namespace etcdscope
