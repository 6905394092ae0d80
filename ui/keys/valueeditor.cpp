// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/valueeditor.h"

#include "core/base/background.h"
#include "ui/keys/valuefinder.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/format.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"

#include <QButtonGroup>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace etcdscope {

namespace {

constexpr qsizetype atOnce = 64 * 1024; // bytes; taking a larger text out of its document costs milliseconds
constexpr int commitPause = 200;        // milliseconds
constexpr qsizetype rewriteStep = 32 * 1024;

QString problemText(const JsonError &error)
{
    switch (error.problem) {
    case JsonProblem::UnexpectedEnd:
        return ValueEditor::tr("it ends too early");
    case JsonProblem::ExpectedValue:
        return ValueEditor::tr("a value is expected");
    case JsonProblem::ExpectedName:
        return ValueEditor::tr("a name in quotation marks is expected");
    case JsonProblem::ExpectedColon:
        return ValueEditor::tr("a colon is expected");
    case JsonProblem::ExpectedComma:
        return ValueEditor::tr("a comma or a closing bracket is expected");
    case JsonProblem::TrailingContent:
        return ValueEditor::tr("something follows after the end");
    case JsonProblem::ControlCharacter:
        return ValueEditor::tr("there is a control character inside a string");
    case JsonProblem::InvalidEscape:
        return ValueEditor::tr("an escape is wrong");
    case JsonProblem::InvalidUtf8:
        return ValueEditor::tr("a byte is not UTF-8");
    case JsonProblem::InvalidNumber:
        return ValueEditor::tr("a number is wrong");
    case JsonProblem::TooDeep:
        return ValueEditor::tr("it is nested too deep to be laid out");
    case JsonProblem::TooLarge:
        return ValueEditor::tr("laid out it would be too large");
    }
    return {};
}

} // namespace

