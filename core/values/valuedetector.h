// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

namespace etcdscope {

/// The view that suits a value best.
enum class ValueFormat {
    Empty,
    Text,
    Json,   ///< an object or an array; a bare scalar counts as Text
    Binary, ///< shown as hex
};

/// What the first bytes say the content is, beyond its format. Recognised, not verified and not decoded.
enum class KnownContent {
    None,
    KubernetesProtobuf,  ///< the `k8s\0` envelope around a protobuf message
    KubernetesEncrypted, ///< `k8s:enc:…`: encrypted at rest by the API server
    Gzip,
    Zstandard,
    Bzip2,
    Xz,
    Lz4,
    Zip,
    Png,
    Jpeg,
    Gif,
    WebP,
    Pdf,
    Elf,
    Sqlite,
    Wasm,
    Cbor, ///< only when it carries the self-describing tag 55799
    JavaSerialized,
    Pem,
    Xml,
};

struct Detection
{
    ValueFormat format = ValueFormat::Empty;
    KnownContent content = KnownContent::None;
    bool whole = true; ///< false: only the first part of a large value was looked at

    bool operator==(const Detection &) const = default;
};

/// How much of a value detectValue() reads.
inline constexpr qsizetype detectionLimit = 256 * 1024;

/// A guess that the user can override. Reads `limit` bytes at most (about 1 ms) whatever the size of the
/// value; a larger value is JSON or text when its first part is.
[[nodiscard]] Detection detectValue(const QByteArray &bytes, qsizetype limit = detectionLimit);

/// A proper name as it is written everywhere ("gzip", "PNG"), not to be translated; empty for None.
[[nodiscard]] const char *contentName(KnownContent content);

} // namespace etcdscope
