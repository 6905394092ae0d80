// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace/environmentlook.h"

#include "ui/widgets/palette.h"

#include <QCoreApplication>
#include <QPalette>

namespace etcdscope {

namespace {

struct EnvironmentWords
{
    Q_DECLARE_TR_FUNCTIONS(Environment)
};

using Kind = Environment::Kind;

} // namespace

QString environmentKindName(Kind kind)
{
    switch (kind) {
    case Kind::Unspecified:
        return EnvironmentWords::tr("Not specified");
    case Kind::Development:
        return EnvironmentWords::tr("Development");
    case Kind::Test:
        return EnvironmentWords::tr("Test");
    case Kind::Production:
        return EnvironmentWords::tr("Production");
    case Kind::Own:
        return EnvironmentWords::tr("Own");
    }
    return {};
}

QString environmentLabel(const Environment &environment)
{
    if (const QString own = environment.label.simplified(); !own.isEmpty())
        return own;
    switch (environment.kind) {
    case Kind::Unspecified:
        return {};
    case Kind::Development:
        return EnvironmentWords::tr("DEV", "label of a development cluster");
    case Kind::Test:
        return EnvironmentWords::tr("TEST", "label of a test cluster");
    case Kind::Production:
        return EnvironmentWords::tr("PROD", "label of a production cluster");
    case Kind::Own:
        return EnvironmentWords::tr("OWN", "label of a cluster of a kind of its own");
    }
    return {};
}

QColor environmentColour(const Environment &environment)
{
    if (const QColor own(environment.colour); own.isValid())
        return own;
    switch (environment.kind) {
    case Kind::Unspecified:
        break;
    case Kind::Development:
        return QColor(0x2e, 0x7d, 0x32);
    case Kind::Test:
        return QColor(0xe6, 0x9f, 0x00);
    case Kind::Production:
        return QColor(0xc6, 0x28, 0x28);
    case Kind::Own:
        return QColor(0x15, 0x65, 0xc0);
    }
    return {};
}

QColor environmentMark(const Environment &environment, const QPalette &palette)
{
    const QColor colour = environmentColour(environment);
    return colour.isValid() ? readable(colour, palette.color(QPalette::Window), 3.0) : colour;
}

QColor textOn(const QColor &fill)
{
    return contrastRatio(fill, Qt::white) >= contrastRatio(fill, Qt::black) ? Qt::white : Qt::black;
}

} // namespace etcdscope
