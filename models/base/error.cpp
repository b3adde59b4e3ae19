// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/error.h"

#include "models/base/standardoutput.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Error)
};

//! "in 12 s", "in 3 min", "in 2 h": how long to wait, in the largest unit that is still honest.
QString waiting(std::chrono::seconds time)
{
    const int seconds = int(time.count());
    if (seconds <= 0)
        return Texts::tr("Try again in a minute.");
    if (seconds < 120)
        return Texts::tr("Try again in %n second(s).", nullptr, seconds);
    if (seconds < 7200)
        return Texts::tr("Try again in %n minute(s).", nullptr, (seconds + 59) / 60);
    return Texts::tr("Try again in %n hour(s).", nullptr, (seconds + 3599) / 3600);
}

//! \a hint, and which file or program it is about: without that nobody can mend it.
QString withDetail(const QString &hint, const Error &error)
{
    return error.detail.isEmpty() ? hint : Texts::tr("%1 (Details: %2)").arg(hint, error.detail);
}

} // namespace

QString errorName(ErrorCode code)
{
    switch (code) {
#define NAME(x) \
    case ErrorCode::x: \
        return QStringLiteral(#x);
        NAME(Cancelled)
        NAME(Internal)
        NAME(InvalidInput)
        NAME(NotConfigured)
        NAME(Offline)
        NAME(Timeout)
        NAME(TlsRefused)
        NAME(Redirected)
        NAME(BadResponse)
        NAME(ServerFault)
        NAME(OutcomeUnknown)
        NAME(Unauthorized)
        NAME(LicenseRestricted)
        NAME(LicenseDisabled)
        NAME(Forbidden)
        NAME(NotFound)
        NAME(NotSupported)
        NAME(InvalidArguments)
        NAME(RateLimited)
        NAME(AuthRateLimited)
        NAME(OriginRefused)
        NAME(OriginUnconfirmed)
        NAME(OriginMismatch)
        NAME(KeychainLocked)
        NAME(KeychainDenied)
        NAME(KeychainUnavailable)
        NAME(KeychainNotAnswering)
        NAME(KeychainUnconfirmed)
        NAME(KeychainBroken)
        NAME(KeyMissing)
        NAME(KeyRevoked)
        NAME(KeyRecordInvalid)
        NAME(FileUnreadable)
        NAME(FileDamaged)
        NAME(FileNotParsable)
        NAME(FileUnsupported)
        NAME(FileChangedMeanwhile)
        NAME(FileBusy)
        NAME(FileNotWritable)
        NAME(DiskFull)
        NAME(CertificateUntrusted)
        NAME(CertificateForOtherHost)
        NAME(TlsHandshakeFailed)
        NAME(DeliveryUnconfirmed)
        NAME(DeliveryBusy)
        NAME(PackageMissing)
        NAME(PackageNotVerified)
        NAME(NodeMissing)
        NAME(ServerFailed)
#undef NAME
    }
    return u"Internal"_s;
}

std::optional<ErrorCode> errorFromName(QStringView name)
{
    for (int code = 0; code <= int(ErrorCode::ServerFailed); ++code) {
        if (errorName(ErrorCode(code)) == name)
            return ErrorCode(code);
    }
    return std::nullopt;
}

ErrorText describe(const Error &error)
{
    const QString subject = error.subject;
    const bool isNamed = !subject.isEmpty();
    const bool isOutput = subject == StandardOutput;
    // At the beginning of a sentence.
    const QString server = isNamed ? subject : Texts::tr("The workspace");
    const QString file = isNamed ? subject : Texts::tr("The file");
    switch (error.code) {
    case ErrorCode::Cancelled:
        return {Texts::tr("Cancelled. Nothing was changed."), {}};
    case ErrorCode::Internal:
        break;
    case ErrorCode::InvalidInput:
        return {error.detail.isEmpty() ? Texts::tr("That input is not valid.") : error.detail, {}};
    case ErrorCode::NotConfigured:
        // What has words of its own is not always about a workspace.
        if (!error.detail.isEmpty())
            return {error.detail, {}};
        return {isNamed ? Texts::tr("“%1” is not set up on this device.").arg(subject)
                        : Texts::tr("This is not set up on this device."),
                Texts::tr("Connect the workspace first.")};

    case ErrorCode::Offline:
        return {Texts::tr("%1 can't be reached.").arg(server),
                Texts::tr("Check the network connection and the address.")};
    case ErrorCode::Timeout:
        return {Texts::tr("%1 did not answer in time.").arg(server),
                Texts::tr("Try again. If it stays like this, check the network connection.")};
    case ErrorCode::TlsRefused:
        return {
            isNamed
                ? Texts::tr("The connection to %1 is not secure, so nothing was sent.").arg(subject)
                : Texts::tr("The connection is not secure, so nothing was sent."),
            Texts::tr("If your company inspects TLS traffic, add its certificate authority to "
                      "the workspace. Otherwise you may be talking to the wrong server.")};
    case ErrorCode::Redirected:
        return {Texts::tr("%1 tried to send us to another address. The key was not sent there.")
                    .arg(server),
                Texts::tr("Sign in to the network first if it has a login page; else check the "
                          "workspace's address.")};
    case ErrorCode::BadResponse:
        return {
            Texts::tr("%1 gave an answer that is not from Konstantly.").arg(server),
            Texts::tr("Check the address. A network login page or a proxy can cause this too.")};
    case ErrorCode::ServerFault:
        return {Texts::tr("Konstantly has a problem and could not answer."),
                Texts::tr("Try again later.")};
    case ErrorCode::OutcomeUnknown:
        return {Texts::tr("The answer was lost, so it is not known whether the service carried it "
                          "out."),
                Texts::tr("Refresh the list of keys and check it before trying again.")};
    case ErrorCode::Unauthorized:
        return {Texts::tr("The key was rejected: it was revoked, mistyped, belongs to another "
                          "workspace, or its owner is blocked. The service does not say which."),
                error.retryAfter.count() > 0
                    ? Texts::tr("Use another key, or ask an administrator. %1")
                          .arg(waiting(error.retryAfter))
                    : Texts::tr("Use another key, or ask an administrator.")};
    case ErrorCode::LicenseRestricted:
        return {Texts::tr("The workspace's licence does not include managing MCP keys."),
                Texts::tr("An administrator can change the plan under Settings → Billing.")};
    case ErrorCode::LicenseDisabled:
        return {Texts::tr("The key is valid, but MCP access is switched off for this workspace."),
                Texts::tr("An administrator can switch it on.")};
    case ErrorCode::Forbidden:
        return {Texts::tr("The key's owner does not have the permission for this."),
                Texts::tr("Managing keys needs the permission “mcp_manage”. Keys can also be "
                          "managed in the browser.")};
    case ErrorCode::NotFound:
        return {subject.isEmpty() ? Texts::tr("The service does not know this.")
                                  : Texts::tr("The service does not know “%1”.").arg(subject),
                Texts::tr("Refresh the list: it may be gone already.")};
    case ErrorCode::NotSupported:
        return {Texts::tr("This workspace's server does not offer this."),
                Texts::tr("Use the workspace's page “MCP Keys” in the browser.")};
    case ErrorCode::InvalidArguments:
        return {Texts::tr("The service refused the input."), error.detail};
    case ErrorCode::RateLimited:
        return {Texts::tr("This key has used up its calls for the moment."),
                waiting(error.retryAfter)};
    case ErrorCode::AuthRateLimited:
        return {Texts::tr("Too many failed sign-ins from this network. No further try was made."),
                waiting(error.retryAfter)};

    case ErrorCode::OriginRefused:
        return {!error.detail.isEmpty() ? error.detail
                : isNamed ? Texts::tr("“%1” is not the address of a workspace.").arg(subject)
                          : Texts::tr("That is not the address of a workspace."),
                Texts::tr("It looks like https://acme.konstantly.com.")};
    case ErrorCode::OriginUnconfirmed:
        return {
            isNamed ? Texts::tr("“%1” is not a konstantly.com address. A key sent to a wrong "
                                "host is lost.")
                          .arg(subject)
                    : Texts::tr("This is not a konstantly.com address. A key sent to a wrong "
                                "host is lost."),
            Texts::tr("If it is your organisation's own address, confirm it by typing the host.")};
    case ErrorCode::OriginMismatch:
        return {isNamed
                    ? Texts::tr("The stored key belongs to another address than %1, so it was not "
                                "used.")
                          .arg(subject)
                    : Texts::tr("The stored key belongs to another address, so it was not used."),
                Texts::tr("Connect the workspace again with a key of its own.")};

    case ErrorCode::KeychainLocked:
        return {Texts::tr("The keychain is locked."),
                Texts::tr("Unlock it and try again: with its password, usually that of your "
                          "sign-in, where the desktop asks for it or in its program for passwords "
                          "(Passwords and Keys, KWalletManager). Signing in to the desktop unlocks "
                          "it, too.")};
    case ErrorCode::KeychainDenied:
        return {Texts::tr("Access to the keychain was denied."),
                Texts::tr("Try again and allow it when the system asks.")};
    case ErrorCode::KeychainUnavailable:
        return {Texts::tr("No keychain is available on this system. Keys are never kept in a file "
                          "instead."),
                Texts::tr("Install and start a keyring service (GNOME Keyring or KWallet), or sign "
                          "in to a desktop session.")};
    case ErrorCode::KeychainNotAnswering:
        return {Texts::tr("The keychain has not answered yet."),
                Texts::tr("It may only be busy: try again. If that does not help, look for a "
                          "question from it that is waiting for you, or sign out and in again.")};
    case ErrorCode::KeychainUnconfirmed:
        return {Texts::tr("The keychain could not confirm what it holds."),
                Texts::tr("Unlock it and try again.")};
    case ErrorCode::KeychainBroken:
        return {Texts::tr("The keychain said that it stored the key, but it did not."),
                Texts::tr("Nothing depends on it yet. Check the keychain and try again.")};
    case ErrorCode::KeyMissing:
        return {subject.isEmpty() ? Texts::tr("The keychain holds no key for this.")
                                  : Texts::tr("The keychain holds no key for “%1”.").arg(subject),
                Texts::tr("Create a key for this device, or connect the workspace again.")};
    case ErrorCode::KeyRevoked:
        return {subject.isEmpty()
                    ? Texts::tr("The key of this device was revoked, so it works no more.")
                    : Texts::tr("The key “%1” was revoked, so it works no more.").arg(subject),
                Texts::tr("Create a new key for this device.")};
    case ErrorCode::KeyRecordInvalid:
        return {Texts::tr("What the keychain holds is not a key of this program."),
                Texts::tr("Connect the workspace again.")};

    case ErrorCode::FileUnreadable:
        return {Texts::tr("%1 can't be read.").arg(file),
                Texts::tr("Check that the file belongs to you. Nothing was changed.")};
    case ErrorCode::FileDamaged:
        return {
            Texts::tr("%1 is damaged.").arg(file),
            withDetail(Texts::tr("Try again: it is put aside then, a new one is begun, and what "
                                 "can still be read from the sources is read anew."),
                       error)};
    case ErrorCode::FileNotParsable:
        return {Texts::tr("%1 can't be understood: %2").arg(file, error.detail),
                Texts::tr("Nothing was changed. Mend the file and try again.")};
    case ErrorCode::FileUnsupported:
        return {Texts::tr("%1 is left alone: %2").arg(file, error.detail),
                Texts::tr("Nothing was changed.")};
    case ErrorCode::FileChangedMeanwhile:
        return {Texts::tr("%1 was changed by another program in the meantime. Nothing was "
                          "overwritten.")
                    .arg(file),
                Texts::tr("Look at the new preview and apply again.")};
    case ErrorCode::FileBusy:
        return {isNamed ? Texts::tr("%1 is working on its settings file right now, so nothing was "
                                    "changed.")
                              .arg(subject)
                        : Texts::tr("Another window or command of this program is changing an AI "
                                    "tool's file right now, so nothing was changed."),
                isNamed
                    ? Texts::tr("Try again in a moment. If it stays like this, quit %1 completely.")
                          .arg(subject)
                    : Texts::tr("Try again in a moment.")};
    case ErrorCode::FileNotWritable:
        if (isOutput)
            return {Texts::tr("Not everything could be written to standard output."),
                    withDetail(Texts::tr("What was printed is incomplete."), error)};
        return {
            Texts::tr("%1 can't be written, so nothing was changed.").arg(file),
            withDetail(Texts::tr("Check the permissions of the file and of its folder."), error)};
    case ErrorCode::DiskFull:
        if (isOutput)
            return {Texts::tr("The disk is full, so not everything could be written to standard "
                              "output."),
                    Texts::tr("Free some space and try again.")};
        return {
            isNamed
                ? Texts::tr("The disk is full, so %1 could not be written. Nothing was changed.")
                      .arg(subject)
                : Texts::tr("The disk is full, so the file could not be written. Nothing was "
                            "changed."),
            Texts::tr("Free some space and try again.")};

    case ErrorCode::CertificateUntrusted:
        return {Texts::tr("The certificate of %1 is not trusted, so nothing was sent.").arg(server),
                withDetail(Texts::tr("If its certificate authority is your organisation's own, "
                                     "give that authority's certificate as a PEM file."),
                           error)};
    case ErrorCode::CertificateForOtherHost:
        return {Texts::tr("The certificate of %1 is for another name, so nothing was sent.")
                    .arg(server),
                Texts::tr("Use the name that the certificate was made for.")};
    case ErrorCode::TlsHandshakeFailed:
        return {
            Texts::tr("No secure connection to %1 could be made, so nothing was sent.").arg(server),
            withDetail(Texts::tr("Check that this port takes syslog over TLS 1.2 or newer, and "
                                 "asks for no client certificate."),
                       error)};
    case ErrorCode::DeliveryUnconfirmed:
        return {
            Texts::tr("The connection to %1 ended before it was certain that everything had "
                      "arrived.")
                .arg(server),
            Texts::tr("Nothing is lost: it is sent again. What arrives twice has the same id.")};
    case ErrorCode::DeliveryBusy:
        return {Texts::tr("Another window or command of this program is sending these events "
                          "right now."),
                Texts::tr("Try again in a moment.")};

    case ErrorCode::PackageMissing:
        return {Texts::tr("The MCP server package is not installed on this device."),
                Texts::tr("Install it on the page “This device”, or with: konstantlyctl package "
                          "install")};
    case ErrorCode::PackageNotVerified:
        return {
            Texts::tr("The MCP server package is not what was installed, so it is not started."),
            withDetail(Texts::tr("Install it again: konstantlyctl package install"), error)};
    case ErrorCode::NodeMissing:
        return {Texts::tr("No usable Node.js was found. The MCP server needs version 18 or newer."),
                withDetail(Texts::tr("Install Node.js and try again."), error)};
    case ErrorCode::ServerFailed:
        return {Texts::tr("The MCP server did not start."),
                error.retryAfter.count() > 0 ? error.detail + u' ' + waiting(error.retryAfter)
                                             : error.detail};
    }
    return {Texts::tr("Something went wrong inside the program."),
            Texts::tr("Please report it. Details: %1").arg(error.detail)};
}

} // namespace Konstantly
