// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/newkeypage.h"

#include "core/base/printable.h"
#include "ui/keys/errortext.h"
#include "ui/keys/keytext.h"
#include "ui/keys/storewords.h"
#include "ui/keys/timetolivefield.h"
#include "ui/keys/valueeditor.h"
#include "ui/keys/valuefiles.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace etcdscope {

NewKeyPage::NewKeyPage(KeyWriter &writer, WriteTarget &target, const StoreFeatures &features, QWidget *parent)
    : QWidget(parent)
    , m_writer(writer)
    , m_target(target)
    , m_features(features)
    , m_message(new MessageBar(this))
    , m_key(new QLineEdit(this))
    , m_keyProblem(new QLabel(this))
    , m_lease(new QLineEdit(this))
    , m_timeToLive(new TimeToLiveField(true, this))
    , m_make(new QComboBox(this))
    , m_title(new QLabel(this))
    , m_keyLabel(new QLabel(this))
    , m_fileMessage(new MessageBar(this))
    , m_limit(new MessageBar(this))
    , m_value(new ValueEditor(QStringLiteral("newKeyValue"), this))
    , m_files(new ValueFiles(*m_value, *m_fileMessage, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_create(new QPushButton(this))
{
    setObjectName(QStringLiteral("newKeyPage"));
    target.showText(this, [this](const QString &text) { m_create->setText(tr("Create in %1").arg(text)); });
    m_message->setObjectName(QStringLiteral("newKeyMessage"));
    m_title->setObjectName(QStringLiteral("newKeyTitle"));
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_title->setFont(large);
    m_key->setObjectName(QStringLiteral("newKeyName"));
    m_key->setAccessibleName(tr("Key"));
    m_key->setFont(monospaceFont());
    m_key->setPlaceholderText(features.binaryKeysAndValues
                                  ? tr("any text; bytes that cannot be typed as \\x00 to \\xff")
                                  : tr("a path, beginning with “/”"));
    m_keyLabel->setBuddy(m_key);
    m_timeToLive->setObjectName(QStringLiteral("newKeyTimeToLive"));
    m_make->setObjectName(QStringLiteral("newKeyMake"));
    m_make->setAccessibleName(tr("What to make"));
    m_make->addItem(tr("A key"), int(Make::Key));
    if (features.inOrderKeys)
        m_make->addItem(tr("A key with a name chosen by the server, in order"), int(Make::KeyInOrder));
    if (features.explicitDirectories)
        m_make->addItem(tr("A directory"), int(Make::Directory));
    m_keyProblem->setObjectName(QStringLiteral("newKeyProblem"));
    m_keyProblem->setTextFormat(Qt::PlainText);
    m_keyProblem->setWordWrap(true);
    m_lease->setObjectName(QStringLiteral("newKeyLease"));
    m_lease->setAccessibleName(tr("Lease"));
    m_lease->setFont(monospaceFont());
    m_lease->setPlaceholderText(tr("none"));
    m_lease->setToolTip(
        tr("The id of a lease, hexadecimal as etcdctl prints it. The key goes when it expires."));
    m_files->setObjectName(QStringLiteral("newKeyFiles"));
    m_fileMessage->setObjectName(QStringLiteral("newKeyFileMessage"));
    m_limit->setObjectName(QStringLiteral("newKeyLimit"));
    m_limit->setClosable(false);
    auto *const load = new QAction(tr("&Load Value from File…"), this);
    load->setObjectName(QStringLiteral("newKeyLoadFile"));
    connect(load, &QAction::triggered, m_files, &ValueFiles::askLoad);
    m_value->setMenuActions({load});
    m_create->setObjectName(QStringLiteral("newKeyCreate"));
    m_create->setAutoDefault(false);
    m_cancel->setObjectName(QStringLiteral("newKeyCancel"));
    m_cancel->setAutoDefault(false);
    m_value->openValue({}, ValueEditor::View::Text);

    auto *const form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    if (m_make->count() > 1)
        form->addRow(tr("&Make:"), m_make);
    form->addRow(m_keyLabel, m_key);
    form->addRow(QString(), m_keyProblem);
    if (features.leases)
        form->addRow(tr("&Lease:"), m_lease);
    if (features.timeToLive)
        form->addRow(tr("&Time to live:"), m_timeToLive);
    m_make->setVisible(m_make->count() > 1);
    m_lease->setVisible(features.leases);
    m_timeToLive->setVisible(features.timeToLive);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_create);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(new TargetHeader(target, this));
    layout->addWidget(m_message);
    layout->addLayout(form);
    layout->addWidget(m_fileMessage);
    layout->addWidget(m_value, 1);
    layout->addWidget(m_limit);
    layout->addLayout(buttons);

    connect(m_key, &QLineEdit::textChanged, this, &NewKeyPage::check);
    connect(m_lease, &QLineEdit::textChanged, this, &NewKeyPage::check);
    connect(m_timeToLive, &QComboBox::editTextChanged, this, &NewKeyPage::check);
    connect(m_make, &QComboBox::currentIndexChanged, this, &NewKeyPage::makeChanged);
    connect(&target, &WriteTarget::changed, this, &NewKeyPage::check);
    connect(m_value, &ValueEditor::edited, this, [this](const QByteArray &value) {
        const QString limit = requestLimitText(m_key->text().toUtf8(), value, m_features.requestLimit);
        if (limit.isEmpty())
            m_limit->dismiss();
        else
            m_limit->showMessage(MessageBar::Severity::Warning, limit);
        check();
    });
    connect(m_key, &QLineEdit::returnPressed, m_value, &ValueEditor::focusViewer);
    connect(m_lease, &QLineEdit::returnPressed, m_value, &ValueEditor::focusViewer);
    connect(m_create, &QPushButton::clicked, this, &NewKeyPage::create);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        clear();
        emit cancelled();
    });
    makeChanged();
}

