// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/launch/streamredactor.h"

#include <algorithm>
#include <utility>

namespace Konstantly {

namespace {

constexpr QByteArrayView Prefix("kmcp_");
constexpr qsizetype Shown = 4;    // characters behind the prefix, as everywhere
constexpr qsizetype Shortest = 8; // fewer are no key: documentation, a prefix in a message
constexpr QByteArrayView Mark("\u2026\u2039redacted\u203a");

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '_';
}

bool hasUsualForm(QByteArrayView key)
{
    return key.size() >= Prefix.size() + Shortest && key.startsWith(Prefix)
           && std::all_of(key.begin(), key.end(), isKeyCharacter);
}

//! How many bytes at the end of \a bytes are a beginning of \a wanted.
qsizetype beginningAtEnd(QByteArrayView bytes, QByteArrayView wanted)
{
    for (qsizetype size = std::min(wanted.size() - 1, bytes.size()); size > 0; --size) {
        if (bytes.last(size) == wanted.first(size))
            return size;
    }
    return 0;
}

} // namespace

StreamRedactor::StreamRedactor(const Secret &key)
{
    if (!hasUsualForm(key.reveal()))
        m_key = key;
}

QByteArray StreamRedactor::feed(QByteArrayView bytes)
{
    QByteArray input = std::exchange(m_held, {});
    input.append(bytes);
    QByteArrayView rest = input;
    QByteArray output;
    output.reserve(rest.size());
    while (!rest.isEmpty()) {
        if (m_isInKey) {
            const auto *end = std::find_if_not(rest.begin(), rest.end(), isKeyCharacter);
            m_isInKey = end == rest.end();
            rest = rest.sliced(end - rest.begin());
            continue;
        }
        const qsizetype at = rest.indexOf(Prefix);
        const qsizetype keyAt = m_key.isEmpty() ? -1 : rest.indexOf(m_key.reveal());
        if (keyAt >= 0 && (at < 0 || keyAt <= at)) {
            output += rest.first(keyAt);
            output += Mark;
            rest = rest.sliced(keyAt + m_key.size());
            continue;
        }
        if (at < 0) {
            const qsizetype held = std::max(beginningAtEnd(rest, Prefix),
                                            beginningAtEnd(rest, m_key.reveal()));
            output += rest.chopped(held);
            m_held = rest.last(held).toByteArray();
            break;
        }
        output += rest.first(at);
        rest = rest.sliced(at);
        const QByteArrayView body = rest.sliced(Prefix.size());
        const auto *end = std::find_if_not(body.begin(), body.end(), isKeyCharacter);
        const qsizetype length = end - body.begin();
        if (length >= Shortest) {
            output += rest.first(Prefix.size() + Shown);
            output += Mark;
            rest = body;
            m_isInKey = true;
        } else if (end == body.end()) {
            m_held = rest.toByteArray();
            break;
        } else {
            output += rest.first(Prefix.size());
            rest = body;
        }
    }
    return output;
}

QByteArray StreamRedactor::finish()
{
    m_isInKey = false;
    return std::exchange(m_held, {});
}

} // namespace Konstantly
