// SPDX-License-Identifier: Apache-2.0
#include "core/session/memorysecretstore.h"
#include "core/session/secretkeeper.h"

#include <QTest>

using namespace etcdscope;
using Place = SecretKeeper::Place;
using Keeping = Profile::SecretKeeping;

namespace {

/// A keychain that can be absent, locked, or silent.
class ScriptedKeychain final : public SecretStore
{
public:
    std::optional<ErrorKind> broken;
    bool silent = false;
    int cancelled = 0;
    MemorySecretStore secrets;

    Call<std::optional<QString>> read(const SecretId &id) override
    {
        if (silent) {
            call.onCancel([this] { ++cancelled; });
            return call.call();
        }
        return broken ? answered<std::optional<QString>>(Error{.kind = *broken}) : secrets.read(id);
    }
    Call<std::monostate> write(const SecretId &id, const QString &secret) override
    {
        return broken ? answered<std::monostate>(Error{.kind = *broken}) : secrets.write(id, secret);
    }
    Call<std::monostate> remove(const SecretId &id) override
    {
        return broken ? answered<std::monostate>(Error{.kind = *broken}) : secrets.remove(id);
    }

private:
    Promise<std::optional<QString>> call;
};

template<class T> std::optional<Result<T>> wait(Call<T> call)
{
    QObject context;
    std::optional<Result<T>> answer;
    call.then(&context, [&](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        return std::nullopt;
    return answer;
}

} // namespace

class TestSecretKeeper : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void memoryKeepsAndForgets();
    void secretComesFromItsPlace_data();
    void secretComesFromItsPlace();
    void environmentCountsForItsUser_data();
    void environmentCountsForItsUser();
    void environmentTellsWhoSignsIn();
    void withoutKeychainItIsKeptForThisRun();
    void askEachTimeKeepsNothing();
    void secretsMoveAlong_data();
    void secretsMoveAlong();
    void whatCannotMoveStays();
    void forgottenEverywhere();
    void cancelReachesTheKeychain();
    void keeperMayGoFirst();

private:
    [[nodiscard]] Profile profile(Keeping keeping) const
    {
        Profile result;
        result.id = m_id;
        result.user = QStringLiteral("root");
        result.secretKeeping = keeping;
        return result;
    }

    const QUuid m_id = QUuid::createUuid();
    std::unique_ptr<ScriptedKeychain> m_keychain;
    std::unique_ptr<MemorySecretStore> m_thisRun;
};

void TestSecretKeeper::init()
{
    m_keychain = std::make_unique<ScriptedKeychain>();
    m_thisRun = std::make_unique<MemorySecretStore>();
}

void TestSecretKeeper::memoryKeepsAndForgets()
{
    MemorySecretStore store;
    const SecretId one{m_id, SecretKind::Password};
    const SecretId other{m_id, SecretKind::ProxyPassword};
    const SecretId elsewhere{QUuid::createUuid(), SecretKind::Password};
    QVERIFY(!**wait(store.read(one)));
    const QString secret = QString::fromUtf8("pä\0ß😀", 10);
    QVERIFY(wait(store.write(one, QStringLiteral("former")))->ok());
    QVERIFY(wait(store.write(one, secret))->ok());
    QVERIFY(wait(store.write(other, QString()))->ok());
    QCOMPARE(***wait(store.read(one)), secret);
    QVERIFY(**wait(store.read(other)));
    QVERIFY(!**wait(store.read(elsewhere)));
    QVERIFY(wait(store.remove(one))->ok());
    QVERIFY(wait(store.remove(one))->ok());
    QVERIFY(!**wait(store.read(one)));
    QVERIFY(**wait(store.read(other)));
}

void TestSecretKeeper::secretComesFromItsPlace_data()
{
    QTest::addColumn<Keeping>("keeping");
    QTest::addColumn<QString>("inKeychain");
    QTest::addColumn<QString>("inThisRun");
    QTest::addColumn<int>("broken");
    QTest::addColumn<Place>("place");
    QTest::addColumn<QString>("secret");
    const QString k = QStringLiteral("k");
    const QString r = QStringLiteral("r");
    QTest::newRow("keychain") << Keeping::Keychain << k << r << -1 << Place::Keychain << k;
    QTest::newRow("not in keychain") << Keeping::Keychain << QString() << r << -1 << Place::ThisRun << r;
    QTest::newRow("no keychain") << Keeping::Keychain << QString() << r << int(ErrorKind::Unsupported)
                                 << Place::ThisRun << r;
    QTest::newRow("locked") << Keeping::Keychain << k << QString() << int(ErrorKind::Local)
                            << Place::Environment << QStringLiteral("e");
    QTest::newRow("this run") << Keeping::ThisRun << k << r << -1 << Place::ThisRun << r;
    QTest::newRow("this run, nothing")
        << Keeping::ThisRun << k << QString() << -1 << Place::Environment << QStringLiteral("e");
    QTest::newRow("ask") << Keeping::AskEachTime << k << r << -1 << Place::Environment << QStringLiteral("e");
}

void TestSecretKeeper::secretComesFromItsPlace()
{
    QFETCH(Keeping, keeping);
    QFETCH(QString, inKeychain);
    QFETCH(QString, inThisRun);
    QFETCH(int, broken);
    QFETCH(Place, place);
    QFETCH(QString, secret);
    const SecretId id{m_id, SecretKind::Password};
    if (!inKeychain.isNull())
        QVERIFY(wait(m_keychain->write(id, inKeychain))->ok());
    if (!inThisRun.isNull())
        QVERIFY(wait(m_thisRun->write(id, inThisRun))->ok());
    if (broken >= 0)
        m_keychain->broken = ErrorKind(broken);
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("ETCDCTL_USER"), QStringLiteral("root:e"));
    SecretKeeper keeper(*m_keychain, *m_thisRun, environment);
    const auto found = wait(keeper.find(profile(keeping), SecretKind::Password));
    QVERIFY(found && found->ok());
    QCOMPARE((*found)->place, place);
    QCOMPARE((*found)->secret, secret);
    QCOMPARE((*found)->error.has_value(), broken >= 0);
    const auto passphrase = wait(keeper.find(profile(keeping), SecretKind::KeyPassphrase));
    QCOMPARE((*passphrase)->place, Place::Nowhere);
}

