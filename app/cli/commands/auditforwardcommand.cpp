// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/cli.h"
#include "app/cli/commands/auditcommands.h"
#include "app/cli/console.h"
#include "app/cli/keyjson.h"
#include "app/services/services.h"
#include "models/audit/siemsettings.h"
#include "models/base/background.h"
#include "models/settings/settingkeys.h"

#include <QElapsedTimer>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Konstantly {

CommandSpec AuditForwardCommand::spec()
{
    return {u"audit forward"_s,
            {},
            tr("Sends events to a SIEM, as syslog (RFC 5424) over TLS."),
            0,
            0,
            {{u"to"_s, tr("The server, syslog+tls://HOST:PORT; else the one that is set up."),
              u"URL"_s},
             {u"ca"_s, tr("A PEM file with the authorities that count, instead of the system's."),
              u"FILE"_s},
             followOption(),
             {u"test"_s, tr("Sends one test message, which is no event, and nothing else.")}},
            tr("Each event arrives at least once; what arrives again has the same id. Where it got "
               "to is kept for each server, so the next run goes on there. With --json one "
               "delivery a line.")};
}

Result<SyslogTarget> AuditForwardCommand::targetBy(const QCommandLineParser &line)
{
    const Settings &settings = services().settings();
    const SiemSettings stored = SiemSettings::of(settings);
    SiemSettings siem = stored;
    if (line.isSet(u"to"_s)) {
        siem.url = line.value(u"to"_s).trimmed();
        if (!settings.isLocked(SettingKeys::SiemCaFile.name))
            siem.caFile.clear();
        if (!settings.isLocked(SettingKeys::SiemEnabled.name))
            siem.isEnabled = true;
    }
    if (line.isSet(u"ca"_s))
        siem.caFile = QFileInfo(line.value(u"ca"_s)).absoluteFilePath();
    // What is locked does not change for one run either.
    if (const Result<> free = settings.checkChangeable(SettingKeys::SiemTarget.name);
        siem.url != stored.url && !free)
        return fail(free.error());
    if (const Result<> free = settings.checkChangeable(SettingKeys::SiemCaFile.name);
        siem.caFile != stored.caFile && !free)
        return fail(free.error());
    if (siem.url.isEmpty())
        context().hint = tr("Name it with --to syslog+tls://HOST:PORT, or set it up in the window: "
                            "Settings.");
    if (!siem.isEnabled) {
        context().hint = tr("Switch it on in the window: Settings. Or name the server with --to.");
        return fail(ErrorCode::NotConfigured, tr("Sending events to a SIEM is switched off."));
    }
    return siem.target();
}

QFuture<Result<CommandOutput>> AuditForwardCommand::run(const QCommandLineParser &line)
{
    context().isJsonLines = true;
    const Result<SyslogTarget> target = targetBy(line);
    if (!target)
        return failedFuture<CommandOutput>(target.error());
    if (line.isSet(u"test"_s))
        return test(*target);
    const Result<AuditStore *> store = this->store();
    if (!store)
        return failedFuture<CommandOutput>(store.error());
    QFuture<Result<CommandOutput>> answer = later();
    forward(**store, *target, line.isSet(u"follow"_s));
    return answer;
}

QFuture<Result<CommandOutput>> AuditForwardCommand::test(const SyslogTarget &target)
{
    QElapsedTimer timer;
    timer.start();
    return SyslogForwarder::sendTest(target, services().clock())
        .then(this, [timer, target](const Result<> &sent) -> Result<CommandOutput> {
            if (!sent)
                return fail(sent.error());
            return CommandOutput{QJsonObject{{u"ok"_s, true},
                                             {u"target"_s, target.url()},
                                             {u"ms"_s, timer.elapsed()}},
                                 tr("The test message arrived at %1.").arg(target.url())};
        });
}

void AuditForwardCommand::forward(AuditStore &store, const SyslogTarget &target, bool follows)
{
    SyslogForwarder::Options options;
    options.paths = services().paths();
    options.workspace = store.workspace();
    options.clock = services().clock();
    if (!follows)
        options.turn = 1min; // the window may be sending
    m_forwarder = std::make_unique<SyslogForwarder>(std::move(options));
    m_forwarder->setTarget(target);
    connect(m_forwarder.get(), &SyslogForwarder::delivered, this,
            [this, target](int count) { delivered(count, target); });
    m_forwarder->setKeyNames(keyNames());
    connect(m_forwarder.get(), &SyslogForwarder::lost, this, [this](qint64 count) {
        context().console.note(
            tr("%Ln event(s) could not be sent: they are damaged in this device's journal, or "
               "were removed from it before their turn. The server was told.",
               nullptr, int(count)));
    });
    connect(m_forwarder.get(), &SyslogForwarder::failed, this,
            [this, follows](const Error &error, std::chrono::milliseconds delay) {
                if (follows)
                    failed(error, delay);
                else
                    end(fail(error));
            });
    whenFinished(store.refresh(), this, [this, &store, follows](const Result<> &asked) {
        noteOlder(store);
        if (follows) {
            follow(store, asked, [this] { m_forwarder->forward(); });
        } else {
            connect(m_forwarder.get(), &SyslogForwarder::finished, this, [this, asked] {
                if (m_delivered == 0)
                    progress(tr("There was nothing new to send."));
                end(asked ? Result<CommandOutput>(CommandOutput{{}, {}, ExitCode::Done, true})
                          : fail(asked.error()));
            });
        }
        if (!isEnded())
            m_forwarder->forward();
    });
}

void AuditForwardCommand::delivered(int count, const SyslogTarget &target)
{
    m_delivered += count;
    const ForwardState &state = m_forwarder->state();
    if (context().isJson) {
        context().console.printJsonLine({{u"at"_s, timeToJson(state.deliveredAt)},
                                         {u"delivered"_s, count},
                                         {u"cursor"_s, QString::number(state.cursor)},
                                         {u"target"_s, target.url()}});
        return;
    }
    context().console.print(tr("%Ln event(s) delivered to %1.", nullptr, count).arg(target.url()));
}

void AuditForwardCommand::failed(const Error &error, std::chrono::milliseconds delay)
{
    const qint64 seconds = (delay.count() + 999) / 1000;
    if (context().isJson) {
        context().console.printJsonLine({{u"at"_s, timeToJson(services().clock()())},
                                         {u"error"_s, errorToJson(error)},
                                         {u"retryInSeconds"_s, seconds}});
        return;
    }
    progress(tr("%1 It is tried again in %2 s.").arg(describe(error).message).arg(seconds));
}

bool AuditForwardCommand::interrupt()
{
    if (!isFollowing())
        return true;
    end(CommandOutput{{}, {}, ExitCode::Done, true});
    return false;
}

} // namespace Konstantly
