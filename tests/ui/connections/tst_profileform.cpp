// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tlscertificates.h"
#include "tests/ui/connections/connectionsfixture.h"
#include "ui/connections/importsheet.h"
#include "ui/connections/profileform.h"
#include "ui/connections/secretsheet.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>

using namespace etcdscope;

/// The form of a connection, as a person fills it in, and what becomes of what they typed.
class TestProfileForm : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whatIsTypedIsKept();
    void aWrongAddressIsNamedWithItsLine();
    void nothingIsSavedWithoutAnEndpoint();
    void newProductionIsReadOnlyAndKeepsNoWork();
    void whatThePersonChoseIsLeftAlone();
    void anExistingConnectionIsNotMadeProductionSilently();
    void versionPrefixAndRedirectsAreForV2Alone();
    void prefixesAreReadAsTheyAreShown();
    void escapeAsksOnlyWhenSomethingChanged();
    void filesOfTlsAreExplained();
    void keysThatCannotBeUsedAreNamed();
    void aPinnedCertificateCanBeRemoved();
    void aPastedCommandLineFillsTheFields();
    void whatWasNotUnderstoodIsListed();
    void aPasswordIsInNoFile();
    void missingKeychainIsSaid();
    void aPasswordThatNobodyKnowsIsAskedFor();
    void everyControlHasItsNames();

private:
    ProfileForm *create(const Profile &profile = {});
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString note(const char *field) const
    {
        return part<QLabel>((QByteArray(field) + ".note").constData())->text();
    }
    void choose(const char *box, int data);
    void click(const char *button) { QTest::mouseClick(part<QAbstractButton>(button), Qt::LeftButton); }

    std::unique_ptr<ConnectionsFixture> m_data;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<QSignalSpy> m_opened;
};

void TestProfileForm::init()
{
    m_data = std::make_unique<ConnectionsFixture>();
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_opened = std::make_unique<QSignalSpy>(&m_data->connections, &Connections::sessionRequested);
}

void TestProfileForm::cleanup()
{
    m_window.reset();
    m_opened.reset();
    m_data.reset();
}

ProfileForm *TestProfileForm::create(const Profile &profile)
{
    return m_data->connections.create(profile, m_window.get());
}

void TestProfileForm::choose(const char *box, int data)
{
    auto *combo = part<QComboBox>(box);
    const int index = combo->findData(data);
    combo->setCurrentIndex(index);
    emit combo->activated(index);
}

void TestProfileForm::whatIsTypedIsKept()
{
    create();
    part<QPlainTextEdit>("form.endpoints")->setPlainText(QStringLiteral("10.0.0.4\nhttp://10.0.0.5:4001"));
    QTest::keyClicks(part<QLineEdit>("form.name"), QStringLiteral("payments"));
    part<QLineEdit>("form.folder.text")->setText(QStringLiteral("team / eu"));
    part<QPlainTextEdit>("form.prefixes")->setPlainText(QStringLiteral("/app/"));
    part<QLineEdit>("form.user")->setText(QStringLiteral("reader"));
    choose("form.transport", int(Transport::Gateway));
    click("form.save");
    const Profile kept = m_data->named(QStringLiteral("payments"));
    QCOMPARE(kept.endpoints,
             QStringList({QStringLiteral("10.0.0.4"), QStringLiteral("http://10.0.0.5:4001")}));
    QCOMPARE(kept.folder, QStringList({QStringLiteral("team"), QStringLiteral("eu")}));
    QCOMPARE(kept.prefixes, QByteArrayList{"/app/"});
    QCOMPARE(kept.user, QStringLiteral("reader"));
    QCOMPARE(kept.transport, Transport::Gateway);
    QCOMPARE(m_opened->size(), 0);
}

void TestProfileForm::aWrongAddressIsNamedWithItsLine()
{
    create();
    auto *field = part<QPlainTextEdit>("form.endpoints");
    const QString usual = note("form.endpoints");
    field->setPlainText(QStringLiteral("10.0.0.4\nftp://10.0.0.5"));
    QVERIFY2(note("form.endpoints").contains(QLatin1Char('2')), qPrintable(note("form.endpoints")));
    QVERIFY(note("form.endpoints").contains(QStringLiteral("ftp")));
    click("form.save");
    QVERIFY(m_data->store.profiles().isEmpty());
    field->setPlainText(QStringLiteral("http://a\nhttps://b"));
    QVERIFY(note("form.endpoints") != usual);
    field->setPlainText(QStringLiteral("10.0.0.4"));
    QCOMPARE(note("form.endpoints"), usual);
}

