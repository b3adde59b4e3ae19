// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/origin.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Origin)
};

constexpr QStringView Scheme = u"https://";
constexpr QStringView ServiceSuffix = u".konstantly.com";
constexpr QStringView OldServiceSuffix = u".konstant.ly";
constexpr QStringView ServiceName = u"konstantly";
constexpr int HttpsPort = 443;

tl::unexpected<Error> refuse(QStringView subject, const QString &reason)
{
    return fail(ErrorCode::OriginRefused, reason, plainText(subject));
}

// QChar's own functions know Unicode: the Kelvin sign is a letter there whose lower case is an ASCII k.
constexpr bool isLower(QChar c)
{
    return c >= u'a' && c <= u'z';
}
constexpr bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}
constexpr QChar asciiLower(QChar c)
{
    return c >= u'A' && c <= u'Z' ? QChar(c.unicode() + (u'a' - u'A')) : c;
}

bool isInternational(QStringView label)
{
    return label.startsWith(u"xn--");
}

//! True when Qt would turn the label into other letters and back. It passes broken ones on as they are.
bool isValidInternational(QStringView label)
{
    const QByteArray ascii = label.toLatin1();
    const QString decoded = QUrl::fromAce(ascii, QUrl::IgnoreIDNWhitelist);
    return QUrl::toAce(decoded, QUrl::IgnoreIDNWhitelist) == ascii
           && std::any_of(decoded.begin(), decoded.end(), [](QChar c) { return c > u'\x7f'; });
}

bool isLabel(QStringView label)
{
    return !label.isEmpty() && label.size() <= 63 && label.front() != u'-' && label.back() != u'-'
           && std::all_of(label.begin(), label.end(),
                          [](QChar c) { return isLower(c) || isDigit(c) || c == u'-'; });
}

//! A top-level name has letters only. That refuses an IP address in every spelling: all of them end in a number.
bool isTopLevel(QStringView label)
{
    return isInternational(label)
           || (label.size() >= 2 && std::all_of(label.begin(), label.end(), isLower));
}

//! The sentence that says why \a host can't be one, or nothing.
std::optional<QString> hostProblem(QStringView host)
{
    if (host.isEmpty())
        return Texts::tr("The address has no host name.");
    const QList<QStringView> labels = host.split(u'.');
    const bool isPlain = host.size() <= 253 && std::all_of(labels.begin(), labels.end(), isLabel);
    if (!isPlain)
        return Texts::tr("The host name may only have small letters a to z, digits and hyphens, "
                         "separated by dots.");
    const auto isNumber = [](QStringView label) {
        return std::all_of(label.begin(), label.end(), isDigit) || label.startsWith(u"0x");
    };
    if (isNumber(labels.back()))
        return Texts::tr("A workspace's address has a name, not an IP address.");
    if (labels.back() == u"localhost" || labels.back() == u"localdomain")
        return Texts::tr("The address leads back to this computer, not to a workspace.");
    if (host == ServiceSuffix.sliced(1))
        return Texts::tr("The address lacks your workspace's name in front of konstantly.com.");
    if (host.endsWith(OldServiceSuffix) || host == OldServiceSuffix.sliced(1))
        return Texts::tr("konstant.ly is the older interface, which has no MCP keys. The "
                         "workspace's address ends in konstantly.com.");
    if (labels.size() < 3 || !isTopLevel(labels.back()))
        return Texts::tr("A workspace's address has at least three parts, such as "
                         "acme.konstantly.com.");
    if (std::any_of(labels.begin(), labels.end(), [](QStringView label) {
            return isInternational(label) && !isValidInternational(label);
        }))
        return Texts::tr("The host name is not a valid international name.");
    return {};
}

//! A decimal port without leading zeros, or nothing.
std::optional<int> parsePort(QStringView text)
{
    if (text.isEmpty() || text.size() > 5 || text.front() == u'0'
        || !std::all_of(text.begin(), text.end(), isDigit))
        return {};
    const int port = text.toInt();
    return port <= 65535 ? std::optional(port) : std::nullopt;
}

//! What is wrong with the form of a `https://…` text before its host is looked at, or nothing.
std::optional<QString> formProblem(QStringView url)
{
    const bool isAscii = std::all_of(url.begin(), url.end(),
                                     [](QChar c) { return c > u' ' && c < u'\x7f'; });
    if (!isAscii)
        return Texts::tr("The address has a character that does not belong into an address. Type "
                         "it by hand.");
    if (!url.startsWith(Scheme))
        return Texts::tr("The address has to start with https://.");
    const QStringView rest = url.sliced(Scheme.size());
    if (rest.contains(u'@') || rest.contains(u'\\'))
        return Texts::tr("The address has a user name or a backslash in it, which can hide where "
                         "it really leads.");
    if (rest.contains(u'/') || rest.contains(u'?') || rest.contains(u'#'))
        return Texts::tr("Give only the address of the workspace, without anything after the host "
                         "name.");
    return {};
}

