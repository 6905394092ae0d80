// SPDX-License-Identifier: Apache-2.0
//
// Writes the first inputs of the corpus into the folder named on the command line.
#include "core/rpc/grpcframes.h"

#include "rpc.pb.h"

#include <QByteArray>

#include <fstream>
#include <string>

using namespace etcdscope;

namespace {

std::string folder;

void write(const char *name, quint8 flags, const QByteArray &pieces, const QByteArray &body)
{
    QByteArray input;
    input.append(char(flags));
    input.append(char(pieces.size()));
    input += pieces + body;
    std::ofstream(folder + '/' + name, std::ios::binary).write(input.constData(), input.size());
}

void fill(mvccpb::KeyValue *keyValue, const std::string &key, qint64 revision)
{
    keyValue->set_key(key);
    keyValue->set_create_revision(revision - 1);
    keyValue->set_mod_revision(revision);
    keyValue->set_version(2);
    keyValue->set_lease(revision % 3 == 0 ? 7587869 : 0);
    keyValue->set_value("value of " + key);
}

etcdserverpb::RangeResponse listing()
{
    etcdserverpb::RangeResponse response;
    response.mutable_header()->set_cluster_id(0xcafe);
    response.mutable_header()->set_revision(40);
    qint64 revision = 10;
    for (const char *key :
         {"", "/", "/app/a", "/app/a-b", "/app/a/k1", "/app/a/k2", "/app//x", "/b", "a.b.c"})
        fill(response.add_kvs(), key, ++revision);
    fill(response.add_kvs(), std::string("z\0\xff/k", 5), 30);
    response.set_more(true);
    response.set_count(1'000'000);
    return response;
}

etcdserverpb::WatchResponse changes(qint64 revision)
{
    etcdserverpb::WatchResponse response;
    response.mutable_header()->set_revision(revision);
    response.set_watch_id(3);
    for (const char *key : {"/app/a/k1", "/app/a/k2", "/app/c", "/app/a/k1", "/b"}) {
        mvccpb::Event *event = response.add_events();
        fill(event->mutable_kv(), key, ++revision);
        if (revision % 2 == 0)
            event->set_type(mvccpb::Event::DELETE);
        else
            fill(event->mutable_prev_kv(), key, revision - 5);
    }
    return response;
}

QByteArray noise(int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes.append(char((i * 7919 + i / 5 * 31) % 251));
    return bytes;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    folder = argv[1];
    const QByteArray range = grpcFrame(listing());
    etcdserverpb::WatchResponse created;
    created.set_created(true);
    etcdserverpb::WatchResponse cancelled;
    cancelled.set_canceled(true);
    cancelled.set_compact_revision(9);
    cancelled.set_cancel_reason("etcdserver: mvcc: required revision has been compacted");
    const QByteArray watch =
        grpcFrame(created) + grpcFrame(changes(20)) + grpcFrame(changes(31)) + grpcFrame(cancelled);

    write("range-whole", 0, {}, range);
    write("range-byte-by-byte", 0, QByteArray(1, '\0'), range);
    write("range-pieces-observed", 4, QByteArray("\x02\x10\x05", 3), range + range);
    write("range-dots-compared", 0x38, QByteArray("\x40", 1), range);
    write("range-cut-off", 0, {}, range.chopped(9));
    write("watch-whole", 1, {}, watch);
    write("watch-byte-by-byte", 5, QByteArray(1, '\0'), watch);
    write("watch-pieces-compared", 13, QByteArray("\x07\x1e", 2), watch + watch);
    write("frame-huge-length", 1, {}, QByteArray::fromHex("00ffffffff0a02"));
    write("frame-compressed", 0, {}, QByteArray::fromHex("010000000161"));
    write("frame-of-http", 0, {}, QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n"));
    write("field-huge-length", 0, {}, QByteArray::fromHex("000000000c12ffffffffffffffff7f0a0161"));
    write("program-range", 2, {}, noise(300));
    write("program-watch", 3, QByteArray("\x0c", 1), noise(600));
    write("program-watch-compared", 15, QByteArray("\x03\x50", 2), noise(900));
    return 0;
}
