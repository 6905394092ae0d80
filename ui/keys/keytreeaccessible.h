// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etcdscope {

/// Makes every KeyTreeView known to assistive technology as a tree of cells, which exist when they are asked
/// for. Does something once.
void installKeyTreeAccessibility();

} // namespace etcdscope
