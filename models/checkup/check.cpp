// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/checkup/check.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

} // namespace

QString checkStateName(CheckState state)
{
    switch (state) {
    case CheckState::Problem:
        return u"problem"_s;
    case CheckState::Warning:
        return u"warning"_s;
    case CheckState::CannotTell:
        return u"cannot-tell"_s;
    case CheckState::Passed:
        return u"passed"_s;
    }
    return {};
}

QString checkStateText(CheckState state)
{
    switch (state) {
    case CheckState::Problem:
        return Texts::tr("Problem");
    case CheckState::Warning:
        return Texts::tr("Warning");
    case CheckState::CannotTell:
        return Texts::tr("Cannot tell");
    case CheckState::Passed:
        return Texts::tr("Passed");
    }
    return {};
}

QString checkTopic(const QString &id)
{
    static constexpr std::pair<const char *, const char *> topics[] = {
        {"owner-left", QT_TRANSLATE_NOOP("Checkup", "Keys of people who left")},
        {"exposed-keys", QT_TRANSLATE_NOOP("Checkup", "Exposed keys")},
        {"plaintext-keys", QT_TRANSLATE_NOOP("Checkup", "Keys in plain text")},
        {"key-copies", QT_TRANSLATE_NOOP("Checkup", "Copies of keys elsewhere")},
        {"tool-urls", QT_TRANSLATE_NOOP("Checkup", "Addresses in AI tools")},
        {"unfinished-rotations", QT_TRANSLATE_NOOP("Checkup", "Unfinished rotations")},
        {"rotation-due", QT_TRANSLATE_NOOP("Checkup", "Keys to rotate")},
        {"naming", QT_TRANSLATE_NOOP("Checkup", "Names of keys")},
        {"unused-keys", QT_TRANSLATE_NOOP("Checkup", "Unused keys")},
        {"device-key", QT_TRANSLATE_NOOP("Checkup", "Key of this device")},
        {"write-scope", QT_TRANSLATE_NOOP("Checkup", "Unused rights to write")},
        {"tool-entries", QT_TRANSLATE_NOOP("Checkup", "Entries of AI tools")},
        {"package-verified", QT_TRANSLATE_NOOP("Checkup", "Server package")},
        {"package-signature", QT_TRANSLATE_NOOP("Checkup", "Signature of the server package")},
        {"node", QT_TRANSLATE_NOOP("Checkup", "Node.js")},
        {"service", QT_TRANSLATE_NOOP("Checkup", "Service")},
        {"keychain", QT_TRANSLATE_NOOP("Checkup", "Keychain")},
        {"private-files", QT_TRANSLATE_NOOP("Checkup", "Private files")},
        {"metering", QT_TRANSLATE_NOOP("Checkup", "Metering")},
        {"siem", QT_TRANSLATE_NOOP("Checkup", "SIEM")},
    };
    for (const auto &[known, topic] : topics) {
        if (id == QLatin1StringView(known))
            return Texts::tr(topic);
    }
    return {};
}

QString checkFixName(CheckFix fix)
{
    switch (fix) {
    case CheckFix::None:
        return {};
    case CheckFix::RevokeKeys:
        return u"revoke"_s;
    case CheckFix::RotateKey:
        return u"rotate"_s;
    case CheckFix::ContinueRotation:
        return u"continue-rotation"_s;
    case CheckFix::ReviewKeys:
        return u"review-keys"_s;
    case CheckFix::CreateDeviceKey:
        return u"create-device-key"_s;
    case CheckFix::ProtectTools:
        return u"protect"_s;
    case CheckFix::ReviewCopies:
        return u"review-copies"_s;
    case CheckFix::InstallPackage:
        return u"install-package"_s;
    case CheckFix::TightenFiles:
        return u"tighten-files"_s;
    case CheckFix::TurnOnMetering:
        return u"turn-on-metering"_s;
    case CheckFix::SetUpSiem:
        return u"set-up-siem"_s;
    }
    return {};
}

QString checkFixText(CheckFix fix)
{
    switch (fix) {
    case CheckFix::None:
        return {};
    case CheckFix::RevokeKeys:
        return Texts::tr("Revoke…");
    case CheckFix::RotateKey:
        return Texts::tr("Rotate…");
    case CheckFix::ContinueRotation:
        return Texts::tr("Continue…");
    case CheckFix::ReviewKeys:
        return Texts::tr("Show keys");
    case CheckFix::CreateDeviceKey:
        return Texts::tr("New key…");
    case CheckFix::ProtectTools:
        return Texts::tr("Protect…");
    case CheckFix::ReviewCopies:
        return Texts::tr("Show copies");
    case CheckFix::InstallPackage:
        return Texts::tr("Show the server");
    case CheckFix::TightenFiles:
        return Texts::tr("Make private");
    case CheckFix::TurnOnMetering:
        return Texts::tr("Turn on");
    case CheckFix::SetUpSiem:
        return Texts::tr("Set up…");
    }
    return {};
}

QString checkFixCommand(CheckFix fix)
{
    switch (fix) {
    case CheckFix::RevokeKeys:
        return u"konstantlyctl keys revoke"_s;
    case CheckFix::RotateKey:
        return u"konstantlyctl keys rotate"_s;
    case CheckFix::ContinueRotation:
        return u"konstantlyctl keys rotate --resume"_s;
    case CheckFix::ReviewKeys:
        return u"konstantlyctl keys list"_s;
    case CheckFix::CreateDeviceKey:
        return u"konstantlyctl keys create NAME --scopes read --use-here"_s;
    case CheckFix::ProtectTools:
        return u"konstantlyctl device protect"_s;
    case CheckFix::ReviewCopies:
        return u"konstantlyctl device list"_s;
    case CheckFix::InstallPackage:
        return u"konstantlyctl package install"_s;
    case CheckFix::SetUpSiem:
        return u"konstantlyctl audit forward --to syslog+tls://HOST:PORT"_s;
    case CheckFix::None:
    case CheckFix::TightenFiles:
    case CheckFix::TurnOnMetering:
        break;
    }
    return {};
}

} // namespace Konstantly
