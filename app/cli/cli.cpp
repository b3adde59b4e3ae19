// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/cli.h"

#include "app/cli/console.h"
#include "app/services/services.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

constexpr QLatin1StringView ProgramName = "konstantlyctl"_L1;

//! Options that every command takes.
QList<QCommandLineOption> commonOptions()
{
    return {{u"json"_s, Cli::tr("Print one JSON document.")},
            {u"workspace"_s, Cli::tr("The workspace to work on."), u"NAME"_s},
            {{u"h"_s, u"help"_s}, Cli::tr("Show this help.")}};
}

//! Somebody who put a key on the command line has shown it to every program on the computer, and often to the shell's history.
bool holdsKey(const QStringList &arguments)
{
    return std::any_of(arguments.begin(), arguments.end(), [](const QString &argument) {
        return argument.contains("kmcp_"_L1, Qt::CaseInsensitive);
    });
}

//! The words that are no options, up to two: they name the command. An option's value is none of them.
QStringList commandWords(const QStringList &arguments)
{
    QStringList words;
    for (qsizetype i = 0; i < arguments.size() && words.size() < 2; ++i) {
        const QString &argument = arguments.at(i);
        if (argument == "--workspace"_L1)
            ++i;
        else if (!argument.startsWith(u'-'))
            words << argument;
    }
    return words;
}

//! A command of two words, else one of the first alone.
const CommandEntry *findCommand(const QStringList &words)
{
    const QString name = words.join(u' ');
    const auto it = std::find_if(
        allCommands().begin(), allCommands().end(),
        [&name](const CommandEntry &entry) { return entry.spec().name == name; });
    if (it != allCommands().end())
        return &*it;
    return words.size() > 1 ? findCommand(words.first(1)) : nullptr;
}

//! Names an option in front of the command \a word, or anywhere when there is none, that the program does not have.
QString unknownOptionBefore(const QString &word, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(commonOptions());
    const qsizetype count = word.isEmpty() ? arguments.size() : arguments.indexOf(word);
    parser.parse(QStringList{ProgramName} + arguments.first(count));
    return parser.unknownOptionNames().isEmpty() ? QString() : parser.errorText();
}

QString optionsHelp(const QList<QCommandLineOption> &options)
{
    QString text;
    for (const QCommandLineOption &option : options) {
        if (option.flags().testFlag(QCommandLineOption::HiddenFromHelp))
            continue;
        QStringList names;
        for (const QString &name : option.names())
            names << (name.size() == 1 ? u"-"_s : u"--"_s) + name;
        QString left = names.join(u", "_s);
        if (!option.valueName().isEmpty())
            left += u' ' + option.valueName();
        text += u"  "_s + left.leftJustified(26) + u' ' + option.description() + u'\n';
    }
    return text;
}

//! The commands that begin with \a word.
QList<CommandSpec> groupOf(const QString &word)
{
    QList<CommandSpec> group;
    for (const CommandEntry &entry : allCommands()) {
        if (CommandSpec spec = entry.spec(); spec.name.startsWith(word + u' '))
            group << std::move(spec);
    }
    return group;
}

//! A line a command.
QString commandsHelp(const QList<CommandSpec> &commands)
{
    QString text = Cli::tr("Commands:") + u'\n';
    for (const CommandSpec &spec : commands)
        text += u"  "_s + (spec.name + u' ' + spec.arguments).leftJustified(46) + u' '
                + spec.summary + u'\n';
    return text;
}

QString commandHelp(const CommandSpec &spec)
{
    QString text
        = Cli::tr("Usage: %1 %2").arg(ProgramName, (spec.name + u' ' + spec.arguments).trimmed())
          + u"\n\n"_s + spec.summary + u'\n';
    if (!spec.details.isEmpty())
        text += u'\n' + spec.details + u'\n';
    text += u'\n' + Cli::tr("Options:") + u'\n' + optionsHelp(spec.options + commonOptions());
    return text;
}

//! Of the commands that begin with one word.
QString groupHelp(const QString &word, const QList<CommandSpec> &group)
{
    return Cli::tr("Usage: %1 %2 COMMAND").arg(ProgramName, word) + u"\n\n"_s + commandsHelp(group)
           + u'\n' + Cli::tr("“%1 %2 COMMAND --help” tells more.").arg(ProgramName, word) + u'\n';
}