//! Levenshtein's distance.
int distance(QStringView a, QStringView b)
{
    std::vector<int> row(std::size_t(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = int(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int substituted = diagonal + (a[i] == b[qsizetype(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

bool isNear(QStringView a, QStringView b)
{
    return std::abs(a.size() - b.size()) <= 2 && distance(a, b) <= 2;
}

//! True when a person could take \a host, which is not the service's, for it.
bool looksLikeService(QStringView host)
{
    if (host.contains(ServiceName))
        return true;
    const QList<QStringView> labels = host.split(u'.');
    for (QStringView label : labels) {
        const QList<QStringView> words = label.split(u'-');
        if (isNear(label, ServiceName)
            || std::any_of(words.begin(), words.end(),
                           [](QStringView word) { return isNear(word, ServiceName); }))
            return true;
    }
    const QString domain = u"%1.%2"_s.arg(labels.at(labels.size() - 2), labels.back());
    return isNear(domain, ServiceSuffix.sliced(1));
}

} // namespace

Result<Origin> Origin::parse(QStringView url)
{
    if (const auto problem = formProblem(url))
        return refuse(url, *problem);
    const QStringView rest = url.sliced(Scheme.size());
    const qsizetype colon = rest.indexOf(u':');
    const QStringView host = colon < 0 ? rest : rest.first(colon);
    const auto port = colon < 0 ? std::optional(HttpsPort) : parsePort(rest.sliced(colon + 1));
    if (const auto problem = hostProblem(host))
        return refuse(url, *problem);
    if (!port)
        return refuse(url, Texts::tr("The port has to be a number from 1 to 65535."));

    const bool isService = host.endsWith(ServiceSuffix) && *port == HttpsPort;
    Origin origin(isService ? Kind::Service : Kind::Custom, host.toString(), *port);
    // The last word has Qt itself: it must connect to the very host that is shown.
    if (!origin.url(u"/").isValid())
        return refuse(url, Texts::tr("The host name is not valid."));
    return origin;
}

Result<Origin> Origin::parseDemo(QStringView url)
{
    constexpr QStringView prefix = u"https://localhost:";
    const auto port = url.startsWith(prefix) ? parsePort(url.sliced(prefix.size())) : std::nullopt;
    if (!port)
        return refuse(url, Texts::tr("The demo workspace's address is https://localhost and a "
                                     "port, nothing else."));
    return Origin(Kind::Demo, u"localhost"_s, *port);
}

Result<Origin> Origin::parseStored(QStringView url, bool isDemo)
{
    auto origin = isDemo ? parseDemo(url) : parse(url);
    if (origin && origin->toString() != url)
        return refuse(url, Texts::tr("The stored address is not in the form in which this program "
                                     "stores it."));
    return origin;
}

Result<Origin> Origin::fromInput(QStringView text)
{
    QString url = text.trimmed().toString();
    std::transform(url.begin(), url.end(), url.begin(), asciiLower);
    if (url.isEmpty())
        return refuse(text, Texts::tr("Type the address of your workspace."));
    if (url.endsWith(u'/'))
        url.chop(1);
    if (!url.contains(u":/")) { // also "ftp:/…", which names another scheme all the same
        const bool isTenant = isLabel(url) && url != u"localhost"
                              && !std::all_of(url.begin(), url.end(), isDigit);
        url.prepend(Scheme);
        if (isTenant)
            url += ServiceSuffix;
    }
    auto origin = parse(url);
    if (!origin)
        return refuse(text, origin.error().detail);
    return origin;
}

QString Origin::toString() const
{
    if (!isValid())
        return {};
    QString text = Scheme.toString() + m_host;
    if (m_port != HttpsPort || m_kind == Kind::Demo)
        text += u':' + QString::number(m_port);
    return text;
}

QUrl Origin::url(QStringView path) const
{
    if (!isValid() || !path.startsWith(u'/') || path.startsWith(u"//"))
        return {};
    const QUrl url(toString() + path.toString(), QUrl::StrictMode);
    const bool leadsHere = url.isValid() && url.scheme() == u"https" && url.userInfo().isEmpty()
                           && url.host(QUrl::FullyEncoded) == m_host
                           && url.port(HttpsPort) == m_port;
    return leadsHere ? url : QUrl();
}

QString Origin::warning() const
{
    if (!isValid() || m_kind == Kind::Demo)
        return {};
    QStringList sentences;
    if (!m_host.endsWith(ServiceSuffix) && looksLikeService(m_host))
        sentences
            += Texts::tr("“%1” looks like a konstantly.com address but is not one.").arg(m_host);
    const QList<QStringView> labels = QStringView(m_host).split(u'.');
    if (std::any_of(labels.begin(), labels.end(), isInternational))
        sentences += Texts::tr("The host name has letters from outside a to z, which can look like "
                               "others. Its real spelling is “%1”.")
                         .arg(m_host);
    if (m_port != HttpsPort)
        sentences += Texts::tr("The address names port %1 instead of the usual one for https.")
                         .arg(m_port);
    return sentences.join(u'\n');
}

} // namespace Konstantly
