// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profile.h"

#include <QList>
#include <QProcessEnvironment>

#include <optional>

namespace etcdscope {

/// A profile read from what people have at hand: addresses, a command line of etcdctl (either API), its
/// variables. Fields that were not named have their defaults, and the profile no id.
struct ProfileImport
{
    struct Note
    {
        enum class Kind {
            UnknownFlag,        ///< `about` is its name; its value is not used
            UnknownVariable,    ///< a variable of etcdctl's that is not known
            MissingValue,       ///< the flag's value does not follow
            BadValue,           ///< the value of the flag or variable is none
            UnresolvedValue,    ///< the value names a shell variable or command unknown here
            BadEndpoint,        ///< `about` is the address, empty when it may hold a password
            MixedSchemes,       ///< http and https among the endpoints: one cluster has one of them
            VerificationWanted, ///< the server was not to be verified; here its certificate has to be
                                ///< accepted
            RelativeFile,       ///< `about` is the file: where it lies depends on a folder unknown here
            OpenQuote,          ///< a quote does not end; it was taken to reach to the end
            NothingFound,       ///< nothing that says how to connect
        };

        Kind kind;
        QString about = {}; ///< a name or address; never a value that may be secret

        bool operator==(const Note &) const = default;
    };

    Profile profile;
    std::optional<QString> password; ///< never in the profile; "" was given as such
    QList<Note> notes;               ///< what was not understood, or not as it would be by etcdctl

    /// From text: addresses separated by anything, commands of a shell with assignments (`export` or not) and
    /// etcdctl, or flags alone. Variables that the text itself sets are known further on. A flag wins over a
    /// variable, what comes later over what comes before.
    [[nodiscard]] static ProfileImport fromText(const QString &text);

    /// From ETCDCTL_* variables.
    [[nodiscard]] static ProfileImport
    fromEnvironment(const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());
};

} // namespace etcdscope
