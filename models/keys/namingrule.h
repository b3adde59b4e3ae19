// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace Konstantly {

//! What is wrong with a key's name.
enum class NamingProblem {
    None,
    Empty,
    TooLong,    //!< the service takes up to 255 characters
    Unreadable, //!< invisible or direction-changing characters
    OneWord,    //!< "key1", "laptop": does not say both whose and where
    Generic,    //!< "my laptop", "test-key": several words that name nobody
};

//! The service's naming rule for keys: `owner-device`. "alex-laptop" and "prod-slack-bot" are good, "key1" is not
//! (contract, section 1). A name has to say whose key it is and where it is used, in two words or more; how the words are
//! separated is a matter of taste.
[[nodiscard]] NamingProblem checkKeyName(QStringView name);

//! The problem in words, with what to do; empty for None. Translated.
[[nodiscard]] QString namingAdvice(NamingProblem problem);

//! Whether a program rather than a person holds the key, as far as its name tells: "prod-slack-bot", "ci-nightly".
[[nodiscard]] bool isBotName(QStringView name);

//! "alex-laptop" from a user's name and a host name: lower case, ASCII letters, digits and hyphens, never empty.
[[nodiscard]] QString suggestedDeviceName(QStringView userName, QStringView hostName);

//! Up to three good names that are not in \a taken, best first; \a typed is repaired when something of it can be kept.
[[nodiscard]] QStringList suggestedKeyNames(QStringView typed, const QString &userName,
                                            const QString &deviceName, const QStringList &taken);

} // namespace Konstantly
