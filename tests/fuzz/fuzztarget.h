// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// What libFuzzer calls, and our own driver where there is no libFuzzer. Aborts on a finding; returns 0.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
