// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/importsheet.h"

#include "ui/connections/profiletext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/palette.h"

#include <QBoxLayout>
#include <QFile>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace etcdscope {

namespace {

constexpr qint64 mostBytes = 16 << 20; // of a file of connections

QString noteText(const ProfileImport::Note &note)
{
    using Kind = ProfileImport::Note::Kind;
    switch (note.kind) {
    case Kind::UnknownFlag:
        return ImportSheet::tr("The flag %1 is not known.").arg(note.about);
    case Kind::UnknownVariable:
        return ImportSheet::tr("The variable %1 is not known.").arg(note.about);
    case Kind::MissingValue:
        return ImportSheet::tr("%1 has no value.").arg(note.about);
    case Kind::BadValue:
        return ImportSheet::tr("The value of %1 makes no sense.").arg(note.about);
    case Kind::UnresolvedValue:
        return ImportSheet::tr("The value of %1 depends on your shell.").arg(note.about);
    case Kind::BadEndpoint:
        return note.about.isEmpty() ? ImportSheet::tr("An address makes no sense.")
                                    : ImportSheet::tr("%1 is no address.").arg(note.about);
    case Kind::MixedSchemes:
        return ImportSheet::tr("Some addresses are http and some https; one cluster has one of them.");
    case Kind::VerificationWanted:
        return ImportSheet::tr("The server was not to be verified. Here its certificate is accepted by its "
                               "fingerprint instead: test the connection to do so.");
    case Kind::RelativeFile:
        return ImportSheet::tr("Where the file %1 lies depends on a folder that is not known here.")
            .arg(note.about);
    case Kind::OpenQuote:
        return ImportSheet::tr("A quote does not end.");
    case Kind::NothingFound:
        return ImportSheet::tr("There is nothing in it that says how to connect.");
    }
    return {};
}

bool isEmpty(const ProfileImport &read)
{
    return std::ranges::any_of(
        read.notes, [](const auto &note) { return note.kind == ProfileImport::Note::Kind::NothingFound; });
}

/// What was understood, in one line.
QString understoodText(const ProfileImport &read)
{
    QStringList parts;
    if (!read.profile.endpoints.isEmpty() || !read.profile.srv.domain.isEmpty())
        parts += profilePlace(read.profile);
    if (!read.profile.user.isEmpty())
        parts += ImportSheet::tr("the user %1").arg(read.profile.user);
    if (read.password)
        parts += ImportSheet::tr("a password");
    if (!read.profile.tls.certificateFile.isEmpty())
        parts += ImportSheet::tr("a client certificate");
    if (!read.profile.tls.authorityFile.isEmpty())
        parts += ImportSheet::tr("a certificate authority");
    return parts.isEmpty() ? QString() : ImportSheet::tr("Found: %1").arg(parts.join(ImportSheet::tr(", ")));
}

QString remarkText(const ProfileStore::Imported::Note &note)
{
    using Remark = ProfileStore::Imported::Remark;
    switch (note.remark) {
    case Remark::AlreadyThere:
        return ImportSheet::tr("%1 was there already.").arg(note.name);
    case Remark::NewId:
        return {}; // of no interest to a person
    case Remark::Unreadable:
        return note.field.isEmpty()
                   ? ImportSheet::tr("%1 could not be read and was left out.").arg(note.name)
                   : ImportSheet::tr("%1: the field %2 could not be read.").arg(note.name, note.field);
    case Remark::PinDropped:
        return ImportSheet::tr("%1: the certificate accepted elsewhere is not accepted here.").arg(note.name);
    }
    return {};
}

} // namespace

