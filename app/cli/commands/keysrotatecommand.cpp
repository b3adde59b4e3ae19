// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/keysrotatecommand.h"

#include "app/cli/console.h"
#include "app/cli/keyjson.h"
#include "app/services/services.h"
#include "models/base/plaintext.h"
#include "models/keys/pastedsetup.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

QJsonArray stepsToJson(const RotationEntry &entry)
{
    QJsonArray steps;
    for (int i = 0; i < RotationStepCount; ++i) {
        const auto step = RotationStep(i);
        // The last time counts: after a crash some are done again.
        const auto done = std::find_if(
            entry.done.crbegin(), entry.done.crend(),
            [step](const RotationEntry::Done &one) { return one.step == step; });
        const bool isDone = done != entry.done.crend();
        const bool hasFailed = !isDone && step == entry.next && !entry.problem.isEmpty();
        steps.append(QJsonObject{{u"name"_s, rotationStepName(step)},
                                 {u"status"_s, isDone      ? u"done"_s
                                               : hasFailed ? u"failed"_s
                                                           : u"pending"_s},
                                 {u"at"_s, isDone ? timeToJson(done->at) : QJsonValue()}});
    }
    return steps;
}

QJsonObject toDocument(const QString &state, const RotationEntry &entry)
{
    return {{u"state"_s, state},
            {u"steps"_s, stepsToJson(entry)},
            {u"oldId"_s, textToJson(entry.oldId)},
            {u"oldName"_s, textToJson(entry.oldName)},
            {u"newId"_s, textToJson(entry.newId)},
            {u"newName"_s, textToJson(entry.newName)},
            {u"keepsOldUntil"_s, timeToJson(entry.keepsOldUntil())}};
}

} // namespace

CommandSpec KeysRotateCommand::spec()
{
    return {u"keys rotate"_s,
            u"[ID]"_s,
            tr("Replaces a key that this device uses by a new one; no tool's file changes."),
            0,
            1,
            {{u"overlap"_s,
              tr("How long servers that still run may use the old key: now, 1h, 24h, or silent "
                 "(default): until it was not used for an hour, 24 h at most."),
              u"TIME"_s},
             {u"resume"_s,
              tr("Continues a rotation; with --overlap now it ends the time the old key is kept.")},
             {u"undo"_s, tr("Goes back to the old key.")},
             {u"paste"_s,
              tr("Takes the new key from standard input: one that was made in the browser.")},
             {u"name"_s, tr("What that one is called there."), u"NAME"_s}},
            tr("Without ID it is the key that AI tools use. Run it with --resume now and then "
               "(from a timer, "
               "say): it revokes the old key when its time is over, and does nothing otherwise.")};
}

QFuture<Result<CommandOutput>> KeysRotateCommand::run(const QCommandLineParser &line)
{
    const Result<WorkspaceSession *> session = this->session();
    if (!session)
        return failedFuture<CommandOutput>(session.error());
    m_session = *session;
    m_keyId = line.positionalArguments().value(2);
    connect(&m_session->rotation(), &Rotation::stepChanged, this,
            [this](RotationStep step, Rotation::StepStatus status) {
                m_step = step;
                if (status == Rotation::StepStatus::Done)
                    progress(tr("%1: done").arg(rotationStepLabel(step)));
                else if (status == Rotation::StepStatus::Failed)
                    progress(tr("%1: failed").arg(rotationStepLabel(step)));
            });
    const bool continues = line.isSet(u"resume"_s) || line.isSet(u"undo"_s);
    return continues ? continueOne(line) : start(line);
}

Result<RotationRequest> KeysRotateCommand::requestFrom(const QCommandLineParser &line)
{
    RotationRequest request;
    request.keyId = line.positionalArguments().value(2);
    if (line.isSet(u"overlap"_s)) {
        const std::optional<RotationOverlap> overlap = overlapFromName(line.value(u"overlap"_s));
        if (!overlap)
            return fail(ErrorCode::InvalidInput, tr("--overlap takes now, 1h, 24h or silent."));
        request.overlap = *overlap;
    }
    if (!line.isSet(u"paste"_s))
        return request;
    const Result<QString> text = context().console.readKeyText(tr("New key (not shown): "));
    if (!text)
        return fail(text.error());
    const Result<TypedKey> typed = keyFromInput(*text);
    if (!typed)
        return fail(typed.error());
    if (!typed->warning.isEmpty())
        context().console.note(typed->warning);
    request.pasted = typed->key;
    request.pastedName = line.value(u"name"_s).trimmed();
    return request;
}

QFuture<Result<CommandOutput>> KeysRotateCommand::start(const QCommandLineParser &line)
{
    const Result<RotationRequest> request = requestFrom(line);
    if (!request)
        return failedFuture<CommandOutput>(request.error());
    return follow(m_session->rotation().start(*request));
}

