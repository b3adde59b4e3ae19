// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/result.h"
#include "models/device/configshape.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <optional>
#include <vector>

namespace Konstantly {

enum class OperatingSystem { Linux, MacOs, Windows };

//! The one this program was built for.
[[nodiscard]] OperatingSystem currentOperatingSystem();

//! The lock that a tool takes around a change of its own file: see ConfigLock.
enum class LockKind { None, Directory, OwnedDirectory };

//! An AI tool that the program can set up.
struct ToolDescriptor
{
    QString id;   //!< "claude-desktop", "cursor": a contract of the command line
    QString name; //!< "Claude Desktop": a product's name, not translated
    ConfigShape shape;
    QStringList processNames; //!< of its running program on Linux
    //! It keeps its configuration in memory and writes it back, so it has to be quit before the file is changed.
    bool rewritesFile = false;
    LockKind lock = LockKind::None;

    //! Whether the program changes the tool's file itself. Otherwise it says what to paste.
    [[nodiscard]] bool isEditable() const { return shape.format != ConfigFormat::Yaml; }

    friend bool operator==(const ToolDescriptor &, const ToolDescriptor &) = default;
};

//! Where a tool's configuration is on this device.
struct ToolLocation
{
    QString folder; //!< the tool's own folder: there = the tool is installed
    QString path;   //!< its configuration file, which may not exist yet; not always inside folder
    bool isInstalled = false;

    friend bool operator==(const ToolLocation &, const ToolLocation &) = default;
};

//! Which AI tools there are (clienttable.cpp) and where their files lie (clientplaces.cpp). System, home folder and environment
//! are given, so that all three systems can be tested on one. Stateless, any thread.
class ClientCatalog final
{
public:
    ClientCatalog(OperatingSystem system, QString home, QProcessEnvironment environment = {});

    [[nodiscard]] static const std::vector<ToolDescriptor> &tools();
    [[nodiscard]] static std::optional<ToolDescriptor> find(QStringView id);

    //! Every place the tool may keep its file in, most likely first; looks at the disk only to expand `Claude_*`.
    [[nodiscard]] std::vector<ToolLocation> candidates(const QString &toolId) const;

    //! The place that counts. When the tool is not installed: the one to create it in, with `isInstalled` false.
    //!
    //! Claude Desktop on Windows comes as an MSIX package (its file lies in the package's own folder) or as a plain
    //! program, and leaves the other one's file behind when it is exchanged. The package wins, because the plain file is
    //! usually dead then; when both files are there, or two packages, nobody can tell which one is read, and this fails
    //! with FileUnsupported instead of guessing. Other tools that look in several places take the first that is there.
    [[nodiscard]] Result<ToolLocation> location(const QString &toolId) const;

    //! The folder that \a place stands for, see ClientPlace.
    [[nodiscard]] QString expanded(QLatin1StringView place) const;
    [[nodiscard]] OperatingSystem system() const { return m_system; }
    //! With slashes on every system.
    [[nodiscard]] const QString &home() const { return m_home; }

private:
    OperatingSystem m_system;
    QString m_home;
    QProcessEnvironment m_environment;
};

} // namespace Konstantly
