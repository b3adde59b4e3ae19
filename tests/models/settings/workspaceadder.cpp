// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/workspacestore.h"

#include <QCoreApplication>

//! workspaceadder HOME NAME COUNT: adds NAME-1 … NAME-COUNT to the workspaces below HOME.
int main(int argc, char *argv[])
{
    using namespace Konstantly;
    using namespace Qt::StringLiterals;
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    WorkspaceStore store(AppPaths::forHome(arguments.at(1)));
    for (int i = 1; i <= arguments.at(3).toInt(); ++i) {
        Workspace workspace;
        workspace.name = u"%1-%2"_s.arg(arguments.at(2)).arg(i);
        workspace.origin = *Origin::parse(u"https://acme.konstantly.com");
        if (!store.add(workspace))
            return 1;
    }
    return 0;
}
