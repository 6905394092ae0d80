// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkmapping.h"

#include <algorithm>

namespace etcdscope {

BulkMapping BulkMapping::renamed(const QByteArray &from, const QByteArray &to)
{
    BulkMapping mapping;
    mapping.m_cuts = {from.size()};
    mapping.m_to = to;
    return mapping;
}

BulkMapping BulkMapping::into(const BulkScope &scope, const QByteArray &target)
{
    BulkMapping mapping;
    mapping.m_to = target;
    const auto &parts = scope.parts();
    for (const BulkPart &part : parts) {
        mapping.m_cuts.push_back(part.parent.size());
        mapping.m_canMeet = mapping.m_canMeet || part.parent != parts.front().parent;
    }
    return mapping;
}

QByteArray BulkMapping::nameFor(QByteArrayView key, quint32 part) const
{
    const qsizetype cut = m_cuts[std::min(size_t(part), m_cuts.size() - 1)];
    QByteArray name = m_to;
    name.append(key.sliced(std::min(cut, key.size())));
    return name;
}

qsizetype BulkMapping::longestGrowth() const
{
    return m_to.size();
}

} // namespace etcdscope
