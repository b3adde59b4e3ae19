// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/exitcode.h"
#include "models/base/future.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QJsonObject>
#include <QJsonValue>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace Konstantly {

class Console;
class Services;
struct Workspace;

//! What a command is called and takes.
struct CommandSpec
{
    QString name;      //!< "keys create"
    QString arguments; //!< for the help: "NAME"
    QString summary;   //!< one sentence; translated
    qsizetype minArguments = 0;
    qsizetype maxArguments = 0; //!< -1 = any number
    QList<QCommandLineOption> options = {};
    QString details = {};             //!< further lines of the help; translated
    QStringList requiredOptions = {}; //!< names of options that have to be there
};

//! What a command has to say when it did its work.
struct CommandOutput
{
    QJsonValue document; //!< for --json
    QString text;        //!< for people; may be several lines
    ExitCode exitCode
        = ExitCode::Done;   //!< a check that found problems still is an output, not an error
    bool isPrinted = false; //!< by the command itself, as it came; document and text are empty
    QString note = {};      //!< for people, on standard error: what of it went wrong
};

//! What every command works with.
struct CommandContext
{
    Services &services;
    Console &console;
    QString workspaceName; //!< --workspace; empty = not given
    bool isJson = false;
    bool isJsonLines = false; //!< set by a command whose documents are lines

    // Additions to an error that the command ends with.
    QString hint;             //!< instead of the general one
    QJsonObject errorMembers; //!< more members of the JSON error
    QString message = {};     //!< instead of the general one
};

//! One command. Created for one run and deleted after it, so it is the scope of everything the run waits for.
class Command : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Command)

public:
    explicit Command(CommandContext &context);
    ~Command() override;

    //! Called once. \a line is parsed already and has the right number of arguments.
    [[nodiscard]] virtual QFuture<Result<CommandOutput>> run(const QCommandLineParser &line) = 0;
    //! Ctrl-C. The default ends the run with Cancelled at once; a command that can't stop right now says so and goes on.
    //! \return whether the run may be dropped
    [[nodiscard]] virtual bool interrupt() { return true; }

protected:
    [[nodiscard]] CommandContext &context() { return m_context; }
    [[nodiscard]] Services &services() { return m_context.services; }
    //! The workspace that --workspace names, else the only one. NotConfigured when that does not decide it, or when our own
    //! file can't be read.
    [[nodiscard]] Result<Workspace> workspace() const;
    //! A line on standard error, unless --json was given.
    void progress(const QString &text);
    //! The same for how far it is, which nobody wants in a log: only when standard error is a terminal.
    void tick(const QString &text);
    //! The words behind the command's own.
    [[nodiscard]] static QStringList wordsOf(const QCommandLineParser &line,
                                             const CommandSpec &spec);

private:
    CommandContext &m_context;
};

//! A command that the program offers.
struct CommandEntry
{
    std::function<CommandSpec()> spec;
    std::function<std::unique_ptr<Command>(CommandContext &)> create;
};

template<typename T>
[[nodiscard]] CommandEntry commandEntry()
{
    return {&T::spec, [](CommandContext &context) -> std::unique_ptr<Command> {
                return std::make_unique<T>(context);
            }};
}

//! Every command, in the order of the help.
[[nodiscard]] const std::vector<CommandEntry> &allCommands();

} // namespace Konstantly
