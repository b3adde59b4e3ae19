// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/settings/certificatefile.h"

#include "models/base/file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Konstantly {

Result<QStringList> certificateFingerprints(const QString &path)
{
    static const QRegularExpression block(
        u"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----"_s);
    const Result<FileSnapshot> file = readFile(path);
    if (!file)
        return fail(file.error());
    if (!file->exists)
        return fail(ErrorCode::FileUnreadable, {}, path);
    QStringList prints;
    auto found = block.globalMatch(QString::fromLatin1(file->bytes));
    while (found.hasNext()) {
        const QByteArray der = QByteArray::fromBase64(found.next().captured(1).toLatin1());
        const QByteArray sum = QCryptographicHash::hash(der, QCryptographicHash::Sha256);
        prints << QString::fromLatin1(sum.toHex(':').toUpper());
    }
    if (prints.isEmpty())
        return fail(
            ErrorCode::FileNotParsable,
            QCoreApplication::translate("CertificateFile", "There is no certificate in it."), path);
    return prints;
}

} // namespace Konstantly
