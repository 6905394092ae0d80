// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <cstddef>

/// The few pieces of protobuf's wire format that the hot decoders need (protobuf.dev, "Encoding").
namespace etcdscope::wire {

enum class Type : quint8 {
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
};

enum class Outcome : quint8 {
    Ok,
    Short,     ///< more bytes are needed
    BadVarint, ///< longer than ten bytes, or above 64 bits
    BadTag,    ///< field number 0 or out of range
    BadType,   ///< groups, and what was never defined
};

/// Reads a varint at `at`, which it moves behind it.
inline Outcome readVarint(const char *&at, const char *end, quint64 &value)
{
    if (at == end)
        return Outcome::Short;
    quint64 byte = uchar(*at);
    if (byte < 0x80) {
        value = byte;
        ++at;
        return Outcome::Ok;
    }
    quint64 result = byte & 0x7f;
    const char *p = at + 1;
    for (int shift = 7; shift < 64; shift += 7, ++p) {
        if (p == end)
            return Outcome::Short;
        byte = uchar(*p);
        result |= (byte & 0x7f) << shift;
        if (byte < 0x80) {
            if (shift == 63 && byte > 1)
                return Outcome::BadVarint;
            value = result;
            at = p + 1;
            return Outcome::Ok;
        }
    }
    return Outcome::BadVarint;
}

/// What stands before a field's bytes, and the whole field where it has a fixed size.
struct Head
{
    quint32 field = 0;
    Type type = Type::Varint;
    quint64 value = 0; ///< of Varint: the number, of Length: how many bytes follow, else 0
};

/// Longest Head: two varints.
inline constexpr qsizetype maximumHead = 20;

/// Reads a field's head at `at`, which it moves to the field's bytes (Length) or behind the field (all
/// others).
inline Outcome readHead(const char *&at, const char *end, Head &head)
{
    const char *p = at;
    quint64 tag = 0;
    if (const Outcome outcome = readVarint(p, end, tag); outcome != Outcome::Ok)
        return outcome;
    if (tag < 8 || tag > 0xffffffffULL)
        return Outcome::BadTag;
    head.field = quint32(tag >> 3);
    head.type = Type(tag & 7);
    head.value = 0;
    switch (head.type) {
    case Type::Varint:
    case Type::Length:
        if (const Outcome outcome = readVarint(p, end, head.value); outcome != Outcome::Ok)
            return outcome;
        break;
    case Type::Fixed64:
    case Type::Fixed32: {
        const std::ptrdiff_t size = head.type == Type::Fixed64 ? 8 : 4;
        if (end - p < size)
            return Outcome::Short;
        p += size;
        break;
    }
    default:
        return Outcome::BadType;
    }
    at = p;
    return Outcome::Ok;
}

} // namespace etcdscope::wire
