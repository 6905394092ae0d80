// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/connections/connectionsfixture.h"
#include "ui/connections/profileform.h"
#include "ui/connections/secretsheet.h"
#include "ui/connections/testsheet.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSettings>
#include <QTimer>

using namespace etcdscope;
using Keeping = Profile::SecretKeeping;

namespace {

const QString typedPassword = QStringLiteral("opensesame");

/// Answers from the event loop alone, as a real one does.
class SlowKeychain final : public SecretStore
{
public:
    MemorySecretStore secrets;

    Call<std::optional<QString>> read(const SecretId &id) override { return later(secrets.read(id)); }
    Call<std::monostate> write(const SecretId &id, const QString &secret) override
    {
        return later(secrets.write(id, secret));
    }
    Call<std::monostate> remove(const SecretId &id) override
    {
        const Promise<std::monostate> promise;
        QTimer::singleShot(0, this, [this, id, promise] {
            auto call = std::make_shared<Call<std::monostate>>(secrets.remove(id));
            call->then(this,
                       [call, promise](const Result<std::monostate> &removed) { promise.finish(removed); });
        });
        return promise.call();
    }

private:
    template<class T> Call<T> later(Call<T> call)
    {
        const Promise<T> promise;
        auto held = std::make_shared<Call<T>>(std::move(call));
        held->then(this, [held, promise](const Result<T> &result) { promise.finish(result); });
        return promise.call();
    }
};

} // namespace

/// How connections come to their secrets and where those stay, as a person sees it.
class TestConnectionSecrets : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aTestOfAFormKeepsNothing();
    void whatWasTypedForATestGoesIntoTheForm();
    void aTestOfAKeptConnectionKeepsTheAnswer();
    void otherSecretsMoveWithTheirPlace_data();
    void otherSecretsMoveWithTheirPlace();
    void saveAndOpenFindsWhatMoved();
    void aWrongPassphraseIsNotTaken();
    void aKeptPassphraseThatDoesNotOpenIsAskedFor();
    void secretsOfTheLastDeletionGoAtTheNextStart();
    void secretsOfWhatWasPutBackStay();
    void signingInAgainSaysThatThereIsNoKeychain();
    void whatCannotBeKeptIsNotOfferedToBe();

private:
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void click(const char *button) { QTest::mouseClick(part<QAbstractButton>(button), Qt::LeftButton); }
    [[nodiscard]] Profile profile(Keeping keeping) const;
    [[nodiscard]] std::optional<QString> read(SecretStore &store, const QUuid &id, SecretKind kind);
    [[nodiscard]] bool write(SecretStore &store, const QUuid &id, SecretKind kind, const QString &secret);
    [[nodiscard]] QString lockedKey();

    std::unique_ptr<ConnectionsFixture> m_data;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<QSignalSpy> m_opened;
};

void TestConnectionSecrets::init()
{
    m_data = std::make_unique<ConnectionsFixture>();
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_opened = std::make_unique<QSignalSpy>(&m_data->connections, &Connections::sessionRequested);
}

void TestConnectionSecrets::cleanup()
{
    m_window.reset();
    m_opened.reset();
    m_data.reset();
}

Profile TestConnectionSecrets::profile(Keeping keeping) const
{
    Profile made;
    made.name = QStringLiteral("payments");
    made.endpoints = {QStringLiteral("127.0.0.1:1")};
    made.user = QStringLiteral("root");
    made.proxy = {.kind = ProxySettings::Kind::Http,
                  .host = QStringLiteral("127.0.0.1"),
                  .port = 1,
                  .user = QStringLiteral("clerk")};
    made.secretKeeping = keeping;
    return made;
}

std::optional<QString> TestConnectionSecrets::read(SecretStore &store, const QUuid &id, SecretKind kind)
{
    std::optional<std::optional<QString>> answer;
    auto call = store.read({id, kind});
    call.then(this, [&answer](const Result<std::optional<QString>> &read) {
        answer = read ? *read : std::optional<QString>();
    });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000) ? *answer : std::nullopt;
}

