// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/keys/namingrule.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(NamingRule)
};

constexpr qsizetype MaxLength = 255; // contract: createKey
constexpr qsizetype MaxSuggestionLength = 60;

//! Words that say nothing about whose key it is or where it is used.
bool isFiller(const QString &word)
{
    static const QSet<QString> words{
        u"a"_s,      u"an"_s,      u"the"_s,      u"my"_s,     u"mine"_s,    u"me"_s,
        u"our"_s,    u"new"_s,     u"old"_s,      u"key"_s,    u"keys"_s,    u"apikey"_s,
        u"api"_s,    u"mcp"_s,     u"token"_s,    u"secret"_s, u"test"_s,    u"testing"_s,
        u"tmp"_s,    u"temp"_s,    u"foo"_s,      u"bar"_s,    u"baz"_s,     u"asdf"_s,
        u"qwerty"_s, u"default"_s, u"untitled"_s, u"copy"_s,   u"name"_s,    u"konstantly"_s,
        u"kmcp"_s,   u"example"_s, u"sample"_s,   u"demo"_s,   u"access"_s,  u"of"_s,
        u"for"_s,    u"and"_s,     u"first"_s,    u"second"_s, u"another"_s, u"todo"_s,
    };
    return words.contains(word);
}

bool isBotWord(const QString &word)
{
    static const QSet<QString> words{
        u"bot"_s,         u"bots"_s,       u"agent"_s,     u"agents"_s,  u"ci"_s,
        u"cd"_s,          u"cron"_s,       u"job"_s,       u"jobs"_s,    u"runner"_s,
        u"pipeline"_s,    u"build"_s,      u"deploy"_s,    u"nightly"_s, u"prod"_s,
        u"production"_s,  u"staging"_s,    u"service"_s,   u"svc"_s,     u"worker"_s,
        u"daemon"_s,      u"automation"_s, u"automated"_s, u"jenkins"_s, u"github"_s,
        u"gitlab"_s,      u"actions"_s,    u"webhook"_s,   u"lambda"_s,  u"scheduler"_s,
        u"integration"_s, u"zapier"_s,     u"n8n"_s,
    };
    return words.contains(word);
}

//! The words of a name: split at everything that is neither letter nor digit, lower case, digits at the end cut off
//! ("key1" is "key"), except where nothing else is left.
QStringList wordsOf(QStringView name)
{
    static const QRegularExpression separator(u"[^\\p{L}\\p{M}\\p{N}]+"_s);
    QStringList words = name.toString().toLower().split(separator, Qt::SkipEmptyParts);
    for (QString &word : words) {
        qsizetype letters = word.size();
        while (letters > 0 && word.at(letters - 1).isDigit())
            --letters;
        if (letters > 0)
            word.truncate(letters);
    }
    return words;
}

bool saysSomething(const QString &word)
{
    const auto letters = std::count_if(word.begin(), word.end(),
                                       [](QChar c) { return c.isLetter(); });
    return letters >= 2 && !isFiller(word);
}

//! Words that say where, not whose: "laptop". A name of such words alone names nobody.
bool isDeviceWord(const QString &word)
{
    static const QSet<QString> words{
        u"laptop"_s, u"notebook"_s, u"desktop"_s, u"pc"_s,    u"computer"_s,  u"machine"_s,
        u"mac"_s,    u"macbook"_s,  u"imac"_s,    u"phone"_s, u"tablet"_s,    u"ipad"_s,
        u"server"_s, u"host"_s,     u"device"_s,  u"work"_s,  u"home"_s,      u"office"_s,
        u"cursor"_s, u"claude"_s,   u"windows"_s, u"linux"_s, u"localhost"_s, u"local"_s,
    };
    return words.contains(word);
}

//! Lower-case ASCII words joined by hyphens.
QString asSlug(QStringView text)
{
    QString slug;
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD).toLower();
    for (const QChar c : decomposed) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            slug += c;
        else if (!c.isMark() && c != u'\'' && c != u'’' && !slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
    }
    slug.truncate(MaxSuggestionLength);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug;
}

} // namespace

NamingProblem checkKeyName(QStringView name)
{
    const QStringView trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return NamingProblem::Empty;
    if (trimmed.size() > MaxLength)
        return NamingProblem::TooLong;
    const QList<uint> characters = trimmed.toUcs4();
    if (std::any_of(characters.begin(), characters.end(),
                    [](uint c) { return isInvisibleCharacter(char32_t(c)); }))
        return NamingProblem::Unreadable;
    const QStringList words = wordsOf(trimmed);
    if (words.size() < 2)
        return NamingProblem::OneWord;
    const auto telling = std::count_if(words.begin(), words.end(), saysSomething);
    const bool namesSomebody = std::any_of(words.begin(), words.end(), [](const QString &word) {
        return saysSomething(word) && !isDeviceWord(word);
    });
    if (telling < 2 || !namesSomebody)
        return NamingProblem::Generic;
    return NamingProblem::None;
}

QString namingAdvice(NamingProblem problem)
{
    switch (problem) {
    case NamingProblem::None:
        return {};
    case NamingProblem::Empty:
        return Texts::tr("Give the key a name.");
    case NamingProblem::TooLong:
        return Texts::tr("The name is too long: up to 255 characters.");
    case NamingProblem::Unreadable:
        return Texts::tr("The name contains invisible characters.");
    case NamingProblem::OneWord:
        return Texts::tr("Say whose key it is and where it is used, like “alex-laptop”.");
    case NamingProblem::Generic:
        return Texts::tr("The name does not say whose key it is and where it is used. Better: "
                         "“alex-laptop”.");
    }
    return {};
}

bool isBotName(QStringView name)
{
    const QStringList words = wordsOf(name);
    return std::any_of(words.begin(), words.end(), isBotWord);
}

QString suggestedDeviceName(QStringView userName, QStringView hostName)
{
    // "Alex Kim" is "alex"; "alex-thinkpad.example.com" is "alex-thinkpad".
    const QString user = asSlug(userName).section(u'-', 0, 0);
    QString host = asSlug(hostName.toString().section(u'.', 0, 0));
    if (host.isEmpty() || host == u"localhost")
        host = u"device"_s;
    if (user.isEmpty())
        return host;
    if (host == user || host.startsWith(user + u'-'))
        return host == user ? user + u"-device"_s : host;
    return user + u'-' + host;
}

QStringList suggestedKeyNames(QStringView typed, const QString &userName, const QString &deviceName,
                              const QStringList &taken)
{
    const QString user = asSlug(userName).section(u'-', 0, 0);
    const QString slug = asSlug(typed);
    QStringList candidates;
    if (!slug.isEmpty()) {
        candidates << slug;
        // "my laptop" of Alex is "alex-laptop".
        QStringList words = slug.split(u'-', Qt::SkipEmptyParts);
        words.removeIf([&user](const QString &word) { return isFiller(word) || word == user; });
        if (!user.isEmpty() && !words.isEmpty())
            candidates << user + u'-' + words.join(u'-');
    }
    candidates << asSlug(deviceName);
    if (!user.isEmpty())
        candidates << user + u"-laptop"_s << user + u"-desktop"_s << user + u"-work-laptop"_s;

    QStringList names;
    for (const QString &candidate : std::as_const(candidates)) {
        const bool isFree = !taken.contains(candidate, Qt::CaseInsensitive);
        if (isFree && !names.contains(candidate) && candidate != typed.trimmed()
            && checkKeyName(candidate) == NamingProblem::None) {
            names << candidate;
        }
        if (names.size() == 3)
            break;
    }
    return names;
}

} // namespace Konstantly
