// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>

/// Every object file of core in one program: links without Qt's GUI libraries, or does not build.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return 0;
}
