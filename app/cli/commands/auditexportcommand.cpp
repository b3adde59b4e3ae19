// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/cli/commands/auditcommands.h"
#include "app/cli/console.h"
#include "app/cli/optionwords.h"
#include "app/services/services.h"
#include "models/audit/auditexport.h"
#include "models/audit/devicelogs.h"
#include "models/base/background.h"
#include "models/base/brokenpipe.h"
#include "models/base/plaintext.h"

#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

CommandSpec AuditExportCommand::spec()
{
    return {u"audit export"_s,
            {},
            tr("Prints events for other programs, one a line, in the order in which they became "
               "known."),
            0,
            0,
            {{u"format"_s, tr("jsonl (default), cef or csv."), u"FORMAT"_s, u"jsonl"_s},
             {u"since"_s, tr("Only what follows that “cursor” of an event."), u"CURSOR"_s},
             followOption(),
             {{u"out"_s, u"output"_s},
              tr("Into that file, which is replaced when everything is written, not before."),
              u"FILE"_s}},
            tr("Who keeps the “cursor” of the last event and gives it the next time gets every "
               "event once. CSV has no cursor.")};
}

QFuture<Result<CommandOutput>> AuditExportCommand::run(const QCommandLineParser &line)
{
    context().isJsonLines = true;
    const Result<AuditFormat> format = wordOf<AuditFormat>(line, u"format"_s,
                                                           {{"jsonl"_L1, AuditFormat::JsonLines},
                                                            {"cef"_L1, AuditFormat::Cef},
                                                            {"csv"_L1, AuditFormat::Csv}},
                                                           tr("--format takes jsonl, cef or csv."));
    if (!format)
        return failedFuture<CommandOutput>(format.error());
    m_format = *format;
    if (line.isSet(u"since"_s)) {
        bool isNumber = false;
        m_cursor = line.value(u"since"_s).toLongLong(&isNumber);
        if (!isNumber || m_cursor < 0)
            return refused(tr("“%1” is no cursor: that is the number in the “cursor” of an event.")
                               .arg(plainText(line.value(u"since"_s), 60)));
    }
    m_isFromBegin = m_cursor == 0;
    const QString path = line.value(u"out"_s);
    const bool follows = line.isSet(u"follow"_s);
    if (line.isSet(u"out"_s) && path.isEmpty())
        return refused(tr("--out names the file to write."));
    if (follows && !path.isEmpty())
        return refused(tr("With --follow there is no end at which the file would appear. Use one "
                          "of --follow and --out."));
    const Result<AuditStore *> store = this->store();
    if (!store)
        return failedFuture<CommandOutput>(store.error());
    m_store = *store;
    QFuture<Result<CommandOutput>> answer = later();
    if (!path.isEmpty()) {
        whenFinished(m_store->refresh(), this, [this, path](const Result<> &asked) {
            exportToFile(QFileInfo(path).absoluteFilePath(), asked);
        });
        return answer;
    }
    ignoreBrokenPipes();
    // What is known goes out before anybody is asked, which may take its time.
    learnNames([this, follows] {
        if (m_format == AuditFormat::Csv) {
            if (const auto head = context().console.write(csvHeader() + "\r\n"); !head)
                return end(fail(head.error()));
        }
        m_whenPrinted = [this, follows] { askAndPrint(follows); };
        pump();
    });
    return answer;
}

void AuditExportCommand::askAndPrint(bool follows)
{
    whenFinished(m_store->refresh(), this, [this, follows](const Result<> &asked) {
        m_whenPrinted = [this, follows, asked] {
            noteDamaged(std::exchange(m_damaged, 0));
            noteOlder(*m_store);
            if (follows)
                follow(*m_store, asked, [this] { pump(); });
            else
                end(asked ? Result<CommandOutput>(CommandOutput{{}, {}, ExitCode::Done, true})
                          : fail(asked.error()));
        };
        learnNames([this] { countDamagedHere(); });
    });
}

//! Who gets everything is told what is not in it; then goes on.
void AuditExportCommand::countDamagedHere()
{
    if (!m_isFromBegin)
        return pump();
    const auto count = [paths = m_store->paths(), name = m_store->workspace()] {
        return damagedDeviceLines(paths, name);
    };
    whenFinished(inBackground<int>(count), this, [this](int damaged) {
        m_damaged += damaged;
        pump();
    });
}