bool TestConnectionSecrets::write(SecretStore &store, const QUuid &id, SecretKind kind, const QString &secret)
{
    bool isWritten = false;
    auto call = store.write({id, kind}, secret);
    call.then(this, [&isWritten](const Result<std::monostate> &written) { isWritten = written.ok(); });
    return QTest::qWaitFor([&isWritten] { return isWritten; }, 10'000);
}

/// A key that "opensesame" opens; empty where there is no openssl.
QString TestConnectionSecrets::lockedKey()
{
    const QString path = m_data->folder.filePath(QStringLiteral("locked.key"));
    QProcess process;
    process.start(QStringLiteral("openssl"),
                  {QStringLiteral("genrsa"), QStringLiteral("-aes128"), QStringLiteral("-passout"),
                   QStringLiteral("pass:") + typedPassword, QStringLiteral("-out"), path,
                   QStringLiteral("2048")});
    return process.waitForFinished() && process.exitCode() == 0 ? path : QString();
}

void TestConnectionSecrets::aTestOfAFormKeepsNothing()
{
    const QUuid id = m_data->store.add(profile(Keeping::ThisRun));
    QVERIFY(write(m_data->thisRun, id, SecretKind::ProxyPassword, QStringLiteral("kept")));
    const Profile before = *m_data->store.profile(id);
    m_data->connections.edit(id, m_window.get());
    part<QPlainTextEdit>("form.endpoints")->setPlainText(QStringLiteral("127.0.0.1:2"));
    click("form.test");
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    QCOMPARE(part<QAbstractButton>("secrets.open")->text(), QStringLiteral("&Test"));
    QVERIFY(!part<QComboBox>("secrets.keeping")->isVisible());
    QTest::keyClicks(part<QLineEdit>("secrets.password"), typedPassword);
    click("secrets.open");
    QTRY_VERIFY(part<TestSheet>("test"));
    part<TestSheet>("test")->close();
    m_window->findChild<ProfileForm *>()->closeWithoutAsking();
    QCOMPARE(*m_data->store.profile(id), before);
    QVERIFY(!read(m_data->thisRun, id, SecretKind::Password));
    QVERIFY(!read(m_data->keychain, id, SecretKind::Password));
    QCOMPARE(read(m_data->thisRun, id, SecretKind::ProxyPassword), QStringLiteral("kept"));
}

void TestConnectionSecrets::whatWasTypedForATestGoesIntoTheForm()
{
    const QUuid id = m_data->store.add(profile(Keeping::Keychain));
    m_data->connections.edit(id, m_window.get());
    click("form.test");
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    QTest::keyClicks(part<QLineEdit>("secrets.password"), typedPassword);
    QTest::keyClicks(part<QLineEdit>("secrets.proxyPassword"), QStringLiteral("through"));
    click("secrets.open");
    QTRY_VERIFY(part<TestSheet>("test"));
    const ProfileSecrets secrets = m_window->findChild<ProfileForm *>()->secrets();
    QCOMPARE(secrets.password, typedPassword);
    QCOMPARE(secrets.proxyPassword, QStringLiteral("through"));
    part<TestSheet>("test")->close();
    click("form.save");
    QTRY_COMPARE(read(m_data->keychain, id, SecretKind::ProxyPassword), QStringLiteral("through"));
}

void TestConnectionSecrets::aTestOfAKeptConnectionKeepsTheAnswer()
{
    Profile made = profile(Keeping::ThisRun);
    made.proxy = {};
    const QUuid id = m_data->store.add(made);
    m_data->connections.test(id, m_window.get());
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    // What happens to the connection meanwhile is not undone by the answer.
    Profile renamed = *m_data->store.profile(id);
    renamed.name = QStringLiteral("renamed");
    QVERIFY(m_data->store.replace(renamed));
    QTest::keyClicks(part<QLineEdit>("secrets.password"), typedPassword);
    click("secrets.open");
    QTRY_VERIFY(part<TestSheet>("test"));
    QCOMPARE(*m_data->store.profile(id), renamed);
    QCOMPARE(read(m_data->thisRun, id, SecretKind::Password), typedPassword);
}

void TestConnectionSecrets::otherSecretsMoveWithTheirPlace_data()
{
    QTest::addColumn<bool>("byForm"); // else by the sheet that asks for the one that is not known
    QTest::newRow("form") << true;
    QTest::newRow("sheet") << false;
}

void TestConnectionSecrets::otherSecretsMoveWithTheirPlace()
{
    QFETCH(const bool, byForm);
    const QUuid id = m_data->store.add(profile(Keeping::Keychain));
    QVERIFY(write(m_data->keychain, id, SecretKind::ProxyPassword, QStringLiteral("through")));
    if (byForm) {
        QVERIFY(write(m_data->keychain, id, SecretKind::Password, typedPassword));
        m_data->connections.edit(id, m_window.get());
        QVERIFY(
            part<QLineEdit>("form.password")->placeholderText().startsWith(QStringLiteral("Stays as it is")));
    } else {
        m_data->connections.open(id, m_window.get());
        QTRY_VERIFY(part<SecretSheet>("secrets"));
        QTest::keyClicks(part<QLineEdit>("secrets.password"), typedPassword);
    }
    auto *const keeping = part<QComboBox>(byForm ? "form.keeping" : "secrets.keeping");
    keeping->setCurrentIndex(keeping->findData(int(Keeping::ThisRun)));
    click(byForm ? "form.save" : "secrets.open");
    QTRY_COMPARE(read(m_data->thisRun, id, SecretKind::Password), typedPassword);
    QTRY_COMPARE(read(m_data->thisRun, id, SecretKind::ProxyPassword), QStringLiteral("through"));
    QTRY_VERIFY(!read(m_data->keychain, id, SecretKind::Password));
    QVERIFY(!read(m_data->keychain, id, SecretKind::ProxyPassword));
}

void TestConnectionSecrets::saveAndOpenFindsWhatMoved()
{
    const QUuid id = m_data->store.add(profile(Keeping::Keychain));
    QVERIFY(write(m_data->keychain, id, SecretKind::Password, typedPassword));
    QVERIFY(write(m_data->keychain, id, SecretKind::ProxyPassword, QStringLiteral("through")));
    m_data->connections.edit(id, m_window.get());
    auto *const keeping = part<QComboBox>("form.keeping");
    keeping->setCurrentIndex(keeping->findData(int(Keeping::ThisRun)));
    click("form.saveAndOpen");
    QTRY_COMPARE(m_opened->size(), 1);
    QVERIFY(!part<SecretSheet>("secrets"));
    const auto settings = m_opened->at(0).at(0).value<SessionSettings>();
    QCOMPARE(settings.login.password, typedPassword);
    QCOMPARE(settings.proxyPassword, QStringLiteral("through"));
}

void TestConnectionSecrets::aWrongPassphraseIsNotTaken()
{
    Profile made;
    made.endpoints = {QStringLiteral("https://127.0.0.1:1")};
    made.tls.keyFile = lockedKey();
    if (made.tls.keyFile.isEmpty())
        QSKIP("no openssl");
    const QUuid id = m_data->store.add(made);
    m_data->connections.open(id, m_window.get());
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    auto *const field = part<QLineEdit>("secrets.passphrase");
    QTest::keyClicks(field, QStringLiteral("opensessame"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(part<SecretSheet>("secrets")->isVisible());
    const auto *const note = part<QLabel>("secrets.passphrase.note");
    QVERIFY(note->isVisible());
    QVERIFY2(note->text().contains(QStringLiteral("does not open")), qPrintable(note->text()));
    QCOMPARE(m_opened->size(), 0);
    QVERIFY(!read(m_data->keychain, id, SecretKind::KeyPassphrase));
    QTest::keyClicks(field, typedPassword); // what was wrong is selected
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(m_opened->size(), 1);
    QCOMPARE(m_opened->at(0).at(0).value<SessionSettings>().keyPassphrase, typedPassword);
    QTRY_COMPARE(read(m_data->keychain, id, SecretKind::KeyPassphrase), typedPassword);
}

void TestConnectionSecrets::aKeptPassphraseThatDoesNotOpenIsAskedFor()
{
    Profile made;
    made.endpoints = {QStringLiteral("https://127.0.0.1:1")};
    made.tls.keyFile = lockedKey();
    if (made.tls.keyFile.isEmpty())
        QSKIP("no openssl");
    const QUuid id = m_data->store.add(made);
    QVERIFY(write(m_data->keychain, id, SecretKind::KeyPassphrase, QStringLiteral("of the former key")));
    m_data->connections.open(id, m_window.get());
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    QVERIFY(part<QLabel>("secrets.remark")->text().contains(QStringLiteral("does not open")));
    QTest::keyClicks(part<QLineEdit>("secrets.passphrase"), typedPassword);
    click("secrets.open");
    QTRY_COMPARE(m_opened->size(), 1);
    QTRY_COMPARE(read(m_data->keychain, id, SecretKind::KeyPassphrase), typedPassword);
}

void TestConnectionSecrets::secretsOfTheLastDeletionGoAtTheNextStart()
{
    SlowKeychain keychain;
    SecretKeeper keeper(keychain, m_data->thisRun, QProcessEnvironment());
    QSettings settings(m_data->folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    const QUuid id = m_data->store.add(profile(Keeping::Keychain));
    QVERIFY(write(keychain.secrets, id, SecretKind::Password, typedPassword));
    {
        Connections connections(m_data->store, keeper, &settings);
        connections.remove({id}, {});
    } // and nobody runs the event loop any more
    QCoreApplication::sendPostedEvents();
    QCOMPARE(read(keychain.secrets, id, SecretKind::Password), typedPassword);
    settings.sync();
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly) && !file.readAll().contains(typedPassword.toUtf8()));

    Connections next(m_data->store, keeper, &settings);
    next.forgetEarlier();
    QTRY_VERIFY(!read(keychain.secrets, id, SecretKind::Password));
    QTRY_VERIFY(settings.allKeys().isEmpty()); // and it is noted no more
}

void TestConnectionSecrets::secretsOfWhatWasPutBackStay()
{
    SlowKeychain keychain;
    SecretKeeper keeper(keychain, m_data->thisRun, QProcessEnvironment());
    QSettings settings(m_data->folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    const QUuid id = m_data->store.add(profile(Keeping::Keychain));
    QVERIFY(write(keychain.secrets, id, SecretKind::Password, typedPassword));
    {
        Connections connections(m_data->store, keeper, &settings);
        connections.remove({id}, {});
        connections.undoRemove();
    }
    QVERIFY(m_data->store.profile(id));
    Connections next(m_data->store, keeper, &settings);
    next.forgetEarlier();
    QVERIFY(settings.allKeys().isEmpty());
    QCOMPARE(read(keychain.secrets, id, SecretKind::Password), typedPassword);
}

void TestConnectionSecrets::signingInAgainSaysThatThereIsNoKeychain()
{
    m_data = std::make_unique<ConnectionsFixture>(false);
    SessionSettings settings;
    settings.profile = m_data->store.add(profile(Keeping::Keychain));
    settings.login = {.user = QStringLiteral("root"), .password = QStringLiteral("refused")};
    std::optional<Login> entered;
    m_data->connections.askPassword(settings, m_window.get(),
                                    [&entered](const Login &login) { entered = login; });
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    QCOMPARE(part<QComboBox>("secrets.keeping")->currentData().toInt(), int(Keeping::ThisRun));
    QVERIFY(part<QLabel>("secrets.keeping.note")->text().contains(QStringLiteral("no keychain")));
    QTest::keyClicks(part<QLineEdit>("secrets.password"), typedPassword);
    click("secrets.open");
    QVERIFY(entered);
    QCOMPARE(entered->password, typedPassword);
    QCOMPARE(m_data->store.profile(settings.profile)->secretKeeping, Keeping::ThisRun);
}

void TestConnectionSecrets::whatCannotBeKeptIsNotOfferedToBe()
{
    SessionSettings settings; // opened by its address
    settings.endpoints = *EndpointSet::parse({QStringLiteral("127.0.0.1:1")});
    m_data->connections.askPassword(settings, m_window.get(), [](const Login &) {});
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    QVERIFY(part<QLineEdit>("secrets.user")->isVisible());
    QVERIFY(!part<QComboBox>("secrets.keeping")->isVisible());
    QVERIFY(!part<QAbstractButton>("secrets.open")->isEnabled()); // nobody is no user
    QTest::keyClicks(part<QLineEdit>("secrets.user"), QStringLiteral("root"));
    QVERIFY(part<QAbstractButton>("secrets.open")->isEnabled());
}

QTEST_MAIN(TestConnectionSecrets)
#include "tst_connectionsecrets.moc"