NewKeyPage::Make NewKeyPage::make() const
{
    return Make(m_make->currentData().toInt());
}

void NewKeyPage::makeChanged()
{
    const Make kind = make();
    m_title->setText(kind == Make::Directory ? tr("New directory") : tr("New key"));
    m_keyLabel->setText(kind == Make::Key ? tr("&Key:") : tr("&Directory:"));
    m_key->setAccessibleName(kind == Make::Key ? tr("Key") : tr("Directory"));
    m_value->setVisible(kind != Make::Directory);
    check();
}

void NewKeyPage::suggest(const QByteArray &key, Make make)
{
    if (isEmpty())
        m_make->setCurrentIndex(std::max(m_make->findData(int(make)), 0));
    if (!m_key->text().isEmpty() && m_key->text() != m_suggested)
        return;
    m_suggested = printable(key);
    m_key->setText(m_suggested);
}

bool NewKeyPage::isEmpty()
{
    return (m_key->text().isEmpty() || m_key->text() == m_suggested) && m_value->value().isEmpty();
}

void NewKeyPage::focusKey()
{
    m_key->setFocus(Qt::OtherFocusReason);
    m_key->end(false);
}

std::optional<LeaseChoice> NewKeyPage::lease() const
{
    const QString text = m_lease->text().trimmed();
    if (text.isEmpty())
        return LeaseChoice::detach();
    bool valid = false;
    const quint64 id = text.toULongLong(&valid, 16);
    if (!valid || id == 0)
        return std::nullopt;
    return LeaseChoice::attach(qint64(id));
}

TimeToLive NewKeyPage::timeToLive() const
{
    const auto seconds = m_timeToLive->seconds();
    return m_features.timeToLive && seconds ? TimeToLive::of(*seconds) : TimeToLive::none();
}

/// A directory may be typed with the separator at its end or without.
QString NewKeyPage::nameProblem(const QByteArray &name) const
{
    if (make() == Make::Key)
        return keyProblem(m_features, name);
    if (make() == Make::KeyInOrder && name == "/")
        return {}; // the root
    return keyProblem(m_features, name.endsWith('/') && name.size() > 1 ? name.chopped(1) : name);
}

QString NewKeyPage::problem() const
{
    const TypedKey typed = readTypedKey(m_key->text());
    if (!typed.problem.isEmpty())
        return typed.problem;
    if (const QString wrong = nameProblem(typed.bytes); !wrong.isEmpty())
        return wrong;
    if (const QString wrong = m_timeToLive->problem(); m_features.timeToLive && !wrong.isEmpty())
        return wrong;
    if (make() != Make::Directory) {
        if (const QString wrong = valueProblem(m_features, m_value->value()); !wrong.isEmpty())
            return wrong;
    }
    if (!lease())
        return tr("“%1” is no lease: it is a hexadecimal number.").arg(m_lease->text().trimmed());
    return {};
}