ValueEditor::ValueEditor(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_views(new QButtonGroup(this))
    , m_detected(new QLabel(this))
    , m_edit(new QPushButton(tr("Edit as Text"), this))
    , m_more(new QToolButton(this))
    , m_note(new MessageBar(this))
    , m_findBar(new FindBar(name + QLatin1String("Find"), this))
    , m_finder(new ValueFinder(*m_findBar, this))
    , m_stack(new QStackedWidget(this))
    , m_text(new CodeEditor(this))
    , m_json(new CodeEditor(this))
    , m_hex(new HexView(this))
{
    setObjectName(name + QLatin1String("Editor"));
    m_note->setObjectName(name + QLatin1String("Note"));
    m_text->setObjectName(name + QLatin1String("Text"));
    m_text->setAccessibleName(tr("Value as text"));
    m_json->setObjectName(name + QLatin1String("Json"));
    m_json->setAccessibleName(tr("Value as formatted JSON, read-only"));
    m_json->setEditable(false);
    m_json->setHighlighting(CodeEditor::Highlighting::Json);
    m_hex->setObjectName(name + QLatin1String("Hex"));
    m_detected->setObjectName(name + QLatin1String("Detected"));
    m_edit->setObjectName(name + QLatin1String("Edit"));
    m_edit->setAccessibleName(tr("Edit the value as text"));
    m_edit->setAutoDefault(false);
    m_edit->setToolTip(tr("The formatted view is for reading. Editing changes the very bytes of the value."));
    connect(m_edit, &QPushButton::clicked, this, [this] {
        chooseView(View::Text);
        focusViewer();
    });

    auto *const row = new QHBoxLayout;
    row->setSpacing(0);
    const auto addView = [&](View view, const QString &text, QLatin1String part, QWidget *viewer) {
        auto *const button = new QToolButton(this);
        button->setText(text);
        button->setObjectName(name + part);
        button->setAccessibleName(tr("Show the value as %1").arg(text));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumWidth(56);
        connect(button, &QToolButton::toggled, button, [button](bool checked) {
            QFont font = button->font();
            font.setBold(checked);
            button->setFont(font);
        });
        m_views->addButton(button, int(view));
        row->addWidget(button);
        m_stack->addWidget(viewer);
    };
    addView(View::Text, tr("Text"), QLatin1String("AsText"), m_text);
    addView(View::Json, tr("JSON"), QLatin1String("AsJson"), m_json);
    addView(View::Hex, tr("Hex"), QLatin1String("AsHex"), m_hex);
    m_views->button(int(View::Text))->setChecked(true);
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) { chooseView(View(id)); });
    row->addSpacing(12);
    row->addWidget(m_detected);
    row->addStretch(1);
    row->addWidget(m_edit);
    row->addSpacing(4);
    row->addWidget(m_more);
    m_edit->hide();
    m_more->setObjectName(name + QLatin1String("More"));
    m_more->setText(QStringLiteral("…"));
    m_more->setToolTip(tr("What else can be done with the value"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->hide();

    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_findBar);

    m_commit.setSingleShot(true);
    m_commit.setInterval(commitPause);
    connect(&m_commit, &QTimer::timeout, this, &ValueEditor::commitAside);
    connect(&m_rewriting, &Slicer::finished, this, &ValueEditor::jsonReady);
    connect(m_text, &CodeEditor::edited, this, &ValueEditor::textEdited);
    for (CodeEditor *const viewer : {m_text, m_json}) {
        connect(viewer, &CodeEditor::loaded, this, [this] {
            updateNote();
            updateDetection();
            m_finder->lookAgain();
        });
        connect(viewer, &CodeEditor::loading, this, &ValueEditor::updateDetection);
        connect(viewer, &CodeEditor::truncated, this, &ValueEditor::updateNote);
    }
    for (QAbstractScrollArea *const viewer :
         std::initializer_list<QAbstractScrollArea *>{m_text, m_json, m_hex}) {
        viewer->installEventFilter(this);
        viewer->viewport()->installEventFilter(this);
        viewer->setAcceptDrops(true);
    }
    m_findBar->installEventFilter(this);
    connect(m_findBar, &FindBar::closed, this, &ValueEditor::focusViewer);
    connect(m_text, &CodeEditor::undoExhausted, this, &ValueEditor::undoReplacement);
    connect(m_hex, &HexView::undoExhausted, this, &ValueEditor::undoReplacement);
    connect(m_text, &CodeEditor::pasteRefused, this, [this](qint64 bytes) {
        m_note->showMessage(MessageBar::Severity::Warning,
                            tr("Pasting %1 is too much for the text viewer. Nothing was pasted; a file can "
                               "be loaded instead.")
                                .arg(formatSize(bytes)));
    });
    connect(m_hex, &HexView::dataEdited, this, &ValueEditor::hexEdited);
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
    m_rewriting.cancel();
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
    auto *const menu = new QMenu(m_more);
    menu->setToolTipsVisible(true); // why something is not available
    menu->addActions(actions);
    m_more->setMenu(menu);
    m_more->show();
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
    m_views->button(int(view))->setChecked(true);
    if (!m_filled[size_t(view)]) {
        m_filled[size_t(view)] = true;
        switch (view) {
        case View::Text:
            fillText();
            break;
        case View::Json:
            layOutJson();
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
    m_edit->setVisible(view == View::Json);
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
    m_held = true;
    ++m_edits;
    m_commit.start();
    if (std::max(size, m_value.size()) <= atOnce)
        flush();
    m_finder->lookAgain();
}

void ValueEditor::layOutJson()
{
    m_jsonError.reset();
    m_rewriter = std::make_unique<JsonRewriter>(m_value, JsonLayout::Indented);
    m_rewriting.start([this] { return m_rewriter->step(rewriteStep); });
}

void ValueEditor::jsonReady()
{
    const int scroll = m_json->verticalScrollBar()->value();
    m_jsonError = m_rewriter->error();
    const QByteArray laidOut = m_jsonError ? m_value : m_rewriter->result();
    m_rewriter.reset();
    m_json->setBytes(laidOut);
    m_json->verticalScrollBar()->setValue(scroll);
    updateNote();
}

void ValueEditor::updateNote()
{
    const auto note = [this](MessageBar::Severity severity, const QString &text) {
        if (!m_note->isVisibleTo(this) || m_note->text() != text || m_note->severity() != severity)
            m_note->showMessage(severity, text);
        else
            return false;
        return true;
    };
    const auto offer = [this](const QString &text, const QString &name, View view) {
        connect(m_note->addButton(text, name), &QPushButton::clicked, this, [this, view] {
            chooseView(view);
            focusViewer();
        });
    };
    const auto offerFile = [this] {
        connect(m_note->addButton(tr("Save to File…"), QStringLiteral("noteSaveFile")), &QPushButton::clicked,
                this, &ValueEditor::saveToFileRequested);
    };
    if (m_view == View::Json && m_jsonError) {
        const JsonError error = *m_jsonError;
        if (!note(MessageBar::Severity::Information,
                  tr("This is not valid JSON: in line %1, column %2 %3. It is shown as it is.")
                      .arg(formatNumber(error.line), formatNumber(error.column), problemText(error))))
            return;
        connect(m_note->addButton(tr("Show the Place"), QStringLiteral("noteShowPlace")),
                &QPushButton::clicked, this, [this, error] {
                    chooseView(View::Text);
                    m_text->goTo(error.line, error.column);
                    focusViewer();
                });
        return;
    }
    if (m_view == View::Text && m_text->isTruncated()) {
        if (note(MessageBar::Severity::Information,
                 tr("Too large to edit as text: the beginning of %1 is shown.")
                     .arg(formatSize(m_value.size())))) {
            offer(tr("Edit as Hex"), QStringLiteral("noteEditHex"), View::Hex);
            offerFile();
        }
        return;
    }
    if (m_view == View::Json && m_json->isTruncated()) {
        if (note(MessageBar::Severity::Information,
                 tr("Laid out this is too large to be shown: only its beginning is.")))
            offerFile();
        return;
    }
    if (m_view == View::Text && m_text->obstacle() != TextObstacle::None) {
        const QString offset = formatNumber(m_text->obstacleOffset());
        QString text;
        switch (m_text->obstacle()) {
        case TextObstacle::InvalidUtf8:
            text = tr("Byte %1 is not UTF-8: as text this value can be looked at, not edited.").arg(offset);
            break;
        case TextObstacle::MixedLineEndings:
            text = tr("The lines end in different ways (from byte %1 on), which an edit as text would level: "
                      "it can be looked at here, not edited.")
                       .arg(offset);
            break;
        default:
            text = tr("Byte %1 begins a character that a text editor keeps for itself: it can be looked at "
                      "here, not edited.")
                       .arg(offset);
            break;
        }
        if (note(MessageBar::Severity::Information, text))
            offer(tr("Edit as Hex"), QStringLiteral("noteEditHex"), View::Hex);
        return;
    }
    m_note->dismiss();
}

void ValueEditor::updateDetection()
{
    const QString content = QString::fromUtf8(contentName(m_detection.content));
    QString format;
    switch (m_detection.format) {
    case ValueFormat::Empty:
        format = tr("empty");
        break;
    case ValueFormat::Text:
        format = content.isEmpty() ? tr("text") : content;
        break;
    case ValueFormat::Json:
        format = tr("JSON");
        break;
    case ValueFormat::Binary:
        format = content.isEmpty() ? tr("binary") : content;
        break;
    }
    const CodeEditor *const shown = m_view == View::Json ? m_json : m_text;
    if (m_view != View::Hex && shown->isLoading())
        m_detected->setText(tr("detected: %1, loading %2 %").arg(format).arg(shown->loadedPercent()));
    else
        m_detected->setText(tr("detected: %1").arg(format));
    m_detected->setToolTip(m_detection.whole ? QString()
                                             : tr("Only the beginning of this large value was looked at."));
}

bool ValueEditor::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        return handleKey(*static_cast<QKeyEvent *>(event)) || QWidget::eventFilter(watched, event);
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
        return handleDrag(*static_cast<QDropEvent *>(event)) || QWidget::eventFilter(watched, event);
    default:
        return QWidget::eventFilter(watched, event);
    }
}

/// In the value these keys find in the value, whatever they are shortcuts of elsewhere.
bool ValueEditor::handleKey(QKeyEvent &event)
{
    const bool next = event.matches(QKeySequence::FindNext);
    const bool previous = event.matches(QKeySequence::FindPrevious);
    if (!next && !previous && !event.matches(QKeySequence::Find))
        return false;
    event.accept();
    if (event.type() == QEvent::ShortcutOverride)
        return true;
    if (next || previous)
        findNext(next);
    else
        find();
    return true;
}

/// A file is taken as a value; anything else is left to the viewer.
bool ValueEditor::handleDrag(QDropEvent &event)
{
    const QList<QUrl> urls = event.mimeData()->urls();
    if (urls.isEmpty())
        return false;
    const bool taken = m_editable && urls.size() == 1 && urls.first().isLocalFile();
    event.setAccepted(taken);
    if (!taken)
        return true;
    event.setDropAction(Qt::CopyAction);
    if (event.type() == QEvent::Drop)
        emit fileDropped(urls.first().toLocalFile());
    return true;
}

} // namespace etcdscope
