// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/acquiresheet.h"

#include "core/base/printable.h"
#include "core/store/elections.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/keytext.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace etcdscope {

namespace {

constexpr int longestTimeToLive = 1'000'000'000; // seconds; the API counts wrongly with much more
constexpr int fieldWidth = 420;

QLineEdit *makeField(const QString &name, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setFont(monospaceFont());
    field->setMaximumWidth(fieldWidth);
    return field;
}

} // namespace

AcquireSheet::AcquireSheet(const Locks &locks, LockKind kind, WriteTarget &target, QWidget *parent)
    : QWidget(parent)
    , m_locks(locks)
    , m_kind(kind)
    , m_target(target)
    , m_name(makeField(QStringLiteral("acquireName"), this))
    , m_candidate(makeField(QStringLiteral("acquireCandidate"), this))
    , m_ends(new QComboBox(this))
    , m_seconds(new QSpinBox(this))
    , m_renewing(new QCheckBox(tr("Keep &renewing it while this session is open"), this))
    , m_forever(makeSentences(QStringLiteral("acquireForever"), this))
    , m_patience(new QComboBox(this))
    , m_patienceSeconds(new QSpinBox(this))
    , m_problem(makeSentences(QStringLiteral("acquireProblem"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_accept(new QPushButton(lockWord(kind, LockWord::AcquireButton), this))
{
    setObjectName(QStringLiteral("acquireSheet"));
    buildFields();
    buildLayout();
    connect(&target, &WriteTarget::changed, this, &AcquireSheet::check);
    connect(m_cancel, &QPushButton::clicked, this, &AcquireSheet::cancelled);
    connect(m_accept, &QPushButton::clicked, this, &AcquireSheet::accept);
    check();
}

void AcquireSheet::buildFields()
{
    m_candidate->setText(printable(Elections::thisComputer()));
    m_ends->setObjectName(QStringLiteral("acquireEnds"));
    m_ends->addItems({tr("With a time to live"), tr("Only when it is released")});
    m_ends->setAccessibleName(tr("When it ends"));
    if (m_kind == LockKind::Election) {
        m_ends->setItemText(1, tr("Only when it is withdrawn"));
        m_ends->setCurrentIndex(1); // the TTL 0 of elections of old
    }
    m_seconds->setObjectName(QStringLiteral("acquireSeconds"));
    m_seconds->setAccessibleName(tr("Time to live in seconds"));
    m_seconds->setRange(1, longestTimeToLive);
    m_seconds->setValue(60);
    m_seconds->setSuffix(tr(" s"));
    m_renewing->setObjectName(QStringLiteral("acquireRenewing"));
    m_renewing->setChecked(true);
    m_forever->setText(tr("It stays when this program ends or dies. Somebody has to break it then."));
    m_patience->setObjectName(QStringLiteral("acquirePatience"));
    m_patience->setAccessibleName(tr("If others are before it"));
    m_patience->addItems({tr("Wait as long as it takes"), tr("Give up after"), tr("Do not wait")});
    m_patienceSeconds->setObjectName(QStringLiteral("acquirePatienceSeconds"));
    m_patienceSeconds->setAccessibleName(tr("Seconds to wait"));
    m_patienceSeconds->setRange(1, 1'000'000);
    m_patienceSeconds->setValue(30);
    m_patienceSeconds->setSuffix(tr(" s"));
    for (QSpinBox *box : {m_seconds, m_patienceSeconds}) // where the keyboard really is
        box->findChild<QLineEdit *>()->setAccessibleName(box->accessibleName());
    m_cancel->setObjectName(QStringLiteral("acquireCancel"));
    m_cancel->setAutoDefault(false);
    m_accept->setObjectName(QStringLiteral("acquireConfirm"));
    m_accept->setAutoDefault(false);
    for (QLineEdit *field : {m_name, m_candidate})
        connect(field, &QLineEdit::textChanged, this, &AcquireSheet::check);
    for (QComboBox *box : {m_ends, m_patience})
        connect(box, &QComboBox::currentIndexChanged, this, &AcquireSheet::check);
}

void AcquireSheet::buildLayout()
{
    auto *const title = makeSentences(QStringLiteral("acquireTitle"), this);
    m_target.showText(title, [this, title](const QString &text) {
        title->setText(
            tr("%1 in %2", "what is done, cluster").arg(lockWord(m_kind, LockWord::AcquireTitle), text));
    });
    makeBold(title);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    const auto add = [this, layout](const QString &text, QWidget *field, QWidget *beside = nullptr) {
        auto *const label = new QLabel(text, this);
        label->setBuddy(field);
        layout->addSpacing(4);
        layout->addWidget(label);
        auto *const row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(field, qobject_cast<QLineEdit *>(field) ? 1 : 0);
        if (beside)
            row->addWidget(beside);
        row->addStretch(qobject_cast<QLineEdit *>(field) ? 0 : 1);
        layout->addLayout(row);
        return label;
    };
    layout->addWidget(new TargetHeader(m_target, this));
    layout->addWidget(title);
    add(lockWord(m_kind, LockWord::NameLabel), m_name);
    QLabel *const candidate = add(tr("&Candidate"), m_candidate);
    candidate->setVisible(m_kind == LockKind::Election);
    m_candidate->setVisible(m_kind == LockKind::Election);
    add(tr("It &ends"), m_ends, m_seconds);
    layout->addWidget(m_renewing);
    layout->addWidget(m_forever);
    add(tr("If &others are before it"), m_patience, m_patienceSeconds);
    layout->addWidget(m_problem);
    layout->addStretch(1);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_accept);
    layout->addLayout(buttons);
}

void AcquireSheet::present(const QByteArray &name)
{
    m_name->setText(printable(name));
    m_name->selectAll();
    m_name->setFocus(Qt::OtherFocusReason);
    check();
}

QString AcquireSheet::problem() const
{
    const TypedKey name = readTypedKey(m_name->text());
    if (m_name->text().trimmed().isEmpty())
        return {}; // nothing typed yet
    if (!name.problem.isEmpty())
        return name.problem;
    const QString unfit = m_locks.nameProblem(name.bytes);
    if (!unfit.isEmpty())
        return tr("This name cannot be used (%1).").arg(unfit);
    if (m_kind == LockKind::Election)
        return readTypedKey(m_candidate->text()).problem;
    return {};
}

void AcquireSheet::check()
{
    const bool ends = m_ends->currentIndex() == 0;
    m_seconds->setVisible(ends);
    m_renewing->setVisible(ends);
    m_forever->setVisible(!ends);
    m_patienceSeconds->setVisible(m_patience->currentIndex() == GiveUpAfter);
    const QString text = problem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    const bool isNamed = !m_name->text().trimmed().isEmpty() &&
                         (m_kind == LockKind::Lock || !m_candidate->text().trimmed().isEmpty());
    const QString refusal = m_target.refusal();
    m_accept->setEnabled(isNamed && text.isEmpty() && refusal.isEmpty());
    m_accept->setToolTip(!refusal.isEmpty() ? refusal : text);
}

void AcquireSheet::accept()
{
    if (!m_accept->isEnabled())
        return;
    LockOptions options;
    options.timeToLive =
        m_ends->currentIndex() == 0 ? std::optional<qint64>(m_seconds->value()) : std::nullopt;
    options.renewing = m_renewing->isChecked();
    if (m_patience->currentIndex() == GiveUpAfter)
        options.patience = m_patienceSeconds->value() * 1'000;
    else if (m_patience->currentIndex() == DoNotWait)
        options.patience = 1;
    if (m_kind == LockKind::Election)
        options.token = readTypedKey(m_candidate->text()).bytes;
    emit accepted(readTypedKey(m_name->text()).bytes, options);
}

void AcquireSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (enter && m_cancel->hasFocus()))
        m_cancel->click();
    else if (enter)
        accept();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
