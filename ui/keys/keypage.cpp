// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keypage.h"

#include "core/values/difference.h"
#include "core/values/safefilename.h"
#include "ui/keys/conflictsheet.h"
#include "ui/keys/errortext.h"
#include "ui/keys/keyactions.h"
#include "ui/keys/keyheader.h"
#include "ui/keys/keymessages.h"
#include "ui/keys/openkey.h"
#include "ui/keys/savesheet.h"
#include "ui/keys/storewords.h"
#include "ui/keys/timetolivepanel.h"
#include "ui/keys/valuefiles.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"
#include "ui/workspace/writetarget.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace etcdscope {

namespace {

constexpr int passingTime = 4'000; // milliseconds a passing note stays

qsizetype changedBytes(const QByteArray &base, const QByteArray &value)
{
    const CommonEnds ends = commonEndsOf(base, value);
    return std::max(base.size(), value.size()) - ends.start - ends.tail;
}

} // namespace

KeyPage::KeyPage(OpenKey &key, WriteTarget &target, KeyActions &actions, char separator, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
    , m_target(target)
    , m_actions(actions)
    , m_header(new KeyHeader(this))
    , m_message(new MessageBar(this))
    , m_messages(new KeyMessages(key, *m_message, this))
    , m_body(new QStackedWidget(this))
    , m_editor(new ValueEditor(QStringLiteral("value"), this))
    , m_fileMessage(new MessageBar(this))
    , m_files(new ValueFiles(*m_editor, *m_fileMessage, this))
    , m_save(new SaveSheet(target, this))
    , m_conflict(new ConflictSheet(key.features(), target, this))
    , m_notice(new EmptyView(this))
    , m_footer(new QWidget(this))
    , m_note(new QLabel(this))
    , m_revertButton(new QPushButton(tr("Revert"), this))
    , m_saveButton(new QPushButton(tr("Save…"), this))
{
    setObjectName(QStringLiteral("keyPage"));
    m_message->setObjectName(QStringLiteral("keyMessage"));
    m_fileMessage->setObjectName(QStringLiteral("fileMessage"));
    m_notice->setObjectName(QStringLiteral("keyNotice"));
    m_note->setObjectName(QStringLiteral("keyNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_revertButton->setObjectName(QStringLiteral("revertButton"));
    m_revertButton->setAutoDefault(false);
    m_saveButton->setObjectName(QStringLiteral("saveButton"));
    m_saveButton->setAutoDefault(false);
    for (QWidget *page : std::initializer_list<QWidget *>{m_editor, m_save, m_conflict, m_notice})
        m_body->addWidget(page);

    auto *const footer = new QHBoxLayout(m_footer);
    footer->setContentsMargins(0, 0, 0, 0);
    footer->setSpacing(8);
    footer->addWidget(m_revertButton);
    footer->addWidget(m_note, 1);
    footer->addWidget(m_saveButton);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_header);
    m_header->setFeatures(key.features());
    if (key.features().timeToLive) {
        m_timeToLive = new TimeToLivePanel(key.keys(), target, this);
        layout->addWidget(m_timeToLive);
        connect(m_timeToLive, &TimeToLivePanel::written, &key, &OpenKey::reload);
    }
    layout->addWidget(m_message);
    layout->addWidget(m_fileMessage);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_footer);

    connect(m_revertButton, &QPushButton::clicked, actions.revert, &QAction::trigger);
    connect(m_saveButton, &QPushButton::clicked, actions.save, &QAction::trigger);
    connect(m_editor, &ValueEditor::edited, this, [this](const QByteArray &value) {
        m_messages->dismissPassing();
        m_passing.clear();
        m_key.edit(value);
    });
    connect(m_editor, &ValueEditor::holding, this, &KeyPage::updateFooter); // it can be saved at once
    connect(m_editor, &ValueEditor::viewChosen, this,
            [this](ValueEditor::View view) { m_views.insert(m_key.key(), view); });
    connect(m_messages, &KeyMessages::compareRequested, this, &KeyPage::compare);
    connect(m_messages, &KeyMessages::createAgainRequested, this, &KeyPage::overwrite);
    connect(m_messages, &KeyMessages::putAsideRequested, this, &KeyPage::putAside);
    connect(m_messages, &KeyMessages::bringBackRequested, this, &KeyPage::bringBack);
    connect(m_messages, &KeyMessages::saveAgainRequested, actions.save, &QAction::trigger);
    connect(m_messages, &KeyMessages::unlockRequested, &target, &WriteTarget::requestUnlock);
    connect(&target, &WriteTarget::changed, this, &KeyPage::showNotice);
    for (const QAction *action : {actions.save, actions.revert})
        connect(action, &QAction::changed, this, &KeyPage::updateButtons);
    connect(m_notice, &EmptyView::activated, this, [this] {
        if (m_key.state() == OpenKey::State::Absent)
            emit createRequested(m_key.key());
        else
            m_key.reload();
    });
    connect(m_save, &SaveSheet::cancelled, this, &KeyPage::backToEditor);
    connect(m_save, &SaveSheet::confirmed, this, &KeyPage::confirmSave);
    connect(m_conflict, &ConflictSheet::cancelled, this, &KeyPage::backToEditor);
    connect(m_conflict, &ConflictSheet::reloadChosen, this, &KeyPage::putAside);
    connect(m_conflict, &ConflictSheet::mergeChosen, this, &KeyPage::merge);
    connect(m_conflict, &ConflictSheet::overwriteChosen, this, &KeyPage::overwrite);
    connect(&key, &OpenKey::opened, this, &KeyPage::showKey);
    connect(&key, &OpenKey::valueReplaced, this, &KeyPage::showValue);
    connect(&key, &OpenKey::factsChanged, this, &KeyPage::showFacts);
    connect(&key, &OpenKey::followed, this, &KeyPage::followed);
    connect(&key, &OpenKey::written, this, &KeyPage::written);
    m_passingTime.setSingleShot(true);
    m_passingTime.setInterval(passingTime);
    connect(&m_passingTime, &QTimer::timeout, this, [this] {
        m_passing.clear();
        updateFooter();
    });
    connectFiles(separator);
    showKey();
}

void KeyPage::connectFiles(char separator)
{
    m_editor->setMenuActions({m_actions.loadFile, m_actions.saveFile, m_actions.find});
    connect(m_actions.loadFile, &QAction::triggered, m_files, &ValueFiles::askLoad);
    const auto save = [this, separator] { m_files->askSave(safeFileName(m_key.key(), separator)); };
    connect(m_actions.saveFile, &QAction::triggered, this, save);
    connect(m_editor, &ValueEditor::saveToFileRequested, this, save);
    connect(m_actions.find, &QAction::triggered, m_editor, &ValueEditor::find);
    connect(m_actions.findNext, &QAction::triggered, m_editor, [this] { m_editor->findNext(true); });
    connect(m_actions.findPrevious, &QAction::triggered, m_editor, [this] { m_editor->findNext(false); });
}

void KeyPage::showKey()
{
    if (m_header->key() != m_key.key()) {
        m_files->leave();
        m_messages->reset();
        m_passing.clear();
        m_focusWhenRead = false;
        m_body->setCurrentIndex(NoticePage);
    }
    m_header->setKey(m_key.key());
    const OpenKey::State state = m_key.state();
    const bool hasValue = state == OpenKey::State::Present || m_key.draft();
    if (hasValue) {
        const auto view = m_views.constFind(m_key.key());
        if (m_body->currentIndex() == NoticePage) {
            m_editor->openValue(m_key.value(), view == m_views.cend() ? std::nullopt : std::optional(*view));
            m_body->setCurrentIndex(EditorPage);
            if (std::exchange(m_focusWhenRead, false))
                focusValue();
        } else {
            m_editor->setValue(m_key.value());
        }
    } else {
        m_body->setCurrentIndex(NoticePage);
        showNotice();
    }
    showFacts();
}

void KeyPage::showNotice()
{
    switch (m_key.state()) {
    case OpenKey::State::Nothing:
    case OpenKey::State::Present:
        m_notice->setContent({}, {});
        break;
    case OpenKey::State::Reading:
        m_notice->setContent(tr("Reading the value…"), {});
        break;
    case OpenKey::State::Absent: {
        const bool writable = m_target.refusal().isEmpty(); // nothing is offered that would be refused
        if (m_key.hasExpired())
            m_notice->setContent(tr("This key expired"),
                                 tr("Its time to live ran out. It is gone at %1.")
                                     .arg(positionText(m_key.features(), m_key.readAt().value)),
                                 writable ? tr("Create It Again…") : QString());
        else if (m_key.wasDeleted())
            m_notice->setContent(
                tr("This key was deleted"),
                tr("It is gone at %1.").arg(positionText(m_key.features(), m_key.readAt().value)),
                writable ? tr("Create It Again…") : QString());
        else
            m_notice->setContent(tr("There is no such key"),
                                 tr("The cluster has no key of exactly these bytes at %1.")
                                     .arg(positionText(m_key.features(), m_key.readAt().value)),
                                 writable ? tr("Create It…") : QString());
        break;
    }
    case OpenKey::State::Failed:
        m_notice->setContent(m_key.error() && m_key.error()->kind == ErrorKind::PermissionDenied
                                 ? tr("This user may not read this key")
                                 : tr("The value could not be read"),
                             errorText(m_key.error().value_or(Error())), tr("Try Again"));
        break;
    }
}

void KeyPage::showValue()
{
    const bool hasValue = m_key.state() == OpenKey::State::Present || m_key.draft();
    if (!hasValue) {
        m_body->setCurrentIndex(NoticePage);
        showNotice();
    } else if (m_body->currentIndex() == NoticePage) {
        showKey();
    } else {
        m_editor->setValue(m_key.value());
    }
}

void KeyPage::showFacts()
{
    const OpenKey::State state = m_key.state();
    QString words;
    if (state == OpenKey::State::Reading)
        words = tr("reading…");
    else if (state == OpenKey::State::Absent)
        words = m_key.hasExpired()                    ? tr("expired", "of a key that is gone")
                : m_key.wasDeleted() || m_key.draft() ? tr("deleted")
                                                      : tr("does not exist");
    else if (state == OpenKey::State::Failed)
        words = tr("not read");
    m_header->setFacts(m_key.current(), words);
    if (m_timeToLive)
        m_timeToLive->setEntry(m_key.key(), m_key.current(), m_key.readTime());
    m_editor->setEditable(!m_key.isWriting());
    const qint64 now = m_key.current() ? m_key.current()->modRevision : 0;
    if (m_body->currentIndex() == ConflictPage && m_conflict->theirRevision() != now)
        compare(); // nothing is decided on what is not there any more
    showMessage();
    updateFooter();
}

void KeyPage::showMessage()
{
    m_messages->update(m_body->currentIndex() == ConflictPage);
}

void KeyPage::followed(qint64 fromRevision)
{
    Q_UNUSED(fromRevision)
    if (m_key.current())
        note(tr("Somebody else wrote %1; it is shown now")
                 .arg(positionText(m_key.features(), m_key.current()->modRevision)));
}

void KeyPage::written(const WriteOutcome &outcome)
{
    if (outcome.key != m_key.key())
        return;
    switch (outcome.kind) {
    case WriteOutcome::Kind::Done:
        backToEditor();
        note(m_key.state() == OpenKey::State::Absent
                 ? tr("Deleted at %1").arg(positionText(m_key.features(), outcome.position.value))
                 : tr("Saved at %1").arg(positionText(m_key.features(), outcome.position.value)));
        break;
    case WriteOutcome::Kind::Conflict:
        m_key.forgetTrouble(); // what is left of it is that the edit was overtaken
        if (m_key.draft()) {
            compare();
            break;
        }
        m_messages->sayNotDeleted();
        break;
    case WriteOutcome::Kind::Failed:
    case WriteOutcome::Kind::Unknown:
        m_messages->repeat();
        backToEditor();
        break;
    }
}

void KeyPage::startSave()
{
    flush();
    const Draft *draft = m_key.draft();
    if (!draft || m_key.isWriting() || m_body->currentIndex() == SavePage)
        return;
    if (m_key.isOvertaken()) {
        compare(); // the cluster would refuse it, and this is what would be shown then
        return;
    }
    m_body->setCurrentIndex(SavePage);
    m_save->present(draft->base, draft->value, m_key.features());
    updateFooter();
}

void KeyPage::confirmSave()
{
    m_body->setCurrentIndex(EditorPage);
    m_key.save();
    focusValue();
}

void KeyPage::compare()
{
    flush();
    const Draft *draft = m_key.draft();
    if (!draft)
        return;
    m_body->setCurrentIndex(ConflictPage);
    m_conflict->present(*draft, m_key.current());
    showMessage();
    updateFooter();
}

void KeyPage::revert()
{
    flush();
    putAside();
}

void KeyPage::putAside()
{
    if (!m_key.draft())
        return;
    m_key.discard();
    backToEditor();
    showKey();
    m_messages->sayPutAside();
}

void KeyPage::bringBack()
{
    m_messages->reset();
    m_key.bringBack();
    focusValue();
}

void KeyPage::merge(const QByteArray &value)
{
    m_key.rebase();
    m_key.edit(value);
    m_editor->setValue(m_key.value());
    m_editor->setView(m_editor->view() == ValueEditor::View::Json ? ValueEditor::View::Text
                                                                  : m_editor->view());
    backToEditor();
}

void KeyPage::overwrite()
{
    m_key.rebase();
    if (!valueProblem(m_key.features(), m_key.value()).isEmpty())
        startSave(); // which says it
    else
        confirmSave();
}

void KeyPage::backToEditor()
{
    if (m_body->currentIndex() == SavePage || m_body->currentIndex() == ConflictPage) {
        m_body->setCurrentIndex(EditorPage);
        focusValue();
    }
    showMessage();
    updateFooter();
}

void KeyPage::flush()
{
    m_editor->flush();
}

void KeyPage::focusValue()
{
    if (m_body->currentIndex() == EditorPage)
        m_editor->focusViewer();
    else if (m_key.state() == OpenKey::State::Reading)
        m_focusWhenRead = true; // what is typed meanwhile must not end up elsewhere
    else if (m_body->currentIndex() != NoticePage)
        m_body->currentWidget()->setFocus(Qt::OtherFocusReason);
    else if (auto *const button = m_notice->findChild<QPushButton *>(); button && button->isVisible())
        button->setFocus(Qt::OtherFocusReason);
}

void KeyPage::note(const QString &text)
{
    m_passing = text;
    m_passingTime.start();
    updateFooter();
}

QString KeyPage::noteText()
{
    if (m_key.isWriting())
        return tr("Saving…");
    const Draft *draft = m_key.draft();
    if (!draft && m_passing.isEmpty() && !m_key.mayWrite())
        return tr("No role of this user grants writing this key");
    if (!draft)
        return m_passing;
    // Facts change often, and counting takes some ms for 10 MiB.
    if (!m_measuredBase.isSharedWith(draft->base.value) || !m_measured.isSharedWith(draft->value)) {
        m_measuredBase = draft->base.value;
        m_measured = draft->value;
        m_changed = changedBytes(m_measuredBase, m_measured);
    }
    const QString bytes =
        m_changed == 1 ? tr("1 byte changed") : tr("%1 bytes changed").arg(formatNumber(m_changed));
    if (!m_key.mayWrite())
        return tr("%1, unsaved; no role of this user grants writing this key").arg(bytes);
    if (draft->base.modRevision == 0)
        return tr("%1, unsaved, a new key").arg(bytes);
    return tr("%1, unsaved, based on %2").arg(bytes, positionText(m_key.features(), draft->base.modRevision));
}

void KeyPage::updateFooter()
{
    const bool editing = m_body->currentIndex() == EditorPage;
    updateActions();
    m_footer->setVisible(editing);
    m_note->setText(noteText());
    m_note->setToolTip(m_note->text());
    QString reason;
    if (m_key.isWriting())
        reason = tr("The key is being written.");
    else if (!m_key.draft() && !m_editor->isHolding())
        reason = tr("Nothing was changed.");
    else if (!editing)
        reason = tr("It is being looked at before it is saved.");
    ActionRegistry::setUnavailable(m_actions.save, reason);
    ActionRegistry::setUnavailable(m_actions.revert, reason);
    updateButtons();
}

void KeyPage::updateButtons()
{
    const auto follow = [](QPushButton *button, const QAction *action) {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    follow(m_saveButton, m_actions.save);
    follow(m_revertButton, m_actions.revert);
}

void KeyPage::updateActions()
{
    const QString noValue =
        m_body->currentIndex() == EditorPage ? QString() : tr("There is no value in the editor.");
    const QString writing = m_key.isWriting() ? tr("The key is being written.") : QString();
    ActionRegistry::setUnavailable(m_actions.loadFile, noValue.isEmpty() ? writing : noValue);
    for (QAction *action : {m_actions.saveFile, m_actions.find, m_actions.findNext, m_actions.findPrevious})
        ActionRegistry::setUnavailable(action, noValue);
}

void KeyPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        emit left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
