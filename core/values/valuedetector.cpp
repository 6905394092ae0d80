// SPDX-License-Identifier: Apache-2.0
#include "core/values/valuedetector.h"

#include "core/values/jsonscanner.h"
#include "core/values/textconversion.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etcdscope {

namespace {

struct Magic
{
    KnownContent content;
    QByteArrayView bytes;
};

template<qsizetype Size> constexpr QByteArrayView exactly(const char (&literal)[Size])
{
    return QByteArrayView(literal, Size - 1); // may contain NUL
}

constexpr std::array binaryMagics{
    Magic{KnownContent::KubernetesProtobuf, exactly("k8s\0")},
    Magic{KnownContent::KubernetesEncrypted, exactly("k8s:enc:")},
    Magic{KnownContent::Gzip, exactly("\x1f\x8b\x08")},
    Magic{KnownContent::Zstandard, exactly("\x28\xb5\x2f\xfd")},
    Magic{KnownContent::Bzip2, exactly("BZh")},
    Magic{KnownContent::Xz, exactly("\xfd\x37zXZ\0")},
    Magic{KnownContent::Lz4, exactly("\x04\x22\x4d\x18")},
    Magic{KnownContent::Zip, exactly("PK\x03\x04")},
    Magic{KnownContent::Png, exactly("\x89PNG\r\n\x1a\n")},
    Magic{KnownContent::Jpeg, exactly("\xff\xd8\xff")},
    Magic{KnownContent::Gif, exactly("GIF87a")},
    Magic{KnownContent::Gif, exactly("GIF89a")},
    Magic{KnownContent::Pdf, exactly("%PDF-")},
    Magic{KnownContent::Elf, exactly("\x7f"
                                     "ELF")},
    Magic{KnownContent::Sqlite, exactly("SQLite format 3\0")},
    Magic{KnownContent::Wasm, exactly("\0asm")},
    Magic{KnownContent::Cbor, exactly("\xd9\xd9\xf7")},
    Magic{KnownContent::JavaSerialized, exactly("\xac\xed\x00\x05")},
};

KnownContent binaryContent(QByteArrayView bytes)
{
    for (const Magic &magic : binaryMagics) {
        if (bytes.startsWith(magic.bytes))
            return magic.content;
    }
    if (bytes.startsWith("RIFF") && bytes.size() >= 12 && bytes.sliced(8, 4) == "WEBP")
        return KnownContent::WebP;
    return KnownContent::None;
}

KnownContent textContent(QByteArrayView bytes)
{
    if (bytes.startsWith("k8s:enc:"))
        return KnownContent::KubernetesEncrypted;
    if (bytes.startsWith("-----BEGIN "))
        return KnownContent::Pem;
    if (bytes.startsWith("<?xml "))
        return KnownContent::Xml;
    return KnownContent::None;
}

bool isControl(char c)
{
    const auto byte = uchar(c);
    return (byte < 0x20 && (byte < '\b' || byte > '\r') && byte != 0x1b) || byte == 0x7f;
}

/// Valid UTF-8 can still be anything: a NUL, or more than one control in 32 bytes, is not written by hand.
bool readsAsText(QByteArrayView bytes)
{
    if (bytes.contains('\0') || !bytes.isValidUtf8())
        return false;
    return std::count_if(bytes.begin(), bytes.end(), isControl) <= bytes.size() / 32;
}

/// Whether `part` is JSON, or the beginning of it when there is more to come.
bool isJson(const QByteArray &part, bool whole)
{
    JsonScanner scanner(part);
    qsizetype budget = part.size();
    bool first = true;
    for (;;) {
        switch (scanner.next(budget)) {
        case JsonScanner::Event::Token:
            if (std::exchange(first, false) && scanner.token().type != JsonTokenType::ObjectStart &&
                scanner.token().type != JsonTokenType::ArrayStart)
                return false;
            break;
        case JsonScanner::Event::End:
            return true;
        case JsonScanner::Event::Error:
            return !whole && !first && scanner.error().problem == JsonProblem::UnexpectedEnd;
        case JsonScanner::Event::Paused:
            return false;
        }
    }
}

} // namespace

Detection detectValue(const QByteArray &bytes, qsizetype limit)
{
    Detection detection;
    if (bytes.isEmpty())
        return detection;
    detection.whole = bytes.size() <= limit;
    const QByteArrayView part = utf8Prefix(bytes, limit);
    if (!readsAsText(part)) {
        detection.format = ValueFormat::Binary;
        detection.content = binaryContent(part);
        return detection;
    }
    // The bytes outlive the look at them: no copy is made of the part.
    const auto borrowed = QByteArray::fromRawData(part.data(), part.size());
    detection.format = isJson(borrowed, detection.whole) ? ValueFormat::Json : ValueFormat::Text;
    detection.content = textContent(part);
    return detection;
}

const char *contentName(KnownContent content)
{
    switch (content) {
    case KnownContent::None:
        return "";
    case KnownContent::KubernetesProtobuf:
        return "Kubernetes protobuf";
    case KnownContent::KubernetesEncrypted:
        return "Kubernetes encrypted";
    case KnownContent::Gzip:
        return "gzip";
    case KnownContent::Zstandard:
        return "Zstandard";
    case KnownContent::Bzip2:
        return "bzip2";
    case KnownContent::Xz:
        return "xz";
    case KnownContent::Lz4:
        return "LZ4";
    case KnownContent::Zip:
        return "ZIP";
    case KnownContent::Png:
        return "PNG";
    case KnownContent::Jpeg:
        return "JPEG";
    case KnownContent::Gif:
        return "GIF";
    case KnownContent::WebP:
        return "WebP";
    case KnownContent::Pdf:
        return "PDF";
    case KnownContent::Elf:
        return "ELF";
    case KnownContent::Sqlite:
        return "SQLite";
    case KnownContent::Wasm:
        return "WebAssembly";
    case KnownContent::Cbor:
        return "CBOR";
    case KnownContent::JavaSerialized:
        return "Java serialization";
    case KnownContent::Pem:
        return "PEM";
    case KnownContent::Xml:
        return "XML";
    }
    return "";
}

} // namespace etcdscope