void TestProfileForm::nothingIsSavedWithoutAnEndpoint()
{
    const ProfileForm *form = create();
    part<QListWidget>("form.groups")->setCurrentRow(0);
    click("form.save");
    QVERIFY(form->isVisible());
    QVERIFY(m_data->store.profiles().isEmpty());
    QCOMPARE(part<QListWidget>("form.groups")->currentRow(), 1); // where it is missing
    part<QLineEdit>("form.domain")->setText(QStringLiteral("example.com"));
    click("form.save");
    QCOMPARE(m_data->store.profiles().size(), 1);
}

void TestProfileForm::newProductionIsReadOnlyAndKeepsNoWork()
{
    create();
    QVERIFY(part<QCheckBox>("form.keepWork")->isChecked());
    choose("form.environment", int(Environment::Kind::Production));
    QVERIFY(!part<QCheckBox>("form.keepWork")->isChecked());
    QVERIFY(part<QCheckBox>("form.readOnly")->isChecked());
    choose("form.environment", int(Environment::Kind::Test));
    QVERIFY(part<QCheckBox>("form.keepWork")->isChecked());
    QVERIFY(!part<QCheckBox>("form.readOnly")->isChecked());
}

void TestProfileForm::whatThePersonChoseIsLeftAlone()
{
    create();
    part<QCheckBox>("form.keepWork")->click();
    part<QCheckBox>("form.keepWork")->click();
    choose("form.environment", int(Environment::Kind::Production));
    QVERIFY(part<QCheckBox>("form.keepWork")->isChecked());
}

void TestProfileForm::anExistingConnectionIsNotMadeProductionSilently()
{
    const QUuid id = m_data->add(QStringLiteral("old"), QStringLiteral("a"));
    m_data->connections.edit(id, m_window.get());
    choose("form.environment", int(Environment::Kind::Production));
    QVERIFY(part<QCheckBox>("form.keepWork")->isChecked());
    QVERIFY(!part<QCheckBox>("form.readOnly")->isChecked());
    click("form.save");
    QCOMPARE(m_data->store.profile(id)->environment.kind, Environment::Kind::Production);
}

void TestProfileForm::versionPrefixAndRedirectsAreForV2Alone()
{
    const ProfileForm *form = create();
    part<QListWidget>("form.groups")->setCurrentRow(1);
    QVERIFY(part<QLineEdit>("form.versionPrefix")->isVisible());
    QVERIFY(part<QComboBox>("form.redirects")->isVisible());
    QCOMPARE(form->profile().redirects, v2::Client::Redirects::SameEndpoints);
    choose("form.redirects", int(v2::Client::Redirects::Refuse));
    QCOMPARE(form->profile().redirects, v2::Client::Redirects::Refuse);
    choose("form.api", int(Profile::Api::V3));
    QVERIFY(!part<QLineEdit>("form.versionPrefix")->isVisible());
    QVERIFY(!part<QComboBox>("form.redirects")->isVisible());
}

void TestProfileForm::prefixesAreReadAsTheyAreShown()
{
    Profile profile;
    profile.endpoints = {QStringLiteral("a")};
    profile.prefixes = {QByteArray("/odd\x00\xff", 6)};
    const ProfileForm *form = create(profile);
    QCOMPARE(form->profile().prefixes, profile.prefixes);
    part<QPlainTextEdit>("form.prefixes")->setPlainText(QStringLiteral("/ok/\n/bad\\q"));
    QVERIFY(note("form.prefixes").contains(QLatin1Char('2')));
    click("form.save");
    QVERIFY(m_data->store.profiles().isEmpty());
}

