// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"
#include "core/session/keyspace.h"
#include "tests/ui/keys/memorykeystore.h"
#include "ui/keys/matchdelegate.h"
#include "ui/keys/searchresults.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

using Kind = KeyPattern::Kind;

Q_DECLARE_METATYPE(etcdscope::KeyPattern)

class TestSearchResults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void matches_data();
    void matches();
    void moreThanTheBoundAreCounted();
    void anotherTextDropsTheSearchUnderWay();
    void changesMoveOnlyWhatDiffers();
    void manyChangesAtOnceAreRight_data();
    void manyChangesAtOnceAreRight();
    void anUnusablePatternChangesNothing();
    void marksAreOfTheTextShown_data();
    void marksAreOfTheTextShown();
    void marksFollowTheTextThatIsCut_data();
    void marksFollowTheTextThatIsCut();
    void theServersKeysCanBeShown();
    void theServersKeysCanBeStoppedAndFail();

private:
    void look(const KeyPattern &pattern) { QVERIFY(!m_results->setPattern(pattern)); }
    [[nodiscard]] QStringList found() const;

    std::unique_ptr<KeySpace> m_keys;
    MemoryKeyStore *m_store = nullptr;
    std::unique_ptr<SearchResults> m_results;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSearchResults::init()
{
    auto store = std::make_unique<MemoryKeyStore>();
    m_store = store.get();
    m_keys = std::make_unique<KeySpace>(std::move(store), '/');
    const QList<QByteArray> keys{"/app/Alpha",     "/app/beta",     "/app/alpha/one",
                                 "/\u00dcber/key", "/odd/\xff\x01", "\\back"};
    for (const QByteArray &key : keys)
        m_store->put(key, "x");
    m_results = std::make_unique<SearchResults>(*m_keys);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_results.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestSearchResults::cleanup()
{
    m_tester.reset();
    m_results.reset();
    m_keys.reset();
}

QStringList TestSearchResults::found() const
{
    QStringList keys;
    for (int row = 0; row < m_results->rowCount(); ++row)
        keys += m_results->index(row, 0).data().toString();
    return keys;
}

void TestSearchResults::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("keys");
    QTest::newRow("nothing typed") << QString() << QStringList();
    QTest::newRow("any case") << QStringLiteral("aLPHA")
                              << QStringList{QStringLiteral("/app/Alpha"), QStringLiteral("/app/alpha/one")};
    QTest::newRow("any case beyond ASCII")
        << QString::fromUtf8("\u00fcber") << QStringList{QString::fromUtf8("/\u00dcber/key")};
    QTest::newRow("across directories") << QStringLiteral("pp/b") << QStringList{QStringLiteral("/app/beta")};
    QTest::newRow("an escape is its byte")
        << QStringLiteral("\\xff") << QStringList{QStringLiteral("/odd/\\xff\\x01")};
    QTest::newRow("a lone backslash is one")
        << QStringLiteral("\\b") << QStringList{QStringLiteral("\\\\back")};
    QTest::newRow("none") << QStringLiteral("zzz") << QStringList();
}

void TestSearchResults::matches()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, keys);
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    look({text});
    QTRY_VERIFY(!m_results->isSearching());
    QCOMPARE(found(), keys);
    QCOMPARE(m_results->search().matches(), keys.size());
}