QString programHelp()
{
    QString text = Cli::tr("Usage: %1 [--json] [--workspace NAME] COMMAND").arg(ProgramName)
                   + u"\n\n"_s
                   + Cli::tr(
                       "Manages Konstantly MCP keys and the AI tools on this device that use them.")
                   + u"\n\n"_s;
    QList<CommandSpec> commands;
    for (const CommandEntry &entry : allCommands())
        commands << entry.spec();
    text += commandsHelp(commands) + u'\n'
            + Cli::tr("“%1 COMMAND --help” tells more. Keys are read from standard input or typed "
                      "without echo, never given as an argument.")
                  .arg(ProgramName)
            + u'\n';
    return text;
}

} // namespace

QJsonObject errorToJson(const Error &error)
{
    const ErrorText text = describe(error);
    QJsonObject object{{u"code"_s, errorName(error.code)}, {u"message"_s, text.message}};
    object.insert("hint"_L1, text.hint.isEmpty() ? QJsonValue() : QJsonValue(text.hint));
    if (error.retryAfter.count() > 0)
        object.insert("retryAfterSeconds"_L1, qint64(error.retryAfter.count()));
    return object;
}

Cli::Cli(Services &services, Console &console, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_console(console)
{}

Cli::~Cli() = default;

QFuture<ExitCode> Cli::run(const QStringList &arguments)
{
    m_context = std::make_unique<CommandContext>(
        CommandContext{m_services, m_console, {}, arguments.contains("--json"_L1), false, {}, {}});
    if (holdsKey(arguments)) {
        return ended(usageError(
            tr("A key must not be an argument: every program on this computer can read it there, "
               "and your shell may have kept it. Nothing was done. Replace that key, and give keys "
               "on standard input.")));
    }
    const QStringList words = commandWords(arguments);
    if (arguments.contains("--version"_L1) && words.isEmpty()) {
        m_console.print(ProgramName + u' ' + QCoreApplication::applicationVersion());
        return ended(ExitCode::Done);
    }
    const bool wantsHelp = arguments.contains("--help"_L1) || arguments.contains("-h"_L1);
    if (words.isEmpty() && wantsHelp) {
        m_console.print(programHelp());
        return ended(ExitCode::Done);
    }
    const CommandEntry *entry = findCommand(words);
    if (!entry)
        return ended(withoutCommand(arguments, words, wantsHelp));
    const CommandSpec spec = entry->spec();
    if (wantsHelp) {
        m_console.print(commandHelp(spec));
        return ended(ExitCode::Done);
    }

    QCommandLineParser parser;
    parser.addOptions(spec.options);
    parser.addOptions(commonOptions());
    if (!parser.parse(QStringList{ProgramName} + arguments))
        return ended(usageError(parser.errorText(), spec.name));
    // The command's own words are positional arguments as well; commands see what follows them.
    const qsizetype count = parser.positionalArguments().size() - 1 - spec.name.count(u' ');
    if (count < spec.minArguments) {
        QString missing = spec.arguments.section(u' ', count, count);
        //: %1 is the word for an argument in the help, such as NAME
        return ended(usageError(tr("%1 is missing.").arg(missing.remove("..."_L1)), spec.name));
    }
    if (spec.maxArguments >= 0 && count > spec.maxArguments)
        return ended(usageError(tr("There are too many arguments."), spec.name));

    for (const QString &required : spec.requiredOptions) {
        if (!parser.isSet(required))
            return ended(usageError(tr("The option --%1 is missing.").arg(required), spec.name));
    }

    m_context->workspaceName = parser.value(u"workspace"_s);
    m_promise = std::make_unique<QPromise<ExitCode>>();
    m_promise->start();
    QFuture<ExitCode> future = m_promise->future();
    m_command = entry->create(*m_context);
    m_command->run(parser).then(this,
                                [this](const Result<CommandOutput> &result) { finish(result); });
    return future;
}

//! \a words name no command, but the first one may be what several begin with.
ExitCode Cli::withoutCommand(const QStringList &arguments, const QStringList &words, bool wantsHelp)
{
    const QString word = words.value(0);
    const QList<CommandSpec> group = groupOf(word);
    // Its value may have been taken for the command.
    if (const QString problem = unknownOptionBefore(word, arguments); !problem.isEmpty())
        return usageError(problem);
    if (words.isEmpty() || group.isEmpty())
        return usageError(words.isEmpty() ? tr("Which command?") : tr("There is no such command."));
    if (wantsHelp) {
        m_console.print(groupHelp(word, group));
        return ExitCode::Done;
    }
    const ExitCode code = usageError(words.size() == 1
                                         ? tr("Which command of “%1”?").arg(word)
                                         : tr("There is no such command of “%1”.").arg(word),
                                     word);
    if (!m_context->isJson)
        m_console.note(commandsHelp(group).trimmed());
    return code;
}

void Cli::interrupt()
{
    if (!m_command)
        return;
    if (!m_command->interrupt()) {
        // Unless that has ended it: following ends so.
        if (m_promise)
            m_console.note(tr("Ctrl+C once more ends the program at once."));
        return;
    }
    // At once, not later: what it waits for may end any time, and must not find it then.
    m_command.reset();
    finish(fail(ErrorCode::Cancelled));
}

void Cli::finish(const Result<CommandOutput> &result)
{
    ExitCode code = ExitCode::Done;
    if (!result) {
        code = printFailure(result.error());
    } else {
        code = result->exitCode;
        if (!result->isPrinted)
            printOutput(*result);
    }
    code = unlessLost(code);
    const std::unique_ptr<QPromise<ExitCode>> promise = std::move(m_promise);
    if (m_command)
        m_command.release()->deleteLater(); // its own code is on the stack
    promise->addResult(code);
    promise->finish();
}

void Cli::printOutput(const CommandOutput &output)
{
    if (m_context->isJson && m_context->isJsonLines)
        m_console.printJsonLine(output.document.toObject());
    else if (m_context->isJson)
        m_console.printJson(output.document);
    else if (!output.text.isEmpty())
        m_console.print(output.text);
    if (!m_context->isJson && !output.note.isEmpty())
        m_console.note(output.note);
}

ExitCode Cli::printFailure(const Error &error)
{
    if (m_context->isJson) {
        QJsonObject object = errorToJson(error);
        if (!m_context->message.isEmpty())
            object.insert("message"_L1, m_context->message);
        if (!m_context->hint.isEmpty())
            object.insert("hint"_L1, m_context->hint);
        for (auto it = m_context->errorMembers.begin(); it != m_context->errorMembers.end(); ++it)
            object.insert(it.key(), it.value());
        const QJsonObject document{{u"error"_s, object}};
        if (m_context->isJsonLines)
            m_console.printJsonLine(document);
        else
            m_console.printJson(document);
    } else {
        const ErrorText text = describe(error);
        m_console.note(m_context->message.isEmpty() ? text.message : m_context->message);
        const QString hint = m_context->hint.isEmpty() ? text.hint : m_context->hint;
        if (!hint.isEmpty())
            m_console.note(hint);
    }
    return exitCodeFor(error.code);
}

ExitCode Cli::usageError(const QString &message, const QString &commandName)
{
    const QString hint = tr("See: %1 --help").arg((ProgramName + u' ' + commandName).trimmed());
    if (m_context->isJson) {
        m_console.printJson(QJsonObject{
            {u"error"_s,
             QJsonObject{{u"code"_s, u"Usage"_s}, {u"message"_s, message}, {u"hint"_s, hint}}}});
    } else {
        m_console.note(message);
        m_console.note(hint);
    }
    return ExitCode::Usage;
}

//! \a code, or that what was printed did not arrive.
ExitCode Cli::unlessLost(ExitCode code)
{
    const auto &lost = m_console.lost();
    if (!lost)
        return code;
    // Who closed its end on purpose is not told that it did.
    if (lost->code != ErrorCode::Cancelled)
        m_console.note(describe(*lost).message);
    return ExitCode::NotWritten;
}

QFuture<ExitCode> Cli::ended(ExitCode code)
{
    code = unlessLost(code);
    QPromise<ExitCode> promise;
    promise.start();
    promise.addResult(code);
    promise.finish();
    return promise.future();
}

} // namespace Konstantly
