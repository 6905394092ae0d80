// SPDX-License-Identifier: Apache-2.0
#include "core/playground/oddkeys.h"

namespace etcdscope {

namespace {

/// Of a literal with NUL bytes in it.
template<size_t size> QByteArray bytes(const char (&literal)[size])
{
    return QByteArray(literal, qsizetype(size) - 1);
}

QByteArray longKey()
{
    QByteArray key = "/odd/4096-bytes/";
    while (key.size() < 4096)
        key += "the-long-way-home-";
    return key.left(4096);
}

} // namespace

std::vector<SampleKey> oddKeys()
{
    return {
        {"a", "a key that is the name of a directory, too\n"},
        {"a-b", "sorts between a and a/\n"},
        {"a/", "ends where its directory begins\n"},
        {"a/b", "a child of a key that has a value of its own\n"},
        {"no-slash-in-front", "most keys start with a slash; etcd does not ask for one\n"},
        {"readme", "keys without a slash stand beside /odd, not below it\n"},
        {"/", "nothing but the separator\n"},
        {"//two//slashes", "each slash is a byte like any other\n"},
        {"/odd/empty//segment", "a directory whose name is empty\n"},
        {"/odd/trailing", "not the same key as /odd/trailing/\n"},
        {"/odd/trailing/", "not the same key as /odd/trailing\n"},
        {"/odd/dots/.", "not the directory itself\n"},
        {"/odd/dots/..", "not the one above\n"},
        {"/odd/ spaces at both ends ", "one at the front, one at the end\n"},
        {"/odd/back\\slash\\x41", "holds backslashes, and what looks like an escape\n"},
        {"/odd/quotes \"double\" 'single' `back`", "for whoever pastes it into a shell\n"},
        {"/odd/$HOME;*?[a-z]|&", "and this one even more so\n"},
        {"/odd/100%/%2Fnot%2fa%2Fslash", "percent signs are percent signs\n"},
        {"/odd/tab\tand\nnewline\r", "control characters, a carriage return at the end\n"},
        {bytes("/odd/nul\0in the middle"), "a C program would stop half way\n"},
        {"/odd/bell\a\x1b[31mred", "would ring and turn red in a terminal\n"},
        {"/odd/not-utf8/caf\xe9", "Latin-1\n"},
        {"/odd/not-utf8/\xff\xfe\x80", "no encoding at all\n"},
        {"/odd/not-utf8/cut-\xf0\x9f\xa6", "a fox without its last byte\n"},
        {"/odd/unicode/caf\xc3\xa9", "one code point for the last letter\n"},
        {"/odd/unicode/cafe\xcc\x81", "two code points for the last letter; looks the same\n"},
        {"/odd/unicode/\xf0\x9f\xa6\x8a", "a fox\n"},
        {"/odd/unicode/\xe8\x8c\xb6", "tea\n"},
        {"/odd/unicode/zero\xe2\x80\x8bwidth", "an invisible space inside\n"},
        {"/odd/unicode/gpj.\xe2\x80\xae"
         "exe",
         "the letters after the mark are drawn from right to left\n"},
        {"/odd/unicode/\xd8\xb4\xd8\xa7\xd9\x8a", "tea again, written from right to left\n"},
        {"/odd/upper", "small letters\n"},
        {"/odd/UPPER", "a different key\n"},
        {longKey(), "its key has 4,096 bytes\n"},
        {"\x7f\xff", "one of the last keys there can be\n"},
    };
}

} // namespace etcdscope