//! An event may come before the one that says what its key is called.
void AuditExportCommand::learnNames(const std::function<void()> &then)
{
    using Names = Result<AuditKeyNames>;
    const auto learn = [paths = m_store->paths(), name = m_store->workspace(),
                        known = m_names]() -> Names {
        return keyNamesIn(AuditJournal(paths, name), known);
    };
    whenFinished(inBackground<Names>(learn), this, [this, then](const Names &names) {
        if (!names)
            return end(fail(names.error()));
        m_names = *names;
        m_names.names.insert(keyNames());
        then();
    });
}

void AuditExportCommand::exportToFile(const QString &path, const Result<> &asked)
{
    using Written = Result<AuditFileWritten>;
    const auto work = [path, paths = m_store->paths(), name = m_store->workspace(),
                       cursor = m_cursor, format = m_format, known = keyNames(),
                       isCancelled = m_isCancelled]() -> Written {
        const AuditJournal journal(paths, name);
        auto told = keyNamesIn(journal);
        if (!told)
            return fail(told.error());
        QHash<QString, QString> names = std::move(told->names);
        names.insert(known);
        auto written = exportAuditFrom(journal, path, cursor, {format, {}, name, std::move(names)},
                                       [&isCancelled] { return isCancelled->load(); });
        if (written && cursor == 0)
            written->damaged += damagedDeviceLines(paths, name);
        return written;
    };
    whenFinished(inBackground<Written>(work), this, [this, path, asked](const Written &written) {
        if (!written)
            return end(fail(written.error()));
        if (written->isAfterGap)
            noteGap();
        noteDamaged(written->damaged);
        noteOlder(*m_store);
        const QString sha256 = QString::fromLatin1(written->file.sha256.toHex());
        CommandOutput output{
            QJsonObject{{u"rows"_s, written->file.rows},
                        {u"sha256"_s, sha256},
                        {u"path"_s, path},
                        {u"cursor"_s, QString::number(written->cursor)}},
            tr("%Ln event(s) written to %1 (SHA-256 %2).", nullptr, int(written->file.rows))
                .arg(path, sha256)};
        if (!asked) {
            // The file is there all the same, with what was known before.
            context().errorMembers.insert("written"_L1, output.document);
            progress(output.text);
            return end(fail(asked.error()));
        }
        end(output);
    });
}

//! Prints what follows the cursor, then calls m_whenPrinted.
void AuditExportCommand::pump()
{
    if (isEnded())
        return;
    // Who follows has to notice that nobody reads any more although nothing happens.
    if (context().console.isOutputGone())
        return printed();
    if (m_isPumping) {
        m_pumpsAgain = true;
        return;
    }
    m_isPumping = true;
    using Batch = Result<AuditJournal::Batch>;
    const auto read = [paths = m_store->paths(), name = m_store->workspace(),
                       cursor = m_cursor]() -> Batch {
        return AuditJournal(paths, name).read(cursor);
    };
    whenFinished(inBackground<Batch>(read), this, [this](const Batch &batch) {
        m_isPumping = false;
        if (isEnded())
            return;
        if (!batch)
            return end(fail(batch.error()));
        if (const auto done = print(*batch); !done)
            return done.error().code == ErrorCode::Cancelled ? printed() : end(fail(done.error()));
        const bool hasMore = batch->hasMore && batch->next > m_cursor;
        m_cursor = batch->next;
        if (hasMore || std::exchange(m_pumpsAgain, false))
            return pump();
        if (const auto then = std::exchange(m_whenPrinted, {}))
            then();
    });
}

Result<> AuditExportCommand::print(const AuditJournal::Batch &batch)
{
    QByteArray lines;
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        const AuditRecord &record = batch.records.at(i);
        if (record.kind == AuditKind::KeyCreated && !record.subject.isEmpty())
            m_names.names.insert(record.key, record.subject);
        lines += AuditExport{m_format, {}, m_store->workspace(), m_names.names}.line(
            record, batch.cursors.at(i));
    }
    m_damaged += batch.unreadable();
    if (batch.isAfterGap && batch.lost == 0)
        noteGap();
    if (isFollowing())
        noteDamaged(std::exchange(m_damaged, 0));
    return lines.isEmpty() ? Result<>() : context().console.write(lines);
}

void AuditExportCommand::noteGap()
{
    context().console.note(
        tr("Events are missing here: they were removed from this device's journal, which keeps "
           "them for a limited time."));
}

//! Nobody reads any more: not everything was written, and there is nobody to tell.
void AuditExportCommand::printed()
{
    end(CommandOutput{{}, {}, ExitCode::NotWritten, true});
}

bool AuditExportCommand::interrupt()
{
    if (isFollowing()) {
        // That is how following ends.
        end(CommandOutput{{}, {}, ExitCode::Done, true});
        return false;
    }
    m_isCancelled->store(true);
    return true;
}

} // namespace Konstantly
