// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace etcdscope {

class KeySpace;
class KeyStore;
struct StoreFeatures;

/// "revision 48,201", or "index 97" where the store keeps no history to go back to.
[[nodiscard]] QString positionText(const StoreFeatures &features, qint64 position);

/// "v3 keys": what tells the key spaces of a session apart.
[[nodiscard]] QString spaceName(const KeyStore &store);
/// "48,213 keys · live at revision 812": for the head of a key space among others.
[[nodiscard]] QString spaceState(KeySpace &keys);

/// Why the store cannot have such a key or value; empty when it can.
[[nodiscard]] QString keyProblem(const StoreFeatures &features, const QByteArray &key);
[[nodiscard]] QString valueProblem(const StoreFeatures &features, const QByteArray &value);

/// "41 s", "3 min 20 s"; whole seconds, rounded up. "expiring" when the time is over.
[[nodiscard]] QString timeLeftText(qint64 milliseconds);
/// So little that it is worth a warning.
[[nodiscard]] bool isNearEnd(qint64 milliseconds);
/// What somebody typed: "90", "90 s", "1 min 30 s", "2h", "1 day". Seconds, 1 to 1,000,000,000.
[[nodiscard]] std::optional<qint64> readDuration(const QString &text);

} // namespace etcdscope