QFuture<Result<CommandOutput>> KeysRotateCommand::continueOne(const QCommandLineParser &line)
{
    if (line.isSet(u"resume"_s) && line.isSet(u"undo"_s))
        return failedFuture<CommandOutput>(
            {ErrorCode::InvalidInput, tr("--resume and --undo exclude each other."), {}, {}});
    const Result<RotationRequest> request = requestFrom(line); // checks --overlap
    if (!request)
        return failedFuture<CommandOutput>(request.error());
    const Result<std::optional<RotationEntry>> entry = unfinished(request->keyId);
    if (!entry)
        return failedFuture<CommandOutput>(entry.error());
    if (!*entry) {
        CommandOutput nothing;
        nothing.document = toDocument(u"none"_s, {});
        nothing.text = tr("No rotation is unfinished.");
        return readyFuture<CommandOutput>(nothing);
    }
    const QString slot = (*entry)->oldSlot;
    if (line.isSet(u"undo"_s))
        return follow(m_session->rotation().undo(slot));
    const bool endsOverlap = line.isSet(u"overlap"_s) && request->overlap == RotationOverlap::Now;
    // The list tells whether the old key has fallen silent.
    return m_session->keys()
        .refresh()
        .then(this,
              [this, slot, endsOverlap](const Result<> &) {
                  return follow(m_session->rotation().resume(slot, endsOverlap));
              })
        .unwrap();
}

Result<std::optional<RotationEntry>> KeysRotateCommand::unfinished(const QString &id)
{
    const Result<QList<RotationEntry>> pending = m_session->rotation().pending();
    if (!pending)
        return fail(pending.error());
    if (id.isEmpty() && pending->size() > 1)
        return fail(ErrorCode::InvalidInput,
                    tr("Several rotations are unfinished; say which by the old key's ID."));
    for (const RotationEntry &entry : *pending) {
        if (id.isEmpty() || id == entry.oldId || id == entry.newId)
            return std::optional(entry);
    }
    if (!id.isEmpty())
        return fail(ErrorCode::InvalidInput, tr("No rotation of that key is unfinished."), id);
    return std::optional<RotationEntry>();
}

QFuture<Result<CommandOutput>> KeysRotateCommand::follow(const QFuture<Result<RotationReport>> &run)
{
    return QFuture(run).then(this,
                             [this](const Result<RotationReport> &report) -> Result<CommandOutput> {
                                 if (report)
                                     return finished(*report);
                                 explainFailure(report.error());
                                 return fail(report.error());
                             });
}

CommandOutput KeysRotateCommand::finished(const RotationReport &report) const
{
    const RotationEntry &entry = report.entry;
    CommandOutput output;
    output.document = toDocument(rotationStateName(report.state), entry);
    switch (report.state) {
    case RotationState::Done:
        output.text = tr("“%1” took the place of “%2”, which is revoked.")
                          .arg(plainText(entry.newName), plainText(entry.oldName));
        break;
    case RotationState::Overlapping:
        output.text
            = tr("This device uses “%1”. “%2” still works, for servers that run, until %3 at the "
                 "latest. Then: konstantlyctl keys rotate --resume")
                  .arg(plainText(entry.newName), plainText(entry.oldName),
                       QLocale().toString(entry.keepsOldUntil().toLocalTime(),
                                          QLocale::ShortFormat));
        break;
    case RotationState::RevokeByHand:
        output.text
            = tr("This device uses “%1”. Delete “%2” in the browser: %3 Then: konstantlyctl keys "
                 "rotate --resume")
                  .arg(plainText(entry.newName), plainText(entry.oldName),
                       consoleKeysPage(entry.origin).toString());
        break;
    case RotationState::Undone:
        output.text = entry.isByHand
                          ? tr("This device uses “%1” again. Delete “%2” in the browser: %3")
                                .arg(plainText(entry.oldName), plainText(entry.newName),
                                     consoleKeysPage(entry.origin).toString())
                          : tr("This device uses “%1” again; “%2” is revoked.")
                                .arg(plainText(entry.oldName), plainText(entry.newName));
        break;
    }
    return output;
}

void KeysRotateCommand::explainFailure(const Error &error)
{
    const Result<QList<RotationEntry>> pending = m_session->rotation().pending();
    context().errorMembers.insert("step"_L1, rotationStepName(m_step));
    if (!pending)
        return;
    // Of another key's rotation there is nothing to say here.
    const auto concerned = std::find_if(
        pending->crbegin(), pending->crend(), [this](const RotationEntry &entry) {
            return m_keyId.isEmpty() || m_keyId == entry.oldId || m_keyId == entry.newId;
        });
    if (concerned != pending->crend()) {
        context().errorMembers.insert("rotation"_L1, toDocument(u"unfinished"_s, *concerned));
        context().hint = tr(
            "The tools on this device go on working. Continue with konstantlyctl keys rotate "
            "--resume, or go back with --undo.");
    } else if (isManagementRefused(error) && error.code != ErrorCode::Unauthorized) {
        context().hint = tr("Nothing was changed. Create a key in the browser (%1) and run: "
                            "konstantlyctl keys "
                            "rotate --paste --name NAME")
                             .arg(consoleKeysPage(m_session->workspace().origin).toString());
    }
}

bool KeysRotateCommand::interrupt()
{
    // Whatever the moment, the journal knows how to go on; before its first entry nothing was changed.
    explainFailure({ErrorCode::Cancelled, {}, {}, {}});
    if (context().errorMembers.contains("rotation"_L1))
        context().message = tr("Stopped before the rotation was finished.");
    return true;
}

} // namespace Konstantly
