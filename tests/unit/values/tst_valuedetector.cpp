// SPDX-License-Identifier: Apache-2.0
#include "core/values/valuedetector.h"

#include <QTest>

using namespace etcdscope;

class TestValueDetector final : public QObject
{
    Q_OBJECT

private slots:
    void recognises_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ValueFormat>("format");
        QTest::addColumn<KnownContent>("content");
        const auto row = [](const char *name, QByteArrayView bytes, ValueFormat format,
                            KnownContent content = KnownContent::None) {
            QTest::newRow(name) << bytes.toByteArray() << format << content;
        };
        using Format = ValueFormat;
        using Content = KnownContent;
        row("nothing", "", Format::Empty);
        row("text", "hello", Format::Text);
        row("UTF-8", "h\xc3\xa9llo", Format::Text);
        row("a number", "123", Format::Text);
        row("a JSON string", "\"abc\"", Format::Text);
        row("JSON object", " {\"a\":1}\n", Format::Json);
        row("JSON array", "[1]", Format::Json);
        row("JSON after a byte order mark", "\xef\xbb\xbf{}", Format::Json);
        row("not quite JSON", "{a:1}", Format::Text);
        row("cut JSON", "{\"a\":", Format::Text);
        row("two JSON values", "{}{}", Format::Text);
        row("terminal colours", "\x1b[31mred\x1b[0m", Format::Text);
        row("a lonely control", QByteArrayView("abcdefghijklmnopqrstuvwxyz012345\x01"), Format::Text);
        row("NUL", QByteArrayView("ab\0c", 4), Format::Binary);
        row("one NUL in much text", QByteArray(100, 'a') + '\0' + QByteArray(100, 'b'), Format::Binary);
        row("many controls",
            "\x01\x02\x03"
            "ab",
            Format::Binary);
        row("invalid UTF-8", "caf\xe9", Format::Binary);
        row("Kubernetes", QByteArrayView("k8s\0\n\x0b\n\x02v1", 10), Format::Binary,
            Content::KubernetesProtobuf);
        row("Kubernetes, encrypted", "k8s:enc:aescbc:v1:key1:\xff\xfe", Format::Binary,
            Content::KubernetesEncrypted);
        row("gzip", "\x1f\x8b\x08\x01\xff", Format::Binary, Content::Gzip);
        row("zstd", "\x28\xb5\x2f\xfd\x01", Format::Binary, Content::Zstandard);
        row("PNG", "\x89PNG\r\n\x1a\n", Format::Binary, Content::Png);
        row("JPEG", "\xff\xd8\xff\xe0", Format::Binary, Content::Jpeg);
        row("WebP", QByteArrayView("RIFF\x01\0\0\0WEBPVP8", 15), Format::Binary, Content::WebP);
        row("CBOR", "\xd9\xd9\xf7\xa1", Format::Binary, Content::Cbor);
        row("PEM", "-----BEGIN CERTIFICATE-----\nMII", Format::Text, Content::Pem);
        row("XML", "<?xml version=\"1.0\"?><a/>", Format::Text, Content::Xml);
    }
    void recognises()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ValueFormat, format);
        QFETCH(KnownContent, content);
        const Detection detection = detectValue(bytes);
        QCOMPARE(detection.format, format);
        QCOMPARE(detection.content, content);
        QVERIFY(detection.whole);
    }

    void looksAtTheFirstPartOfALargeValue()
    {
        QByteArray json("[");
        while (json.size() < 3 * detectionLimit)
            json += "\"caf\xc3\xa9\",";
        QCOMPARE(detectValue(json), (Detection{ValueFormat::Json, KnownContent::None, false}));
        // The same cut at every byte of its repeating part: never in the middle of a character.
        for (int cut = 0; cut < 10; ++cut)
            QCOMPARE(detectValue(json, 1000 + cut).format, ValueFormat::Json);
        json.replace(100, 1, "x\"");
        QCOMPARE(detectValue(json).format, ValueFormat::Text);
        json[detectionLimit + 10] = '\0'; // beyond what is looked at
        QCOMPARE(detectValue(json).format, ValueFormat::Text);
    }

    void everyContentHasAName()
    {
        for (int content = 1; content <= int(KnownContent::Xml); ++content)
            QVERIFY(*contentName(KnownContent(content)));
    }
};

QTEST_GUILESS_MAIN(TestValueDetector)
#include "tst_valuedetector.moc"
