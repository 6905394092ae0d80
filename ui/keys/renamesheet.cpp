// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/renamesheet.h"

#include "core/base/printable.h"
#include "ui/keys/bulktext.h"
#include "ui/keys/confirmationfield.h"
#include "ui/keys/errortext.h"
#include "ui/keys/keytext.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/rowtextview.h"
#include "ui/workspace/targetheader.h"
#include "ui/workspace/writetarget.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr int typingPause = 250; // milliseconds until names are looked up
} // namespace

RenameSheet::RenameSheet(BulkRunner &runner, KeyStore &store, char separator, WriteTarget &target,
                         QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_store(store)
    , m_separator(separator)
    , m_target(target)
    , m_title(makeSentences(QStringLiteral("renameTitle"), this))
    , m_message(new MessageBar(this))
    , m_nameLabel(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_problem(makeSentences(QStringLiteral("renameProblem"), this))
    , m_progress(new QProgressBar(this))
    , m_sample(new RowTextView(this))
    , m_facts(makeSentences(QStringLiteral("renameFacts"), this))
    , m_skip(new QCheckBox(this))
    , m_consent(new QCheckBox(this))
    , m_confirmation(new ConfirmationField(target, QStringLiteral("rename"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_confirm(new QPushButton(this))
{
    setObjectName(QStringLiteral("renameSheet"));
    makeBold(m_title);
    m_message->setObjectName(QStringLiteral("renameMessage"));
    m_message->setClosable(false);
    m_name->setObjectName(QStringLiteral("renameName"));
    m_name->setFont(monospaceFont());
    m_nameLabel->setBuddy(m_name);
    m_progress->setObjectName(QStringLiteral("renameReading"));
    m_progress->setAccessibleName(tr("Keys looked at"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_sample->setObjectName(QStringLiteral("renameSample"));
    m_sample->setAccessibleName(tr("The first keys and their new names"));
    m_skip->setObjectName(QStringLiteral("renameSkip"));
    m_consent->setObjectName(QStringLiteral("renameConsent"));
    m_cancel->setObjectName(QStringLiteral("renameCancel"));
    m_cancel->setAutoDefault(false);
    m_confirm->setObjectName(QStringLiteral("renameConfirm"));
    m_confirm->setAutoDefault(false);

    auto *const field = new QHBoxLayout;
    field->setSpacing(8);
    field->addWidget(m_nameLabel);
    field->addWidget(m_name, 1);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_confirm);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(new TargetHeader(target, this));
    layout->addWidget(m_title);
    layout->addWidget(m_message);
    layout->addLayout(field);
    layout->addWidget(m_problem);
    layout->addWidget(m_progress);
    layout->addWidget(m_sample, 1);
    layout->addWidget(m_facts);
    layout->addWidget(m_skip);
    layout->addWidget(m_consent);
    layout->addWidget(m_confirmation);
    layout->addLayout(buttons);

    m_rest.setSingleShot(true);
    m_rest.setInterval(typingPause);
    connect(&m_rest, &QTimer::timeout, this, &RenameSheet::lookUp);
    connect(m_name, &QLineEdit::textChanged, this, &RenameSheet::nameChanged);
    connect(m_skip, &QCheckBox::toggled, this, &RenameSheet::check);
    connect(m_consent, &QCheckBox::toggled, this, &RenameSheet::check);
    connect(m_confirmation, &ConfirmationField::changed, this, &RenameSheet::check);
    connect(&target, &WriteTarget::changed, this, &RenameSheet::check);
    connect(&target, &WriteTarget::textChanged, this, &RenameSheet::showTitle);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        abandon();
        emit cancelled();
    });
    connect(m_confirm, &QPushButton::clicked, this, &RenameSheet::confirm);
}

void RenameSheet::present(const SelectedKeys &selection, BulkKind kind)
{
    m_selection = selection;
    m_kind = kind;
    m_nameLabel->setText(selection.isOne() ? tr("&New name:") : tr("Into the &directory:"));
    m_name->setAccessibleName(selection.isOne() ? tr("New name") : tr("Into the directory"));
    m_preview.reset();
    m_targets.reset();
    m_name->setText(suggestion());
    read();
}

QString RenameSheet::suggestion() const
{
    if (!m_selection.isOne())
        return printable(m_selection.parts.empty() ? QByteArray() : m_selection.parts.front().parent);
    QByteArray name = m_selection.only.bytes;
    if (m_kind == BulkKind::Duplicate)
        name = m_selection.only.isDirectory() ? name.chopped(1) + "-copy" + m_separator : name + "-copy";
    return printable(name);
}

void RenameSheet::read()
{
    m_preview = m_runner.preview(BulkScope(m_selection.parts), m_kind);
    m_message->dismiss();
    m_confirmation->clear();
    connect(m_preview.get(), &BulkPreview::progressed, this, [this] {
        showTitle();
        if (m_sample->rows().isEmpty())
            showSample();
    });
    connect(m_preview.get(), &BulkPreview::finished, this, &RenameSheet::previewEnded);
    if (const BulkRun *other = m_runner.current())
        connect(other, &BulkRun::rested, m_preview.get(), [this] {
            if (isReady())
                previewEnded();
        });
    m_preview->start();
    nameChanged();
}

void RenameSheet::abandon()
{
    m_rest.stop();
    m_targets.reset();
    m_preview.reset();
}

void RenameSheet::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
    // What people change is the last part of a name.
    const QString text = m_name->text();
    const qsizetype end = text.endsWith(QLatin1Char(m_separator)) ? text.size() - 1 : text.size();
    const qsizetype begin = text.lastIndexOf(QLatin1Char(m_separator), end - 1 - text.size()) + 1;
    m_name->setSelection(int(begin), int(end - begin));
}

bool RenameSheet::isReady() const
{
    return m_preview && m_preview->state() == BulkPreview::State::Ready;
}

void RenameSheet::previewEnded()
{
    if (m_preview->state() == BulkPreview::State::Failed) {
        m_message->showMessage(MessageBar::Severity::Error,
                               tr("The keys could not be read, so nothing can be done yet. %1")
                                   .arg(errorText(m_preview->error().value_or(Error()))));
        connect(m_message->addButton(tr("Try Again"), QStringLiteral("renameRetry")), &QPushButton::clicked,
                this, &RenameSheet::read);
    } else if (const QString other = otherRunText(m_runner); !other.isEmpty()) {
        m_message->showMessage(MessageBar::Severity::Warning, other);
    } else if (!m_preview->fitsJournal()) {
        m_message->showMessage(
            MessageBar::Severity::Warning,
            tr("This is more than the journal of this session can keep: it cannot be taken "
               "back from here."));
    } else {
        m_message->dismiss();
    }
    nameChanged();
}

// --- the new name ---

QByteArray RenameSheet::typedName(QString *problem) const
{
    const TypedKey typed = readTypedKey(m_name->text());
    if (!typed.problem.isEmpty()) {
        *problem = typed.problem;
        return {};
    }
    QByteArray name = typed.bytes;
    const bool isDirectory = !m_selection.isOne() || m_selection.only.isDirectory();
    if (isDirectory && !name.endsWith(m_separator))
        name += m_separator; // `/new` for a directory means `/new/`, never `/newkey`
    const bool same = m_selection.isOne() ? name == m_selection.only.bytes
                                          : std::ranges::all_of(m_selection.parts, [&](const BulkPart &part) {
                                                return part.parent == name;
                                            });
    if (same)
        *problem = m_selection.isOne() ? tr("This is the name it has.") : tr("This is where they are.");
    return name;
}

void RenameSheet::nameChanged()
{
    QString problem;
    const QByteArray name = typedName(&problem);
    m_mapping.reset();
    if (problem.isEmpty())
        m_mapping = m_selection.isOne() ? BulkMapping::renamed(m_selection.only.bytes, name)
                                        : BulkMapping::into(BulkScope(m_selection.parts), name);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_targets.reset();
    m_lookedUp = false;
    m_skip->setChecked(false);
    m_consent->setChecked(false);
    showSample();
    showTitle();
    showFacts();
    if (m_mapping && isReady())
        m_rest.start();
    else
        m_rest.stop();
    check();
}

void RenameSheet::lookUp()
{
    m_targets = std::make_unique<BulkTargets>(m_store, m_preview->plan(), *m_mapping);
    connect(m_targets.get(), &BulkTargets::progressed, this, &RenameSheet::showTitle);
    connect(m_targets.get(), &BulkTargets::finished, this, &RenameSheet::lookedUp);
    m_targets->start();
}

void RenameSheet::lookedUp()
{
    m_lookedUp = !m_targets->error();
    if (m_targets->error()) {
        m_message->showMessage(
            MessageBar::Severity::Error,
            tr("Whether the new names exist could not be looked up. %1").arg(errorText(*m_targets->error())));
        connect(m_message->addButton(tr("Try Again"), QStringLiteral("renameRetry")), &QPushButton::clicked,
                this, [this] {
                    m_message->dismiss();
                    nameChanged();
                });
    }
    showSample();
    showTitle();
    showFacts();
    check();
}

// --- what is shown ---

void RenameSheet::showTitle()
{
    const bool renames = m_kind == BulkKind::Rename;
    if (!isReady()) {
        const qint64 keys = m_preview ? m_preview->keysRead() : 0;
        m_title->setText(renames ? tr("Rename %1 in %2").arg(nameOf(m_selection), m_target.text())
                                 : tr("Duplicate %1 in %2").arg(nameOf(m_selection), m_target.text()));
        m_progress->setVisible(m_preview && m_preview->state() == BulkPreview::State::Reading);
        const qint64 expected = m_preview ? m_preview->keysExpected() : 0;
        m_progress->setRange(0, expected > 0 ? 1'000 : 0);
        if (expected > 0)
            m_progress->setValue(int(keys * 1'000 / expected));
        return;
    }
    const QString keys = keysText(m_preview->plan()->size());
    m_title->setText(renames ? tr("Rename %1 (%2) in %3").arg(nameOf(m_selection), keys, m_target.text())
                             : tr("Duplicate %1 (%2) in %3").arg(nameOf(m_selection), keys, m_target.text()));
    const bool looking = m_targets && !m_lookedUp && !m_targets->error();
    m_progress->setVisible(looking);
    m_progress->setRange(0, int(m_preview->plan()->size()));
    if (looking)
        m_progress->setValue(int(m_targets->checked()));
}

void RenameSheet::showSample()
{
    QList<TextRow> rows;
    const auto plan = m_preview ? m_preview->plan() : nullptr;
    const auto row = [&](quint32 key, RowKind kind, const QString &gutter) {
        rows.append({.text = printable(plan->key(key)), .gutter = {}, .kind = RowKind::Plain});
        if (m_mapping)
            rows.append({.text = QStringLiteral("  → ") + printable(m_mapping->nameFor(*plan, key)),
                         .gutter = gutter,
                         .kind = kind});
    };
    const auto more = [&](qint64 keys) {
        if (keys > 0)
            rows.append(
                {.text = tr("… and %1 more").arg(keysText(keys)), .gutter = {}, .kind = RowKind::Heading});
    };
    if (plan && m_lookedUp && !m_targets->occupied().empty()) {
        const auto &occupied = m_targets->occupied();
        rows.append({.text = tr("These new names exist:"), .gutter = {}, .kind = RowKind::Heading});
        for (size_t i = 0; i < std::min<size_t>(occupied.size(), sampleSize); ++i)
            row(occupied[i], RowKind::Conflict, QStringLiteral("!"));
        more(qint64(occupied.size()) - sampleSize);
        rows.append({.text = tr("All in order:"), .gutter = {}, .kind = RowKind::Heading});
    }
    for (quint32 i = 0; plan && i < std::min<quint32>(plan->size(), sampleSize); ++i)
        row(i, RowKind::Added, QStringLiteral("+"));
    if (plan)
        more(qint64(plan->size()) - sampleSize);
    m_sample->setRows(rows);
}

void RenameSheet::showFacts()
{
    QStringList facts;
    if (isReady()) {
        const auto plan = m_preview->plan();
        const QString at = positionText(m_store.features(), plan->position().value);
        if (plan->size() == 0)
            facts += tr("No key is there any more at %1.").arg(at);
        else
            facts += tr("As of %1. Keys that somebody changes after it are left alone, and named; no "
                        "key is ever written over.")
                         .arg(at);
        if (plan->leasedKeys() > 0)
            facts += tr("%1 keep their lease.").arg(keysText(plan->leasedKeys()));
        if (m_lookedUp && m_targets->steps() == 1)
            facts += tr("It happens all at once, or not at all.");
        else if (!m_lookedUp && m_mapping && !m_targets)
            facts += tr("Looking whether the new names exist…");
    }
    m_facts->setText(facts.join(QLatin1Char('\n')));
    const qint64 occupied = m_lookedUp ? qint64(m_targets->occupied().size()) : 0;
    const int steps = m_lookedUp ? m_targets->steps() : 0;
    m_skip->setText(tr("&Leave out %1 whose new names exist").arg(keysText(occupied)));
    m_skip->setVisible(occupied > 0);
    m_consent->setText(isReady() && m_preview->fitsJournal()
                           ? tr("It takes %n step(s): &others can see it half done", nullptr, steps)
                           : tr("It takes many steps: &others can see it half done"));
    m_consent->setVisible(steps > 1);
}

void RenameSheet::check()
{
    const qint64 keys = isReady() ? m_preview->plan()->size() : 0;
    const qint64 occupied = m_lookedUp ? qint64(m_targets->occupied().size()) : 0;
    const QString text = keysText(std::max<qint64>(0, keys - occupied));
    m_confirm->setText(m_kind == BulkKind::Rename ? tr("Rename %1").arg(text) : tr("Duplicate %1").arg(text));
    if (isReady() && m_lookedUp)
        m_confirmation->ask(keys - occupied, QString());
    const QString reason = reasonAgainst();
    m_confirm->setEnabled(reason.isEmpty());
    m_confirm->setToolTip(reason);
}

QString RenameSheet::reasonAgainst() const
{
    const qint64 keys = isReady() ? m_preview->plan()->size() : 0;
    const qint64 occupied = m_lookedUp ? qint64(m_targets->occupied().size()) : 0;
    if (const QString refusal = m_target.refusal(); !refusal.isEmpty())
        return refusal;
    if (!m_mapping)
        return m_problem->text();
    if (!isReady() || !m_lookedUp)
        return tr("The keys are being looked at.");
    if (keys == occupied)
        return keys == 0 ? tr("There is no key.") : tr("All of the new names exist.");
    if (occupied > 0 && !m_skip->isChecked())
        return tr("Some of the new names exist.");
    if (m_targets->steps() > 1 && !m_consent->isChecked())
        return tr("It takes several steps, which has to be agreed to.");
    if (!m_confirmation->isSatisfied())
        return m_confirmation->question();
    return m_runner.isBusy() ? tr("Another bulk operation is under way.") : QString();
}

void RenameSheet::confirm()
{
    check();
    if (!m_confirm->isEnabled())
        return;
    const auto plan = m_preview->plan();
    const std::vector<quint32> occupied = m_targets->occupied();
    const bool atOnce = m_targets->steps() <= 1;
    abandon();
    m_runner.copy(plan, *m_mapping, m_kind, occupied, atOnce);
    emit started();
}

void RenameSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (enter && m_cancel->hasFocus()))
        m_cancel->click();
    else if (enter)
        confirm();
    else
        QWidget::keyPressEvent(event);
}

} // namespace etcdscope