void TestProfileForm::escapeAsksOnlyWhenSomethingChanged()
{
    QPointer<ProfileForm> form = create();
    QTest::keyClick(form, Qt::Key_Escape);
    QTRY_VERIFY(!form);
    form = create();
    part<QPlainTextEdit>("form.endpoints")->setPlainText(QStringLiteral("a"));
    QTest::keyClick(form, Qt::Key_Escape);
    QVERIFY(form->isVisible());
    QVERIFY(part<QMessageBox>("form.unsaved"));
    click("form.keepEditing");
    QVERIFY(form->isVisible());
    QTRY_VERIFY(!part<QMessageBox>("form.unsaved"));
    form->reject();
    click("form.discard");
    QTRY_VERIFY(!form);
    QVERIFY(m_data->store.profiles().isEmpty());
}

void TestProfileForm::filesOfTlsAreExplained()
{
    TlsCertificates certificates;
    if (!certificates.isValid())
        QSKIP("no openssl");
    const QString other = certificates.issueClient(QStringLiteral("other"));
    create();
    auto *certificate = part<QLineEdit>("form.certificate");
    auto *key = part<QLineEdit>("form.key");
    certificate->setText(certificates.clientFile());
    key->setText(certificates.clientKeyFile());
    QTRY_VERIFY(note("form.certificate").contains(QStringLiteral("root")));
    const QString right = note("form.key");
    key->setText(other + QStringLiteral(".key"));
    QTRY_VERIFY(note("form.key") != right);
    QVERIFY(!note("form.key").isEmpty());
    certificate->setText(certificates.clientKeyFile());
    QTRY_VERIFY(note("form.certificate").contains(QStringLiteral("key")));
    part<QLineEdit>("form.authority")->setText(QStringLiteral("/nowhere/ca.pem"));
    QTRY_VERIFY(!note("form.authority").isEmpty());
}

void TestProfileForm::keysThatCannotBeUsedAreNamed()
{
    QTemporaryDir folder;
    const auto openssl = [&folder](const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral("openssl"), arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    };
    if (!openssl({QStringLiteral("genpkey"), QStringLiteral("-algorithm"), QStringLiteral("ed25519"),
                  QStringLiteral("-out"), QStringLiteral("ed.key")}) ||
        !openssl({QStringLiteral("genrsa"), QStringLiteral("-aes128"), QStringLiteral("-passout"),
                  QStringLiteral("pass:opensesame"), QStringLiteral("-out"), QStringLiteral("locked.key"),
                  QStringLiteral("2048")}))
        QSKIP("no openssl");
    create();
    auto *key = part<QLineEdit>("form.key");
    auto *passphrase = part<QLineEdit>("form.passphrase");
    key->setText(folder.filePath(QStringLiteral("ed.key")));
    QTRY_VERIFY2(note("form.key").contains(QStringLiteral("ed25519"), Qt::CaseInsensitive),
                 qPrintable(note("form.key")));
    key->setText(folder.filePath(QStringLiteral("locked.key")));
    QTRY_VERIFY2(note("form.key").contains(QStringLiteral("passphrase")), qPrintable(note("form.key")));
    const QString needed = note("form.key");
    passphrase->setText(QStringLiteral("wrong"));
    QTRY_VERIFY(note("form.key") != needed);
    QVERIFY(note("form.key").contains(QStringLiteral("passphrase")));
    passphrase->setText(QStringLiteral("opensesame"));
    QTRY_VERIFY2(note("form.key").contains(QStringLiteral("RSA")), qPrintable(note("form.key")));
}

void TestProfileForm::aPinnedCertificateCanBeRemoved()
{
    Profile profile;
    profile.endpoints = {QStringLiteral("https://a")};
    profile.tls.acceptedFingerprint = QByteArray(32, '\x4f');
    ProfileForm *form = create(profile);
    QVERIFY(part<QLineEdit>("form.pin")->text().startsWith(QStringLiteral("4F:4F:")));
    part<QPushButton>("form.unpin")->click();
    QVERIFY(form->profile().tls.acceptedFingerprint.isEmpty());
    QVERIFY(form->isChanged());
    form->setPinned(QByteArray(32, '\x11'));
    QCOMPARE(form->profile().tls.acceptedFingerprint, QByteArray(32, '\x11'));
}

