// SPDX-License-Identifier: Apache-2.0
#include "core/v3/cluster.h"

#include "core/rpc/methods.h"

#include <utility>

namespace etcdscope::v3 {

Call<std::vector<Member>> Cluster::members()
{
    return m_channel
        .call<etcdserverpb::MemberListResponse>(methods::memberList, etcdserverpb::MemberListRequest())
        .transform([](Result<etcdserverpb::MemberListResponse> response) -> Result<std::vector<Member>> {
            if (!response)
                return response.error();
            std::vector<Member> members;
            for (const auto &listed : response->members()) {
                Member member{.name = QString::fromStdString(listed.name()),
                              .clientUrls = {},
                              .isLearner = listed.islearner()};
                for (const std::string &url : listed.clienturls())
                    member.clientUrls.append(QString::fromStdString(url));
                members.push_back(std::move(member));
            }
            return members;
        });
}

} // namespace etcdscope::v3