void TestSecretKeeper::environmentCountsForItsUser_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("secret"); // null = a person is asked
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    QTest::newRow("both") << s("root") << s("x") << s("x");
    QTest::newRow("in one") << s("root:a:b") << QString() << s("a:b");
    QTest::newRow("password wins") << s("root:a") << s("x") << s("x");
    QTest::newRow("empty") << s("root") << s("") << s("");
    QTest::newRow("another user") << s("alice:a") << s("x") << QString();
    QTest::newRow("user alone") << s("root") << QString() << QString();
    QTest::newRow("password alone") << QString() << s("x") << QString();
}

void TestSecretKeeper::environmentCountsForItsUser()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(QString, secret);
    QProcessEnvironment environment;
    if (!user.isNull())
        environment.insert(QStringLiteral("ETCDCTL_USER"), user);
    if (!password.isNull())
        environment.insert(QStringLiteral("ETCDCTL_PASSWORD"), password);
    SecretKeeper keeper(*m_keychain, *m_thisRun, environment);
    const auto found = wait(keeper.find(profile(Keeping::Keychain), SecretKind::Password));
    QCOMPARE((*found)->place, secret.isNull() ? Place::Nowhere : Place::Environment);
    QCOMPARE((*found)->secret, secret);
}

void TestSecretKeeper::environmentTellsWhoSignsIn()
{
    QProcessEnvironment environment;
    QVERIFY(SecretKeeper(*m_keychain, *m_thisRun, environment).environmentLogin().user.isEmpty());
    environment.insert(QStringLiteral("ETCDCTL_USER"), QStringLiteral("alice:a:b"));
    Login login = SecretKeeper(*m_keychain, *m_thisRun, environment).environmentLogin();
    QCOMPARE(login.user, QStringLiteral("alice"));
    QCOMPARE(login.password, QStringLiteral("a:b"));
    environment.insert(QStringLiteral("ETCDCTL_PASSWORD"), QStringLiteral("x"));
    login = SecretKeeper(*m_keychain, *m_thisRun, environment).environmentLogin();
    QCOMPARE(login.user, QStringLiteral("alice"));
    QCOMPARE(login.password, QStringLiteral("x"));
}

