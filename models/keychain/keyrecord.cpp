// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keychain/keyrecord.h"

#include "models/base/future.h"
#include "models/keychain/secretstore.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

// The record is JSON, but it is written and read without a JSON library on purpose: that would leave copies of the key in
// the heap, keep the last of two equal members and accept many spellings of one record. No value needs an escape, so there
// is exactly one spelling.
namespace {

constexpr QByteArrayView FormatStart = R"({"format":)";
constexpr QByteArrayView OriginStart = R"(,"origin":")";
constexpr QByteArrayView KeyIdStart = R"(","keyId":")";
constexpr QByteArrayView KeyStart = R"(","key":")";
constexpr QByteArrayView End = R"("})";
constexpr QByteArrayView Format = "1";

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeyRecord)
};

//! Printable ASCII that stands for itself in a JSON string.
bool isPlain(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return c >= 0x21 && c <= 0x7e && c != '"' && c != '\\'; });
}

tl::unexpected<Error> damaged(const QString &what)
{
    return fail(ErrorCode::KeyRecordInvalid, what);
}

//! Takes \a start off the front of \a rest.
bool skip(QByteArrayView &rest, QByteArrayView start)
{
    if (!rest.startsWith(start))
        return false;
    rest = rest.sliced(start.size());
    return true;
}

//! Takes everything before the next quotation mark.
QByteArrayView takeValue(QByteArrayView &rest)
{
    const qsizetype end = std::max<qsizetype>(rest.indexOf('"'), 0);
    const QByteArrayView value = rest.first(end);
    rest = rest.sliced(end);
    return value;
}

} // namespace

Result<Secret> toSecret(const KeyRecord &record)
{
    const QByteArray origin = record.origin.toString().toLatin1();
    const QByteArray keyId = record.keyId.toUtf8();
    const QByteArrayView key = record.key.reveal();
    if (!record.origin.isValid())
        return fail(ErrorCode::InvalidInput, Texts::tr("A key can't be stored without its host."));
    if (!isPlain(keyId)) {
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("The key's id has characters that can't be stored."));
    }
    if (key.isEmpty() || !isPlain(key)) {
        return fail(ErrorCode::InvalidInput,
                    Texts::tr("The key is empty or has characters that no key has."));
    }

    QByteArray bytes;
    bytes.reserve(SecretStore::MaxSecretSize
                  + key.size()); // no growth: it would leave copies behind
    for (const QByteArrayView part : {FormatStart, Format, OriginStart, QByteArrayView(origin),
                                      KeyIdStart, QByteArrayView(keyId), KeyStart, key, End})
        bytes.append(part);
    const bool fits = bytes.size() <= SecretStore::MaxSecretSize;
    const Secret secret = Secret::take(bytes);
    if (!fits)
        return fail(ErrorCode::InvalidInput, Texts::tr("The key is too long to be stored."));
    return secret;
}

Result<KeyRecord> parseKeyRecord(const Secret &stored, bool isDemo)
{
    QByteArrayView rest = stored.reveal();
    if (rest.size() > SecretStore::MaxSecretSize || !skip(rest, FormatStart))
        return damaged(u"not a record"_s);
    const QByteArrayView format = rest.first(std::max<qsizetype>(rest.indexOf(','), 0));
    if (format != Format) {
        bool isNumber = false;
        const int number = format.toInt(&isNumber);
        return damaged(isNumber ? u"format %1"_s.arg(number) : u"format: not a number"_s);
    }
    rest = rest.sliced(format.size());

    if (!skip(rest, OriginStart))
        return damaged(u"origin: missing"_s);
    const QByteArrayView origin = takeValue(rest);
    if (!skip(rest, KeyIdStart))
        return damaged(u"keyId: missing"_s);
    const QByteArrayView keyId = takeValue(rest);
    if (!skip(rest, KeyStart))
        return damaged(u"key: missing"_s);
    const QByteArrayView key = takeValue(rest);
    if (rest != End)
        return damaged(u"key: not the end"_s);

    if (!isPlain(keyId))
        return damaged(u"keyId: characters"_s);
    if (key.isEmpty() || !isPlain(key))
        return damaged(u"key: empty or characters"_s);
    const Result<Origin> parsed = Origin::parseStored(QString::fromLatin1(origin), isDemo);
    if (!parsed)
        return damaged(u"origin: not the address of a workspace"_s);
    return KeyRecord{*parsed, QString::fromLatin1(keyId), Secret(key), isDemo};
}

QFuture<Result<KeyRecord>> readKeyRecord(SecretStore &store, const QString &slot,
                                         const Origin &expected)
{
    return store.read(slot).then(
        QtFuture::Launch::Sync, [expected](const Result<Secret> &stored) -> Result<KeyRecord> {
            if (!stored)
                return fail(stored.error());
            const bool isDemo = expected.kind() == Origin::Kind::Demo;
            const Result<KeyRecord> record = parseKeyRecord(*stored, isDemo);
            // A demo's record under a real workspace, or the other way round, is another host first of all.
            const Result<KeyRecord> other = record ? record : parseKeyRecord(*stored, !isDemo);
            if (!other)
                return fail(record.error());
            if (!expected.isValid() || other->origin != expected) {
                return fail(ErrorCode::OriginMismatch,
                            u"the record is for %1"_s.arg(other->origin.toString()),
                            expected.toString());
            }
            return other;
        });
}

QFuture<Result<>> writeKeyRecord(SecretStore &store, const QString &slot, const KeyRecord &record)
{
    const Result<Secret> secret = toSecret(record);
    if (!secret)
        return failedFuture<void>(secret.error());
    return store.write(slot, *secret);
}

QString newSlot()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), qsizetype(bits.size()));
    return QString::fromLatin1(
        QByteArrayView(reinterpret_cast<const char *>(bits.data()), sizeof bits)
            .toByteArray()
            .toHex());
}

} // namespace Konstantly