void TestSearchResults::moreThanTheBoundAreCounted()
{
    EntryBatch batch;
    for (int i = 0; i < 12'000; ++i)
        batch.append("/many/" + QByteArray::number(100'000 + i), {}, {.modRevision = 1, .version = 1});
    m_keys->index().insertListing(batch, 0, batch.size());
    look({QStringLiteral("many")});
    QTRY_COMPARE(m_results->search().matches(), 12'000);
    QCOMPARE(m_results->rowCount(), int(KeySearch::mostHits));
    QCOMPARE(m_results->search().searched(), 12'000);
}

void TestSearchResults::anotherTextDropsTheSearchUnderWay()
{
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    look({QStringLiteral("alpha")});
    look({QStringLiteral("beta")});
    QTRY_VERIFY(!m_results->isSearching());
    QCOMPARE(found(), QStringList{QStringLiteral("/app/beta")});
    look({QString()});
    QCOMPARE(m_results->rowCount(), 0);
}

void TestSearchResults::changesMoveOnlyWhatDiffers()
{
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    look({QStringLiteral("app")});
    QTRY_COMPARE(m_results->rowCount(), 3);
    const QPersistentModelIndex beta = m_results->index(2, 0);
    QCOMPARE(beta.data().toString(), QStringLiteral("/app/beta"));
    m_store->put("/app/Aa", "x");
    m_store->remove("/app/alpha/one");
    m_store->put("/app/z", "x");
    QTRY_COMPARE(found(), (QStringList{QStringLiteral("/app/Aa"), QStringLiteral("/app/Alpha"),
                                       QStringLiteral("/app/beta"), QStringLiteral("/app/z")}));
    QVERIFY(beta.isValid());
    QCOMPARE(beta.data().toString(), QStringLiteral("/app/beta"));
}

void TestSearchResults::manyChangesAtOnceAreRight_data()
{
    QTest::addColumn<int>("step"); // each so many-th key goes, and others come
    QTest::addColumn<bool>("resets");
    QTest::newRow("a few") << 100 << false;
    QTest::newRow("most") << 2 << true;
}

void TestSearchResults::manyChangesAtOnceAreRight()
{
    QFETCH(const int, step);
    QFETCH(const bool, resets);
    for (int i = 1'000; i < 2'000; ++i)
        m_store->put("/many/" + QByteArray::number(i), "x");
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    look({QStringLiteral("my"), Kind::Fuzzy});
    QTRY_COMPARE(m_results->rowCount(), 1'000);
    QSignalSpy reset(m_results.get(), &QAbstractItemModel::modelReset);
    for (int i = 1'000; i < 2'000; i += step) {
        m_store->remove("/many/" + QByteArray::number(i));
        m_store->put("/many/my" + QByteArray::number(i), "x"); // better ones
    }
    QTRY_COMPARE(found().first(), QStringLiteral("/many/my1000"));
    QCOMPARE(reset.size() > 0, resets);
    QStringList expected;
    for (const KeyHit &hit : m_results->search().hits())
        expected += QString::fromUtf8(hit.key);
    QCOMPARE(found(), expected);
    QCOMPARE(m_results->rowCount(), 1'000);
}

void TestSearchResults::anUnusablePatternChangesNothing()
{
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    look({QStringLiteral("a.p"), Kind::RegularExpression});
    QTRY_COMPARE(m_results->rowCount(), 3);
    const auto fault = m_results->setPattern({QStringLiteral("a.p("), Kind::RegularExpression});
    QVERIFY(fault);
    QCOMPARE(fault->position, 4);
    QCOMPARE(m_results->rowCount(), 3);
    QVERIFY(!m_results->isSearching());
}

void TestSearchResults::marksAreOfTheTextShown_data()
{
    QTest::addColumn<KeyPattern>("pattern");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QStringList>("marked"); // parts of the shown text
    QTest::newRow("plain") << KeyPattern{QStringLiteral("alp")} << QByteArray("/app/Alpha")
                           << QStringList{QStringLiteral("Alp")};
    QTest::newRow("escapes are marked whole")
        << KeyPattern{QStringLiteral("\\xff")} << QByteArray("/odd/\xff\x01")
        << QStringList{QStringLiteral("\\xff")};
    QTest::newRow("behind an escape")
        << KeyPattern{QStringLiteral("back")} << QByteArray("\\back") << QStringList{QStringLiteral("back")};
    QTest::newRow("half a letter is the letter")
        << KeyPattern{QStringLiteral("\\xc3")} << QByteArray("/\u00dcber/key")
        << QStringList{QString::fromUtf8("\u00dc")};
    QTest::newRow("fuzzy") << KeyPattern{QStringLiteral("abt"), Kind::Fuzzy} << QByteArray("/app/beta")
                           << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("t")};
}

void TestSearchResults::marksAreOfTheTextShown()
{
    QFETCH(const KeyPattern, pattern);
    QFETCH(const QByteArray, key);
    QFETCH(const QStringList, marked);
    m_keys->feed().start(KeyRange::all());
    QTRY_COMPARE(m_keys->feed().state(), LiveFeed::State::Live);
    look(pattern);
    QTRY_VERIFY(!m_results->isSearching());
    int row = 0;
    while (row < m_results->rowCount() && m_results->keyAt(row) != key)
        ++row;
    QVERIFY(row < m_results->rowCount());
    const QModelIndex name = m_results->index(row, 0);
    QStringList parts;
    for (const TextRange &mark : name.data(SearchResults::MarksRole).value<QList<TextRange>>())
        parts += name.data().toString().mid(mark.begin, mark.end - mark.begin);
    QCOMPARE(parts, marked);
}

void TestSearchResults::marksFollowTheTextThatIsCut_data()
{
    QTest::addColumn<QString>("text"); // what is marked is in brackets
    QTest::addColumn<QString>("cut");
    QTest::addColumn<QString>("marked");
    const auto row = [](const char *name, const char *text, const char *cut, const char *marked) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(cut) << QString::fromUtf8(marked);
    };
    row("not cut", "/a[b]c", "/abc", "/a[b]c");
    row("in front", "/[ab]cdefghij", "/abc\u2026hij", "/[ab]c\u2026hij");
    row("behind", "/abcdefg[hi]j", "/abc\u2026hij", "/abc\u2026[hi]j");
    row("at the end", "/abcdefghi[j]", "/abc\u2026hij", "/abc\u2026hi[j]");
    row("cut out", "/abc[d]e[f]ghij", "/abc\u2026hij", "/abc[\u2026]hij");
    row("across", "/ab[cdefgh]ij", "/abc\u2026hij", "/ab[c\u2026h]ij");
    row("into it", "/ab[cde]fghij", "/abc\u2026hij", "/ab[c\u2026]hij");
    row("out of it", "/abcde[fgh]ij", "/abc\u2026hij", "/abc[\u2026h]ij");
}

void TestSearchResults::marksFollowTheTextThatIsCut()
{
    QFETCH(QString, text);
    QFETCH(const QString, cut);
    QFETCH(const QString, marked);
    QList<TextRange> marks;
    for (qsizetype open = text.indexOf(u'['); open >= 0; open = text.indexOf(u'[')) {
        text.remove(open, 1);
        const qsizetype close = text.indexOf(u']');
        text.remove(close, 1);
        marks.append({open, close});
    }
    CutText shown = cutInTheMiddle(text, cut, marks);
    for (auto mark = shown.marks.crbegin(); mark != shown.marks.crend(); ++mark) {
        shown.text.insert(mark->end, u']');
        shown.text.insert(mark->begin, u'[');
    }
    QCOMPARE(shown.text, marked);
}

void TestSearchResults::theServersKeysCanBeShown()
{
    // Nothing is loaded.
    look({QStringLiteral("/app")});
    QTRY_VERIFY(!m_results->isSearching());
    QCOMPARE(m_results->rowCount(), 0);
    m_results->searchServer("/app/a");
    QVERIFY(m_results->isSearching());
    QTRY_VERIFY(!m_results->isSearching());
    QCOMPARE(found(), QStringList{QStringLiteral("/app/alpha/one")});
    QCOMPARE(m_results->server().total(), 1);
    QCOMPARE(m_results->server().position().value, m_store->revision());
    QVERIFY(m_results->index(0, 0).data(SearchResults::NotLoadedRole).toBool());
    QVERIFY(!m_results->index(0, 0).data(KeyTreeModel::GoingRole).toBool());
    QCOMPARE(m_results->index(0, KeyTreeModel::VersionColumn).data().toInt(), 1);
    const auto marks = m_results->index(0, 0).data(SearchResults::MarksRole).value<QList<TextRange>>();
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks.first().end, 6);
    m_results->showLoaded();
    QCOMPARE(m_results->rowCount(), 0);
    QCOMPARE(m_results->source(), SearchResults::Source::Loaded);
}

void TestSearchResults::theServersKeysCanBeStoppedAndFail()
{
    m_store->holdListings(true);
    m_results->searchServer("/app/");
    QVERIFY(m_results->isSearching());
    m_results->cancelServer();
    QVERIFY(!m_results->isSearching());
    m_store->holdListings(false);
    m_results->searchServer("/app/");
    QTRY_COMPARE(m_results->rowCount(), 3);
    m_store->setOnline(false);
    m_results->searchServer("/app/");
    QTRY_VERIFY(m_results->server().error());
    QCOMPARE(m_results->rowCount(), 0);
    QVERIFY(!m_results->isSearching());
}

QTEST_MAIN(TestSearchResults)
#include "tst_searchresults.moc"