void NewKeyPage::check()
{
    const QString wrong = problem();
    // An empty form is no mistake yet.
    m_keyProblem->setText(m_key->text().isEmpty() && m_lease->text().isEmpty() ? QString() : wrong);
    m_keyProblem->setVisible(!m_keyProblem->text().isEmpty());
    const QString refusal = m_target.refusal();
    m_create->setEnabled(wrong.isEmpty() && refusal.isEmpty() && !m_creating.isActive());
    m_create->setToolTip(refusal.isEmpty() ? wrong : refusal);
    emit emptyChanged();
}

void NewKeyPage::create()
{
    if (!m_create->isEnabled())
        return;
    const QByteArray key = readTypedKey(m_key->text()).bytes;
    const QByteArray directory = key.endsWith('/') ? key : key + '/';
    m_message->dismiss();
    switch (make()) {
    case Make::Key:
        m_creating =
            m_writer.create(key, m_value->value(), lease().value_or(LeaseChoice::detach()), timeToLive());
        break;
    case Make::KeyInOrder:
        m_creating = m_writer.createInOrder(directory, m_value->value(), timeToLive());
        break;
    case Make::Directory:
        m_creating = m_writer.makeDirectory(directory, timeToLive());
        break;
    }
    m_creating.then(this, [this](Result<WriteOutcome> outcome) {
        if (outcome)
            finished(*outcome);
    });
    m_value->setEditable(false);
    check();
}

void NewKeyPage::finished(const WriteOutcome &outcome)
{
    m_creating.cancel();
    m_value->setEditable(true);
    check();
    switch (outcome.kind) {
    case WriteOutcome::Kind::Done:
        clear();
        emit created(outcome.key, outcome.position);
        return;
    case WriteOutcome::Kind::Conflict:
        m_message->showMessage(
            MessageBar::Severity::Warning,
            outcome.theirs ? tr("This exists already, at %1. Nothing was written; your text is kept.")
                                 .arg(positionText(m_features, outcome.theirs->modRevision))
            : make() == Make::Directory
                ? tr("There is a key of this name, so no directory can be made.")
                : tr("This key was made and deleted meanwhile. Nothing was written; your text is kept."));
        if (outcome.theirs)
            connect(m_message->addButton(tr("Open the Existing Key"), QStringLiteral("openExistingButton")),
                    &QPushButton::clicked, this, [this, key = outcome.key] { emit openRequested(key); });
        break;
    case WriteOutcome::Kind::Failed:
        m_message->showMessage(MessageBar::Severity::Error,
                               tr("Nothing was written. %1").arg(errorText(outcome.error.value_or(Error()))));
        break;
    case WriteOutcome::Kind::Unknown:
        unknown(outcome);
        break;
    }
}

void NewKeyPage::unknown(const WriteOutcome &outcome)
{
    const QString details = outcome.error.value_or(Error()).toString();
    if (make() != Make::KeyInOrder) {
        m_message->showMessage(MessageBar::Severity::Warning,
                               tr("No answer came, so the key may have been made. Creating again is safe: it "
                                  "never writes over a key that exists."),
                               details);
        return;
    }
    if (!outcome.theirs) {
        m_message->showMessage(
            MessageBar::Severity::Warning,
            tr("No answer came, and no key with this value has come since. It may still come: "
               "creating again can make two."),
            details);
        return;
    }
    m_message->showMessage(MessageBar::Severity::Warning,
                           tr("No answer came. “%1” was made since and has this value: it is probably yours. "
                              "Creating again makes another key.")
                               .arg(printable(outcome.theirs->key)),
                           details);
    connect(m_message->addButton(tr("Open It"), QStringLiteral("openExistingButton")), &QPushButton::clicked,
            this, [this, key = outcome.theirs->key] { emit openRequested(key); });
}

void NewKeyPage::clear()
{
    m_suggested.clear();
    m_key->clear();
    m_lease->clear();
    m_timeToLive->setSeconds(std::nullopt);
    m_value->openValue({}, ValueEditor::View::Text);
    m_message->dismiss();
    m_files->leave();
    m_limit->dismiss();
    check();
}

void NewKeyPage::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        emit cancelled(); // what was typed stays
    else if (enter && event->modifiers() == Qt::ControlModifier)
        create();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
