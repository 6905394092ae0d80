// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etcdscope {

struct WorkspaceSpec;

/// The Locks workspace, where a cluster has locks that this program knows.
[[nodiscard]] WorkspaceSpec locksWorkspaceSpec();

} // namespace etcdscope
