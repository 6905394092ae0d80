// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/endpointsgroup.h"

#include "core/net/endpointset.h"
#include "ui/widgets/palette.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace etcdscope {

EndpointsGroup::EndpointsGroup(QWidget *parent)
    : FormGroup(parent)
    , m_layout(new FormLayout(this))
    , m_endpoints(named(new QPlainTextEdit(this), "form.endpoints", tr("Endpoints")))
    , m_endpointsNote(new FieldNote(m_endpoints))
    , m_domain(named(new QLineEdit(this), "form.domain", tr("Domain with SRV records")))
    , m_service(named(new QLineEdit(this), "form.service", tr("Service name of the SRV records")))
    , m_domainNote(new FieldNote(m_domain))
    , m_api(named(new QComboBox(this), "form.api", tr("API")))
    , m_basePath(named(new QLineEdit(this), "form.basePath", tr("Base path")))
    , m_basePathNote(new FieldNote(m_basePath))
    , m_versionPrefix(named(new QLineEdit(this), "form.versionPrefix", tr("Version prefix")))
    , m_versionPrefixNote(new FieldNote(m_versionPrefix))
    , m_redirects(named(new QComboBox(this), "form.redirects", tr("Redirects")))
{
    m_endpoints->setFont(monospaceFont());
    m_endpoints->setTabChangesFocus(true);
    m_endpoints->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_endpoints->setPlaceholderText(QStringLiteral("https://10.0.0.4:2379\nhttps://10.0.0.5:2379"));
    m_endpoints->setFixedHeight(QFontMetrics(m_endpoints->font()).lineSpacing() * 5 + 12);
    m_domain->setPlaceholderText(QStringLiteral("example.com"));
    m_service->setPlaceholderText(tr("None"));
    m_basePath->setPlaceholderText(QStringLiteral("/"));
    m_versionPrefix->setPlaceholderText(QStringLiteral("/v2"));
    m_api->addItem(tr("As the cluster has it"), int(Profile::Api::Auto));
    m_api->addItem(tr("v3"), int(Profile::Api::V3));
    m_api->addItem(tr("v2"), int(Profile::Api::V2));
    m_redirects->addItem(tr("To the endpoints above alone"), int(v2::Client::Redirects::SameEndpoints));
    m_redirects->addItem(tr("Never"), int(v2::Client::Redirects::Refuse));
    m_redirects->addItem(tr("To any host, without the password"), int(v2::Client::Redirects::Follow));

    m_layout->addRow(tr("&Endpoints:"), m_endpoints);
    m_layout->addRow(QString(), m_endpointsNote);
    m_layout->addRow(tr("SRV &domain:"), m_domain);
    m_layout->addRow(tr("&Service name:"), m_service);
    m_layout->addRow(QString(), m_domainNote);
    m_layout->addRow(tr("&API:"), m_api);
    m_layout->addRow(tr("&Base path:"), m_basePath);
    m_layout->addRow(QString(), m_basePathNote);
    m_layout->addRow(tr("&Version prefix:"), m_versionPrefix);
    m_layout->addRow(QString(), m_versionPrefixNote);
    m_layout->addRow(tr("&Redirects:"), m_redirects);

    connect(m_endpoints, &QPlainTextEdit::textChanged, this, &EndpointsGroup::edited);
    for (const QLineEdit *field : {m_domain, m_service, m_basePath, m_versionPrefix})
        connect(field, &QLineEdit::textChanged, this, &EndpointsGroup::edited);
    for (const QComboBox *choice : {m_api, m_redirects})
        connect(choice, &QComboBox::currentIndexChanged, this, &EndpointsGroup::edited);
    check();
}

QString EndpointsGroup::title() const
{
    return tr("Endpoints");
}

void EndpointsGroup::present(const Profile &profile)
{
    const QSignalBlocker quiet(this);
    m_endpoints->setPlainText(profile.endpoints.join(QLatin1Char('\n')));
    m_domain->setText(profile.srv.domain);
    m_service->setText(profile.srv.serviceName);
    m_api->setCurrentIndex(m_api->findData(int(profile.api)));
    m_basePath->setText(profile.basePath);
    m_versionPrefix->setText(profile.versionPrefix);
    m_redirects->setCurrentIndex(m_redirects->findData(int(profile.redirects)));
    check();
}