ImportSheet::ImportSheet(Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_message(new MessageBar(this))
    , m_text(named(new QPlainTextEdit(this), "import.text", tr("Addresses, flags or variables")))
    , m_note(new FieldNote(m_text))
    , m_continue(named(new QPushButton(purpose == Purpose::FillForm ? tr("&Fill in") : tr("&Continue"), this),
                       "import.continue", tr("Go on with what was found")))
    , m_cancel(named(new QPushButton(tr("Cancel"), this), "import.cancel", tr("Cancel")))
{
    setObjectName(QStringLiteral("import"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(purpose == Purpose::FillForm ? tr("Fill in") : tr("Import connections"));
    m_message->setObjectName(QStringLiteral("import.message"));
    m_text->setFont(monospaceFont());
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(QStringLiteral("https://10.0.0.4:2379,https://10.0.0.5:2379\n\n"
                                              "etcdctl --endpoints=10.0.0.4:2379 --user root get /app\n\n"
                                              "export ETCDCTL_ENDPOINTS=https://10.0.0.4:2379\n"
                                              "export ETCDCTL_CACERT=/etc/etcd/ca.pem"));
    auto *label =
        new QLabel(tr("&Paste addresses, a command line of etcdctl, or its ETCDCTL_ variables:"), this);
    label->setBuddy(m_text);
    const auto button = [this](const QString &text, const char *name) {
        auto *made = named(new QPushButton(text, this), name, text);
        made->setAutoDefault(false);
        return made;
    };
    QPushButton *environment = button(tr("From this program's &environment"), "import.environment");
    QPushButton *file = button(tr("From an &exported file…"), "import.file");
    file->setVisible(purpose == Purpose::Connections);
    m_cancel->setAutoDefault(false);
    m_continue->setDefault(true);
    auto *sources = new QHBoxLayout;
    sources->setSpacing(8);
    sources->addWidget(environment);
    sources->addWidget(file);
    sources->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_continue);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addWidget(label);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);
    layout->addLayout(sources);
    layout->addLayout(buttons);
    resize(fontMetrics().averageCharWidth() * 96, fontMetrics().height() * 24);

    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { show(ProfileImport::fromText(m_text->toPlainText())); });
    connect(environment, &QPushButton::clicked, this, [this] { show(ProfileImport::fromEnvironment()); });
    connect(file, &QPushButton::clicked, this, &ImportSheet::chooseFile);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_continue, &QPushButton::clicked, this, &ImportSheet::proceed);
    m_continue->setEnabled(false);
    const std::initializer_list<QWidget *> order{m_text, environment, file, m_cancel, m_continue};
    for (auto next = order.begin() + 1; next != order.end(); ++next)
        setTabOrder(*(next - 1), *next);
    m_text->setFocus();
}

void ImportSheet::showProblem(const QString &text)
{
    m_message->showMessage(MessageBar::Severity::Error, text);
}

void ImportSheet::showImported(const ProfileStore::Imported &imported)
{
    m_cancel->setText(tr("Close")); // nothing is taken back by it
    m_cancel->setAccessibleName(tr("Close"));
    QStringList lines{tr("%n connection(s) imported.", nullptr, int(imported.added.size()))};
    for (const ProfileStore::Imported::Note &note : imported.notes) {
        if (const QString text = remarkText(note); !text.isEmpty())
            lines += text;
    }
    const auto severity =
        lines.size() == 1 ? MessageBar::Severity::Information : MessageBar::Severity::Warning;
    const qsizetype most = 8;
    const auto more = int(lines.size() - most);
    if (more > 0)
        lines = lines.mid(0, most) + QStringList{tr("and %n more", "remarks", more)};
    m_message->showMessage(severity, lines.join(QLatin1Char('\n')));
}

void ImportSheet::show(const ProfileImport &read)
{
    m_read = read;
    const bool blank = m_text->toPlainText().trimmed().isEmpty() && isEmpty(read);
    QStringList lines;
    if (const QString found = understoodText(read); !found.isEmpty())
        lines += found;
    for (const ProfileImport::Note &note : read.notes)
        lines += noteText(note);
    m_continue->setEnabled(!isEmpty(read));
    if (blank && read.notes.size() == 1 && !m_text->hasFocus())
        m_note->warn(tr("No variable of this program's environment says how to connect."));
    else if (blank)
        m_note->explain({});
    else if (read.notes.isEmpty())
        m_note->explain(lines.join(QLatin1Char('\n')));
    else
        m_note->warn(lines.join(QLatin1Char('\n')));
}

void ImportSheet::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Connections exported by this program"));
    dialog->setObjectName(QStringLiteral("import.files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Connections (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            showProblem(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        else
            emit fileRead(file.read(mostBytes));
    });
    dialog->open();
}

void ImportSheet::proceed()
{
    emit profileRead(m_read.profile, m_read.password);
    accept();
}

} // namespace etcdscope
