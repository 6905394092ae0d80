// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace etcdscope {

class FilterField;
class KeySpace;
class KeyTreeView;
class ResultList;
class SessionView;
struct WorkspaceSpec;

/// The Keys workspace as the rest of this folder knows it: the only place that names its parts.
[[nodiscard]] WorkspaceSpec keysWorkspaceSpec();

// Where a key space is not named, that is meant which is open among those of the session.

/// Null while the session has not opened.
[[nodiscard]] KeySpace *openKeySpace(const SessionView &view);
[[nodiscard]] KeyTreeView *keyTree(const SessionView &view, const KeySpace *keys = nullptr);

/// Where one types what is looked for among the keys, and what was found; null as above.
[[nodiscard]] FilterField *keyFilter(const SessionView &view);
[[nodiscard]] ResultList *resultList(const SessionView &view);

/// Opens the directory with this prefix and all above it; with `children`, also the directories directly in
/// it. Does nothing when there is none.
void expandDirectory(const SessionView &view, const QByteArray &prefix, bool children,
                     const KeySpace *keys = nullptr);

/// As if the user had gone to it.
void selectKey(const SessionView &view, const QByteArray &key, const KeySpace *keys = nullptr);

/// As if the user had clicked its head.
void showKeySpace(const SessionView &view, const KeySpace &keys);

} // namespace etcdscope
