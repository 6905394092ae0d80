// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/grpcframes.h"

#include "tests/unit/rpc/rpctesting.h"

#include "rpc.pb.h"

#include <QTest>

using namespace etcdscope;

namespace {

class Messages final : public MessageSink
{
public:
    std::optional<QString> messageStarted(qint64 size) override
    {
        announced = size;
        current.clear();
        return std::nullopt;
    }
    std::optional<QString> messageData(QByteArrayView bytes) override
    {
        current.append(bytes);
        return refusal;
    }
    std::optional<QString> messageEnded() override
    {
        if (current.size() != announced)
            return QStringLiteral("announced %1, came %2").arg(announced).arg(current.size());
        found.append(current);
        return std::nullopt;
    }

    QList<QByteArray> found;
    QByteArray current;
    qint64 announced = 0;
    std::optional<QString> refusal;
};

const QByteArray threeMessages = QByteArray::fromHex("0000000003616263"
                                                     "0000000000"
                                                     "0000000001ff");

} // namespace

class TestGrpcFrames : public QObject
{
    Q_OBJECT

private slots:
    void emptyMessageIsFiveZeroBytes()
    {
        QCOMPARE(grpcFrame(etcdserverpb::StatusRequest()), QByteArray(5, '\0'));
    }

    void lengthIsBigEndian()
    {
        etcdserverpb::PutRequest request;
        request.set_value(std::string(300, 'v'));
        const QByteArray frame = grpcFrame(request);
        QCOMPARE(frame.first(5), QByteArray::fromHex("000000012f"));
        QCOMPARE(frame.sliced(5), QByteArray::fromStdString(request.SerializeAsString()));
    }

    void everySplitGivesTheSameMessages()
    {
        const QList<QByteArray> expected{"abc", "", "\xff"};
        for (qsizetype first = 0; first <= threeMessages.size(); ++first) {
            for (qsizetype second = first; second <= threeMessages.size(); ++second) {
                Messages messages;
                GrpcFrameParser parser(1000);
                QVERIFY(!parser.feed(QByteArrayView(threeMessages).first(first), messages));
                QVERIFY(!parser.feed(QByteArrayView(threeMessages).sliced(first, second - first), messages));
                QVERIFY(!parser.feed(QByteArrayView(threeMessages).sliced(second), messages));
                QVERIFY(!parser.finish());
                QCOMPARE(messages.found, expected);
                QCOMPARE(parser.messages(), 3);
            }
        }
    }

    void compressedMessageIsRefused()
    {
        Messages messages;
        GrpcFrameParser parser(1000);
        const auto fault = parser.feed(QByteArray::fromHex("0100000001"), messages);
        QVERIFY(fault);
        QCOMPARE(name(fault->kind), name(ErrorKind::Protocol));
        QVERIFY(fault->text.contains(QLatin1String("compressed")));
    }

    void otherFirstByteIsRefused()
    {
        Messages messages;
        GrpcFrameParser parser(1000);
        QVERIFY(parser.feed("<html>", messages));
    }

    void tooLargeIsRefusedBeforeItsBytes()
    {
        Messages messages;
        GrpcFrameParser parser(99);
        const auto fault = parser.feed(QByteArray::fromHex("0000000064"), messages);
        QVERIFY(fault);
        QCOMPARE(name(fault->kind), name(ErrorKind::TooLarge));
        QVERIFY(fault->text.contains(QLatin1String("100")) && fault->text.contains(QLatin1String("99")));
        QVERIFY(messages.found.isEmpty());
    }

    void endInsideAMessageIsAFault_data()
    {
        QTest::addColumn<int>("size");
        for (int size : {1, 4, 5, 7})
            QTest::addRow("%d bytes", size) << size;
    }

    void endInsideAMessageIsAFault()
    {
        QFETCH(int, size);
        Messages messages;
        GrpcFrameParser parser(1000);
        QVERIFY(!parser.feed(QByteArrayView(threeMessages).first(size), messages));
        QVERIFY(parser.finish().has_value());
    }

    void refusalOfTheSinkIsPassedOn()
    {
        Messages messages;
        messages.refusal = QStringLiteral("no");
        GrpcFrameParser parser(1000);
        const auto fault = parser.feed(threeMessages, messages);
        QVERIFY(fault);
        QCOMPARE(fault->text, QStringLiteral("no"));
    }
};

QTEST_GUILESS_MAIN(TestGrpcFrames)
#include "tst_grpcframes.moc"