void TestSecretKeeper::withoutKeychainItIsKeptForThisRun()
{
    SecretKeeper keeper(*m_keychain, *m_thisRun, QProcessEnvironment());
    const SecretId id{m_id, SecretKind::Password};
    auto kept = wait(keeper.keep(profile(Keeping::Keychain), id.kind, QStringLiteral("x")));
    QCOMPARE((*kept)->place, Place::Keychain);
    QVERIFY(!**wait(m_thisRun->read(id)));

    m_keychain->broken = ErrorKind::Unsupported;
    kept = wait(keeper.keep(profile(Keeping::Keychain), id.kind, QStringLiteral("y")));
    QCOMPARE((*kept)->place, Place::ThisRun);
    QVERIFY((*kept)->error);
    QCOMPARE((*kept)->error->kind, ErrorKind::Unsupported);
    QCOMPARE(***wait(m_thisRun->read(id)), QStringLiteral("y"));
    const auto found = wait(keeper.find(profile(Keeping::Keychain), id.kind));
    QCOMPARE((*found)->secret, QStringLiteral("y"));
}

void TestSecretKeeper::askEachTimeKeepsNothing()
{
    SecretKeeper keeper(*m_keychain, *m_thisRun, QProcessEnvironment());
    const auto kept =
        wait(keeper.keep(profile(Keeping::AskEachTime), SecretKind::Password, QStringLiteral("x")));
    QCOMPARE((*kept)->place, Place::Nowhere);
    QVERIFY(!**wait(m_thisRun->read({m_id, SecretKind::Password})));
    QVERIFY(!**wait(m_keychain->read({m_id, SecretKind::Password})));
}

void TestSecretKeeper::secretsMoveAlong_data()
{
    QTest::addColumn<Keeping>("from");
    QTest::addColumn<Keeping>("to");
    QTest::newRow("keychain to this run") << Keeping::Keychain << Keeping::ThisRun;
    QTest::newRow("this run to keychain") << Keeping::ThisRun << Keeping::Keychain;
    QTest::newRow("keychain to nowhere") << Keeping::Keychain << Keeping::AskEachTime;
    QTest::newRow("this run to nowhere") << Keeping::ThisRun << Keeping::AskEachTime;
}

void TestSecretKeeper::secretsMoveAlong()
{
    QFETCH(const Keeping, from);
    QFETCH(const Keeping, to);
    QProcessEnvironment environment; // is no secret of the profile's
    environment.insert(QStringLiteral("ETCDCTL_USER"), QStringLiteral("root:e"));
    SecretKeeper keeper(*m_keychain, *m_thisRun, environment);
    for (const SecretKind kind : {SecretKind::KeyPassphrase, SecretKind::ProxyPassword})
        QVERIFY(wait(keeper.keep(profile(from), kind, QString::number(int(kind))))->ok());
    const auto moved = wait(keeper.move(profile(to), from));
    QVERIFY(moved && moved->ok());
    QVERIFY(!(*moved)->error);
    QVERIFY(!**wait(m_keychain->read({m_id, SecretKind::Password})));
    QVERIFY(!**wait(m_thisRun->read({m_id, SecretKind::Password})));
    for (const SecretKind kind : {SecretKind::KeyPassphrase, SecretKind::ProxyPassword}) {
        const auto expected = [&](Keeping place) {
            return to == place ? std::optional(QString::number(int(kind))) : std::nullopt;
        };
        QCOMPARE(**wait(m_keychain->read({m_id, kind})), expected(Keeping::Keychain));
        QCOMPARE(**wait(m_thisRun->read({m_id, kind})), expected(Keeping::ThisRun));
    }
}

