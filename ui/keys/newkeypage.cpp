// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/newkeypage.h"

#include "core/base/printable.h"
#include "ui/keys/errortext.h"
#include "ui/keys/keytext.h"
#include "ui/keys/valueeditor.h"
#include "ui/keys/valuefiles.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QAction>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace etcdscope {

NewKeyPage::NewKeyPage(KeyWriter &writer, WriteTarget &target, qint64 requestLimit, QWidget *parent)
    : QWidget(parent)
    , m_writer(writer)
    , m_target(target)
    , m_requestLimit(requestLimit)
    , m_message(new MessageBar(this))
    , m_key(new QLineEdit(this))
    , m_keyProblem(new QLabel(this))
    , m_lease(new QLineEdit(this))
    , m_fileMessage(new MessageBar(this))
    , m_limit(new MessageBar(this))
    , m_value(new ValueEditor(QStringLiteral("newKeyValue"), this))
    , m_files(new ValueFiles(*m_value, *m_fileMessage, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_create(new QPushButton(tr("Create in %1").arg(target.text()), this))
{
    setObjectName(QStringLiteral("newKeyPage"));
    m_message->setObjectName(QStringLiteral("newKeyMessage"));
    auto *const title = new QLabel(tr("New key"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    title->setFont(large);
    m_key->setObjectName(QStringLiteral("newKeyName"));
    m_key->setAccessibleName(tr("Key"));
    m_key->setFont(monospaceFont());
    m_key->setPlaceholderText(tr("any text; bytes that cannot be typed as \\x00 to \\xff"));
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
    form->addRow(tr("&Key:"), m_key);
    form->addRow(QString(), m_keyProblem);
    form->addRow(tr("&Lease:"), m_lease);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_create);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(title);
    layout->addWidget(new TargetHeader(target, this));
    layout->addWidget(m_message);
    layout->addLayout(form);
    layout->addWidget(m_fileMessage);
    layout->addWidget(m_value, 1);
    layout->addWidget(m_limit);
    layout->addLayout(buttons);

    connect(m_key, &QLineEdit::textChanged, this, &NewKeyPage::check);
    connect(m_lease, &QLineEdit::textChanged, this, &NewKeyPage::check);
    connect(&target, &WriteTarget::changed, this, &NewKeyPage::check);
    connect(m_value, &ValueEditor::edited, this, [this](const QByteArray &value) {
        const QString limit = requestLimitText(m_key->text().toUtf8(), value, m_requestLimit);
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
    check();
}

void NewKeyPage::suggest(const QByteArray &key)
{
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

QString NewKeyPage::problem() const
{
    const TypedKey typed = readTypedKey(m_key->text());
    if (!typed.problem.isEmpty())
        return typed.problem;
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
    m_message->dismiss();
    m_creating = m_writer.create(key, m_value->value(), lease().value_or(LeaseChoice::detach()));
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
            outcome.theirs
                ? tr("This key exists already, at revision %1. Nothing was written; your text is kept.")
                      .arg(formatNumber(outcome.theirs->modRevision))
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
        m_message->showMessage(
            MessageBar::Severity::Warning,
            tr("No answer came, so the key may have been made. Creating again is safe: it never "
               "writes over a key that exists."),
            outcome.error.value_or(Error()).toString());
        break;
    }
}

void NewKeyPage::clear()
{
    m_suggested.clear();
    m_key->clear();
    m_lease->clear();
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
