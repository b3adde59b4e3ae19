// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace Konstantly {

//! Whether the registry signed what was unpacked.
struct SignatureState
{
    QString state = QStringLiteral("unknown"); //!< "verified", "unsigned" or "unknown"
    QString detail; //!< why it is not "verified"; translated; may be empty

    //! Reads what "npm audit signatures --json" or SignatureScript printed. No value when it is neither: the check could not
    //! be made (no network, no keys, an npm too old).
    [[nodiscard]] static std::optional<SignatureState> fromJson(const QByteArray &json);
};

//! The same check without npm, for node -e: of every package of ./package-lock.json, the registry's signature over
//! name@version:integrity (ECDSA P-256, SHA-256) with the registry's own keys. Arguments: the registry of the server's scope,
//! the registry of everything else. npm asks a public log for the keys first and gives up when that can't be reached, which is
//! usual in a company that lets only its own registry through.
inline constexpr auto SignatureScript =
    R"('use strict';
const { createVerify } = require('crypto');
const { readFileSync } = require('fs');
const [scoped, other] = process.argv.slice(1).map((url) => url.replace(/\/*$/, '/'));
const answers = new Map();
const get = (url) => {
  if (!answers.has(url)) answers.set(url, fetch(url, {
    headers: { accept: 'application/json' }, signal: AbortSignal.timeout(15000),
  }).then((answer) => {
    if (!answer.ok) throw new Error('HTTP ' + answer.status);
    return answer.json();
  }));
  return answers.get(url);
};
const check = async (registry, name, version, integrity) => {
  const { keys } = await get(registry + '-/npm/v1/keys');
  if (!keys.length) throw new Error('no keys');
  const packument = await get(registry + name.replace('/', '%2f'));
  const signatures = packument.versions[version].dist.signatures || [];
  if (!signatures.length) return 'missing';
  const published = Date.parse(packument.time?.[version] ?? '2015-01-01T00:00:00.000Z');
  return signatures.every(({ keyid, sig }) => {
    const key = keys.find((one) => one.keyid === keyid);
    if (!key || (key.expires && published >= Date.parse(key.expires))) return false;
    return createVerify('SHA256').update(name + '@' + version + ':' + integrity)
      .verify('-----BEGIN PUBLIC KEY-----\n' + key.key + '\n-----END PUBLIC KEY-----', sig, 'base64');
  }) ? 'verified' : 'invalid';
};
(async () => {
  const found = { verified: [], missing: [], invalid: [] };
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path || entry.inBundle || !entry.integrity) continue;
    const name = entry.name ?? path.split('node_modules/').pop();
    const registry = name.startsWith('@konstantly/') ? scoped : other;
    found[await check(registry, name, entry.version, entry.integrity)].push({ name, version: entry.version });
  }
  if (!found.verified.length && !found.missing.length && !found.invalid.length) throw new Error('nothing to check');
  console.log(JSON.stringify(found));
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
)";

} // namespace Konstantly