void TestSecretKeeper::whatCannotMoveStays()
{
    SecretKeeper keeper(*m_keychain, *m_thisRun, QProcessEnvironment());
    const SecretId password{m_id, SecretKind::Password};
    QVERIFY(wait(m_thisRun->write(password, QStringLiteral("x")))->ok());
    m_keychain->broken = ErrorKind::Local; // locked
    auto moved = wait(keeper.move(profile(Keeping::Keychain), Keeping::ThisRun));
    QVERIFY((*moved)->error);
    QCOMPARE(***wait(m_thisRun->read(password)), QStringLiteral("x"));

    m_keychain->broken.reset();
    QVERIFY(wait(m_keychain->write({m_id, SecretKind::ProxyPassword}, QStringLiteral("y")))->ok());
    m_keychain->broken = ErrorKind::Local;
    moved = wait(keeper.move(profile(Keeping::ThisRun), Keeping::Keychain));
    QVERIFY((*moved)->error); // one may lie there that nobody sees
    m_keychain->broken.reset();
    QCOMPARE(***wait(m_keychain->read({m_id, SecretKind::ProxyPassword})), QStringLiteral("y"));

    // Where there is no keychain none can lie in it.
    m_keychain->broken = ErrorKind::Unsupported;
    moved = wait(keeper.move(profile(Keeping::ThisRun), Keeping::Keychain));
    QVERIFY(!(*moved)->error);
    QCOMPARE(***wait(m_thisRun->read(password)), QStringLiteral("x"));
}

void TestSecretKeeper::forgottenEverywhere()
{
    SecretKeeper keeper(*m_keychain, *m_thisRun, QProcessEnvironment());
    for (const SecretKind kind :
         {SecretKind::Password, SecretKind::KeyPassphrase, SecretKind::ProxyPassword}) {
        QVERIFY(wait(m_keychain->write({m_id, kind}, QStringLiteral("x")))->ok());
        QVERIFY(wait(m_thisRun->write({m_id, kind}, QStringLiteral("x")))->ok());
    }
    QVERIFY(wait(keeper.forget(m_id))->ok());
    for (const SecretKind kind :
         {SecretKind::Password, SecretKind::KeyPassphrase, SecretKind::ProxyPassword}) {
        QVERIFY(!**wait(m_keychain->read({m_id, kind})));
        QVERIFY(!**wait(m_thisRun->read({m_id, kind})));
    }
    m_keychain->broken = ErrorKind::Unsupported;
    QVERIFY(wait(keeper.forget(m_id))->ok()); // none can lie where there is no keychain
    m_keychain->broken = ErrorKind::Local;
    QVERIFY(!wait(keeper.forget(m_id))->ok());
}

void TestSecretKeeper::cancelReachesTheKeychain()
{
    SecretKeeper keeper(*m_keychain, *m_thisRun, QProcessEnvironment());
    m_keychain->silent = true;
    auto call = keeper.find(profile(Keeping::Keychain), SecretKind::Password)
                    .then(this, [](const Result<SecretKeeper::Found> &) { QFAIL("answered after cancel"); });
    call.cancel();
    QCOMPARE(m_keychain->cancelled, 1);
}

void TestSecretKeeper::keeperMayGoFirst()
{
    auto keeper = std::make_unique<SecretKeeper>(*m_keychain, *m_thisRun, QProcessEnvironment());
    m_keychain->silent = true;
    auto call = keeper->find(profile(Keeping::Keychain), SecretKind::Password)
                    .then(this, [](const Result<SecretKeeper::Found> &) { QFAIL("answered by nobody"); });
    keeper.reset();
    QCOMPARE(m_keychain->cancelled, 1);
    call.cancel();
}

QTEST_GUILESS_MAIN(TestSecretKeeper)
#include "tst_secretkeeper.moc"
