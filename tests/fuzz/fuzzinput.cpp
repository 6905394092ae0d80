// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/fuzzinput.h"

namespace etcdscope::fuzz {

namespace {

void appendVarint(QByteArray &out, quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        out.append(char(value | 0x80));
    out.append(char(value));
}

void appendNumber(QByteArray &out, int field, quint64 value)
{
    appendVarint(out, quint64(field) << 3);
    appendVarint(out, value);
}

void appendBytes(QByteArray &out, int field, QByteArrayView bytes)
{
    appendVarint(out, quint64(field) << 3 | 2);
    appendVarint(out, quint64(bytes.size()));
    out.append(bytes);
}

/// Few different bytes, so that keys meet each other.
QByteArray key(Input &input)
{
    static constexpr QByteArrayView alphabet("/ab/k.\0\xff", 8);
    const qsizetype size = input.byte() % 12;
    QByteArray result;
    for (qsizetype i = 0; i < size; ++i)
        result.append(alphabet[input.byte() % alphabet.size()]);
    return result;
}

/// Messages that are always whole, whatever the input: what a mutation changes is keys, revisions and their
/// order, which mutated wire bytes seldom get to.
QByteArray program(Input input, bool isWatch)
{
    QByteArray frames;
    qint64 revision = 1;
    while (!input.isAtEnd()) {
        QByteArray message;
        QByteArray header;
        appendNumber(header, 3, quint64(revision));
        appendBytes(message, 1, header);
        for (int entries = input.byte() % 24; entries > 0 && !input.isAtEnd(); --entries) {
            const quint8 kind = input.byte();
            QByteArray keyValue;
            appendBytes(keyValue, 1, key(input));
            // Mostly ascending, some older than what was before.
            revision += kind % 3;
            appendNumber(keyValue, 3, quint64((kind & 0x30) == 0x30 ? revision / 2 : revision));
            appendNumber(keyValue, 4, kind & 7);
            if (kind & 8)
                appendNumber(keyValue, 6, kind);
            if (!isWatch) {
                appendBytes(message, 2, keyValue);
                continue;
            }
            QByteArray event;
            if (kind & 0x80)
                appendNumber(event, 1, 1);
            appendBytes(event, 2, keyValue);
            appendBytes(message, 11, event);
        }
        QByteArray prefix(5, '\0');
        for (int i = 0; i < 4; ++i)
            prefix[1 + i] = char(message.size() >> (24 - 8 * i));
        frames += prefix + message;
    }
    return frames;
}

} // namespace

Plan Plan::read(QByteArrayView bytes)
{
    Input input(bytes);
    const quint8 flags = input.byte();
    const quint8 more = input.byte();
    Plan plan;
    plan.isWatch = flags & 1;
    plan.isProgram = flags & 2;
    plan.isObserved = flags & 4;
    plan.isCompared = flags & 8;
    plan.separator = (flags & 0x30) == 0x30 ? '.' : '/';
    plan.pieces = input.bytes(more % 8).toByteArray();
    plan.body = plan.isProgram ? program(input, plan.isWatch) : input.rest().toByteArray();
    return plan;
}

} // namespace etcdscope::fuzz
