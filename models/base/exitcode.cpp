// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/exitcode.h"

namespace Konstantly {

ExitCode exitCodeFor(ErrorCode error)
{
    switch (error) {
    case ErrorCode::InvalidInput:
    case ErrorCode::OriginRefused:
    case ErrorCode::OriginUnconfirmed:
    case ErrorCode::NotFound:
    case ErrorCode::InvalidArguments:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileNotParsable:
    case ErrorCode::FileUnsupported:
        return ExitCode::InputRefused;

    case ErrorCode::Offline:
    case ErrorCode::Timeout:
    case ErrorCode::TlsRefused:
    case ErrorCode::Redirected:
    case ErrorCode::BadResponse:
    case ErrorCode::ServerFault:
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::NotSupported:
    case ErrorCode::KeychainDenied:
    case ErrorCode::KeychainUnavailable:
    case ErrorCode::KeychainNotAnswering:
    case ErrorCode::KeychainUnconfirmed:
    case ErrorCode::KeychainBroken:
    case ErrorCode::CertificateUntrusted:
    case ErrorCode::CertificateForOtherHost:
    case ErrorCode::TlsHandshakeFailed:
    case ErrorCode::DeliveryUnconfirmed:
    case ErrorCode::ServerFailed:
        return ExitCode::Unreachable;

    case ErrorCode::Internal:
        return ExitCode::Internal;

    case ErrorCode::FileChangedMeanwhile:
    case ErrorCode::FileNotWritable:
    case ErrorCode::DiskFull:
        return ExitCode::NotWritten;

    case ErrorCode::Cancelled:
    case ErrorCode::FileBusy:
    case ErrorCode::FileDamaged:
    case ErrorCode::DeliveryBusy:
    case ErrorCode::RateLimited:
    case ErrorCode::AuthRateLimited:
    case ErrorCode::KeychainLocked:
        return ExitCode::TryLater;

    case ErrorCode::Unauthorized:
    case ErrorCode::LicenseRestricted:
    case ErrorCode::LicenseDisabled:
    case ErrorCode::Forbidden:
        return ExitCode::Refused;

    case ErrorCode::NotConfigured:
    case ErrorCode::OriginMismatch:
    case ErrorCode::KeyMissing:
    case ErrorCode::KeyRevoked:
    case ErrorCode::KeyRecordInvalid:
    case ErrorCode::PackageMissing:
    case ErrorCode::PackageNotVerified:
    case ErrorCode::NodeMissing:
        return ExitCode::Configuration;
    }
    return ExitCode::Internal;
}

} // namespace Konstantly
