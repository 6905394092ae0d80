// SPDX-License-Identifier: Apache-2.0
#include "core/net/tlskey.h"

#include <QRegularExpression>
#include <QSslCertificate>

#include <array>
#include <optional>

namespace etcdscope {

namespace {

enum Tag : uchar {
    Integer = 0x02,
    BitString = 0x03,
    OctetString = 0x04,
    Sequence = 0x30,
    SecondOption = 0xa1,
};

/// One element of DER (X.690): enough to see what a key is, never to use one.
struct Element
{
    uchar tag = 0;
    QByteArrayView content;
};

std::optional<Element> takeElement(QByteArrayView &from)
{
    if (from.size() < 2)
        return std::nullopt;
    const auto tag = uchar(from[0]);
    qsizetype size = uchar(from[1]);
    qsizetype head = 2;
    if (size >= 0x80) {
        const qsizetype digits = size & 0x7f;
        if (digits < 1 || digits > 3 || from.size() < 2 + digits)
            return std::nullopt;
        size = 0;
        for (; head < 2 + digits; ++head)
            size = size * 256 + uchar(from[head]);
    }
    if (from.size() - head < size)
        return std::nullopt;
    const Element element{tag, from.sliced(head, size)};
    from = from.sliced(head + size);
    return element;
}

struct Shape
{
    bool isKey = false;
    bool isEncrypted = false;
    const char *unsupported = nullptr; ///< the name of an algorithm
};

const char *unsupportedAlgorithm(QByteArrayView algorithm)
{
    struct Known
    {
        QByteArrayView identifier;
        const char *name;
    };
    static constexpr std::array known = {Known{"\x06\x03\x2b\x65\x70", "Ed25519"},
                                         Known{"\x06\x03\x2b\x65\x71", "Ed448"},
                                         Known{"\x06\x03\x2b\x65\x6e", "X25519"},
                                         Known{"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a", "RSA-PSS"}};
    for (const Known &entry : known) {
        if (algorithm.startsWith(entry.identifier))
            return entry.name;
    }
    return nullptr;
}

Shape shapeOf(QByteArrayView der)
{
    const auto whole = takeElement(der);
    if (!whole || whole->tag != Sequence)
        return {};
    QByteArrayView rest = whole->content;
    const auto first = takeElement(rest);
    const auto second = takeElement(rest);
    if (!first || !second)
        return {};
    if (first->tag == Sequence) // EncryptedPrivateKeyInfo, RFC 5958
        return {.isKey = second->tag == OctetString, .isEncrypted = true};
    if (first->tag != Integer)
        return {};
    if (second->tag == Sequence) // PrivateKeyInfo
        return {.isKey = true, .unsupported = unsupportedAlgorithm(second->content)};
    return {.isKey = second->tag == Integer || second->tag == OctetString};
}

/// The block of a PEM file that holds the key; others (EC PARAMETERS, certificates) may stand beside it.
QByteArray keyBlock(const QByteArray &pem)
{
    static const QRegularExpression block(
        QStringLiteral("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----.*?-----END \\1-----"),
        QRegularExpression::DotMatchesEverythingOption);
    return block.match(QString::fromLatin1(pem)).captured(0).toLatin1();
}

Shape shapeOfBlock(const QByteArray &block)
{
    if (block.contains("Proc-Type: 4,ENCRYPTED"))
        return {.isKey = true, .isEncrypted = true};
    const qsizetype begin = block.indexOf('\n') + 1;
    QByteArray der = QByteArray::fromBase64(block.mid(begin, block.lastIndexOf("-----END") - begin));
    const Shape shape = shapeOf(der);
    der.fill('\0');
    return shape;
}

Error keyError(TlsCause cause, const QString &what)
{
    return {.detail = what, .tlsCause = cause};
}

QByteArrayView withoutSign(QByteArrayView number)
{
    while (!number.isEmpty() && number[0] == 0)
        number = number.sliced(1);
    return number;
}

/// What the public key must contain: the modulus of RSA, the point of EC. Empty where it is not written.
QByteArrayView publicPart(QByteArrayView der)
{
    const auto whole = takeElement(der);
    if (!whole || whole->tag != Sequence)
        return {};
    QByteArrayView rest = whole->content;
    (void)takeElement(rest); // version
    const auto second = takeElement(rest);
    if (second && second->tag == Integer)
        return withoutSign(second->content);
    while (const auto option = takeElement(rest)) {
        if (option->tag != SecondOption)
            continue;
        QByteArrayView inner = option->content;
        const auto point = takeElement(inner);
        return point && point->tag == BitString ? withoutSign(point->content) : QByteArrayView();
    }
    return {};
}

} // namespace

Result<QSslKey> readTlsKey(const QByteArray &contents, const QByteArray &passphrase)
{
    const bool isPem = contents.contains("-----BEGIN");
    const QByteArray key = isPem ? keyBlock(contents) : contents;
    if (isPem && key.isEmpty())
        return keyError(TlsCause::NoKey, QStringLiteral("there is no private key in this PEM file"));
    const Shape shape = isPem ? shapeOfBlock(key) : shapeOf(key);
    if (!shape.isKey)
        return keyError(TlsCause::NoKey, QStringLiteral("this is neither PEM nor DER of a private key"));
    if (shape.unsupported) {
        return keyError(
            TlsCause::UnsupportedKey,
            QStringLiteral("TLS here cannot use a key of type %1").arg(QLatin1String(shape.unsupported)));
    }
    if (shape.isEncrypted && passphrase.isEmpty())
        return keyError(TlsCause::KeyNeedsPassphrase, QStringLiteral("this key is encrypted"));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa}) {
        QSslKey read(key, algorithm, isPem ? QSsl::Pem : QSsl::Der, QSsl::PrivateKey, passphrase);
        if (!read.isNull())
            return read;
    }
    if (shape.isEncrypted) {
        return keyError(
            TlsCause::WrongPassphrase,
            QStringLiteral("the passphrase does not open this key, or TLS here cannot use its type"));
    }
    return keyError(TlsCause::UnsupportedKey, QStringLiteral("TLS here cannot use this key"));
}

bool isKeyOf(const QSslKey &key, const QSslCertificate &certificate)
{
    QByteArray own = key.toDer();
    const QByteArrayView part = publicPart(own);
    const bool fits = part.isEmpty() || certificate.publicKey().toDer().contains(part);
    own.fill('\0');
    return fits;
}

} // namespace etcdscope