void TestProfileForm::aPastedCommandLineFillsTheFields()
{
    const ProfileForm *form = create();
    click("form.import");
    auto *sheet = m_window->findChild<ImportSheet *>();
    QVERIFY(sheet);
    QVERIFY(!part<QPushButton>("import.continue")->isEnabled());
    part<QPlainTextEdit>("import.text")
        ->setPlainText(QStringLiteral("etcdctl --endpoints=https://10.0.0.4:2379,https://10.0.0.5:2379 "
                                      "--cacert=/etc/ca.pem --user root:secret get /app"));
    click("import.continue");
    QCOMPARE(form->profile().endpoints.size(), 2);
    QCOMPARE(form->profile().tls.authorityFile, QStringLiteral("/etc/ca.pem"));
    QCOMPARE(form->profile().user, QStringLiteral("root"));
    QCOMPARE(form->secrets().password, QStringLiteral("secret"));
    QVERIFY(form->isChanged());
}

void TestProfileForm::whatWasNotUnderstoodIsListed()
{
    create();
    click("form.import");
    part<QPlainTextEdit>("import.text")
        ->setPlainText(QStringLiteral("etcdctl --endpoints=10.0.0.4 --frobnicate=1"));
    QVERIFY2(note("import.text").contains(QStringLiteral("frobnicate")), qPrintable(note("import.text")));
    QVERIFY(part<QPushButton>("import.continue")->isEnabled());
    part<QPlainTextEdit>("import.text")->setPlainText(QStringLiteral("etcdctl version"));
    QVERIFY(!part<QPushButton>("import.continue")->isEnabled());
}

void TestProfileForm::aPasswordIsInNoFile()
{
    create();
    part<QPlainTextEdit>("form.endpoints")->setPlainText(QStringLiteral("10.0.0.4"));
    part<QLineEdit>("form.user")->setText(QStringLiteral("root"));
    part<QLineEdit>("form.password")->setText(QStringLiteral("hunter2secret"));
    click("form.save");
    const Profile kept = m_data->store.profiles().first();
    std::optional<QString> found;
    auto call = m_data->keychain.read({kept.id, SecretKind::Password});
    call.then(this,
              [&found](const Result<std::optional<QString>> &read) { found = read ? *read : std::nullopt; });
    QTRY_COMPARE(found, QStringLiteral("hunter2secret"));
    QVERIFY(m_data->store.saveNow());
    const auto files = QDir(m_data->folder.path()).entryInfoList(QDir::Files | QDir::Hidden);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("hunter2secret"), qPrintable(info.filePath()));
    }
}

void TestProfileForm::missingKeychainIsSaid()
{
    m_data = std::make_unique<ConnectionsFixture>(false);
    create();
    QTRY_VERIFY2(note("form.keeping").contains(QStringLiteral("no keychain")),
                 qPrintable(note("form.keeping")));
    QCOMPARE(part<QComboBox>("form.keeping")->currentData().toInt(), int(Profile::SecretKeeping::ThisRun));
    QVERIFY(!m_window->findChild<ProfileForm *>()->isChanged()); // nobody typed anything
}

void TestProfileForm::aPasswordThatNobodyKnowsIsAskedFor()
{
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {QStringLiteral("10.0.0.4")};
    profile.user = QStringLiteral("root");
    profile.secretKeeping = Profile::SecretKeeping::ThisRun;
    const QUuid id = m_data->store.add(profile);
    m_data->connections.open(id, m_window.get());
    QTRY_VERIFY(m_window->findChild<SecretSheet *>());
    QCOMPARE(m_opened->size(), 0);
    QTest::keyClicks(part<QLineEdit>("secrets.password"), QStringLiteral("pw"));
    QTest::keyClick(part<QLineEdit>("secrets.password"), Qt::Key_Return);
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<SessionSettings>().login.password, QStringLiteral("pw"));
    // It is kept as chosen, so nobody is asked a second time.
    QTRY_VERIFY(!m_window->findChild<SecretSheet *>());
    m_data->connections.open(id, m_window.get());
    QTRY_COMPARE(m_opened->size(), 2);
    QVERIFY(!m_window->findChild<SecretSheet *>());
}

void TestProfileForm::everyControlHasItsNames()
{
    create();
    auto *groups = part<QListWidget>("form.groups");
    for (int row = 0; row < groups->count(); ++row) {
        groups->setCurrentRow(row);
        const auto widgets = m_window->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() ||
                widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
}

QTEST_MAIN(TestProfileForm)
#include "tst_profileform.moc"
