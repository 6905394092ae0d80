// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QByteArray>
#include <QString>

namespace etcdscope {

/// What a recursive GET of the v2 API says, laid out as a listing.
struct V2Listed
{
    EntryBatch entries;
    qint64 total = 0; ///< in the range, whatever the limit: keys, and with oneLevel directories too
    bool more = false;
    QString problem; ///< not empty: this is no answer of etcd, and why
};

/// Takes the body of a GET apart: no tree is built, strings are decoded where they lie, so that a million
/// keys take little more memory than the body. Directories are entries, with a '/' at the end of their keys;
/// the root is none. In the order that `query` asks for, byte order of keys as a rule, which is not the
/// server's. `now` is when the answer came, in milliseconds since 1970. May run on any thread.
[[nodiscard]] V2Listed readV2Listing(QByteArray body, const ListQuery &query, qint64 now);

} // namespace etcdscope