void EndpointsGroup::apply(Profile &profile) const
{
    profile.endpoints = addresses();
    profile.srv.domain = m_domain->text().trimmed();
    profile.srv.serviceName = m_service->text().trimmed();
    profile.api = Profile::Api(m_api->currentData().toInt());
    profile.basePath = m_basePath->text().trimmed();
    profile.versionPrefix = profile.api == Profile::Api::V3 ? QString() : m_versionPrefix->text().trimmed();
    profile.redirects = v2::Client::Redirects(m_redirects->currentData().toInt());
}

QString EndpointsGroup::problem() const
{
    if (const QString wrong = addressProblem(); !wrong.isEmpty())
        return wrong;
    if (addresses().isEmpty() && m_domain->text().trimmed().isEmpty())
        return tr("An endpoint or a domain is needed.");
    for (const QLineEdit *field : {m_basePath, m_versionPrefix}) {
        if (const QString wrong = pathProblem(*field); !wrong.isEmpty())
            return wrong;
    }
    return {};
}

void EndpointsGroup::focusFirst()
{
    m_endpoints->setFocus();
}

QStringList EndpointsGroup::addresses() const
{
    QStringList found;
    const QStringList lines = m_endpoints->toPlainText().split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const QStringList parts = line.split(QLatin1Char(','));
        for (const QString &part : parts) {
            if (const QString address = part.trimmed(); !address.isEmpty())
                found += address;
        }
    }
    return found;
}

QString EndpointsGroup::addressProblem() const
{
    const QStringList lines = m_endpoints->toPlainText().split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringList parts = lines[i].split(QLatin1Char(','), Qt::SkipEmptyParts);
        for (const QString &part : parts) {
            if (part.trimmed().isEmpty())
                continue;
            if (const auto url = EndpointSet::parseOne(part); !url)
                return tr("Line %1: %2", "what is wrong there").arg(i + 1).arg(url.error().detail);
        }
    }
    const QStringList all = addresses();
    if (all.isEmpty())
        return {};
    const auto set = EndpointSet::parse(all);
    return set ? QString() : set.error().detail;
}

QString EndpointsGroup::pathProblem(const QLineEdit &field) const
{
    const QString path = field.text().trimmed();
    if (path.isEmpty() || path.startsWith(QLatin1Char('/')))
        return {};
    return tr("%1 begins with a slash.", "base path or version prefix").arg(field.accessibleName());
}

void EndpointsGroup::check()
{
    if (const QString wrong = addressProblem(); !wrong.isEmpty())
        m_endpointsNote->complain(wrong);
    else
        m_endpointsNote->explain(
            tr("One a line: host, host:port or URL. Without a port 2379 is meant; https:// is encrypted."));
    m_service->setEnabled(!m_domain->text().trimmed().isEmpty());
    m_domainNote->explain(
        tr("More endpoints are looked up in the SRV records of this domain, such as _etcd-client-ssl._tcp."));
    const auto showPath = [this](const QLineEdit &field, FieldNote *note, const QString &usual) {
        if (const QString wrong = pathProblem(field); !wrong.isEmpty())
            note->complain(wrong);
        else
            note->explain(usual);
    };
    showPath(*m_basePath, m_basePathNote,
             tr("Before every path of HTTP, where a proxy serves the cluster below one."));
    const bool speaksV2 = m_api->currentData().toInt() != int(Profile::Api::V3);
    showPath(*m_versionPrefix, m_versionPrefixNote, tr("In place of /v2, as in python-etcd."));
    m_versionPrefix->setVisible(speaksV2);
    m_layout->labelForField(m_versionPrefix)->setVisible(speaksV2);
    m_versionPrefixNote->setVisible(speaksV2);
    m_redirects->setVisible(speaksV2);
    m_layout->labelForField(m_redirects)->setVisible(speaksV2);
}

void EndpointsGroup::edited()
{
    check();
    emit changed();
}

} // namespace etcdscope
