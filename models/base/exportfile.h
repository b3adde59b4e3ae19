// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/base/digest.h"
#include "models/base/privatefilewriter.h"

#include <QString>

namespace Konstantly {

//! What there is to show of a file that was exported.
struct ExportedFile
{
    qint64 rows = 0;   //!< without the head line of CSV
    QByteArray sha256; //!< of the file's bytes; raw
};

//! A file of rows for other programs: 0600, whole or not there at all (see PrivateFileWriter), with its digest. Somebody typed where
//! it goes, so a folder that is missing is a mistake and is not made.
class ExportFile final
{
public:
    explicit ExportFile(const QString &path);

    [[nodiscard]] Result<> open();
    //! What is no row: the head line of CSV.
    [[nodiscard]] Result<> write(const QByteArray &bytes);
    [[nodiscard]] Result<> addRow(const QByteArray &bytes);
    [[nodiscard]] Result<ExportedFile> finish();

private:
    PrivateFileWriter m_writer;
    Sha256 m_sha256;
    qint64 m_rows = 0;
};

//! \a text, with an apostrophe in front where a spreadsheet could take it for a formula (CWE-1236): where it begins, also after spaces
//! and quotes, with = + - @, their full-width forms, a tab or a line break. So is text that begins with an apostrophe: who takes
//! away one leading apostrophe gets the text back.
[[nodiscard]] QString withoutFormula(const QString &text);

//! \a text as one field of a CSV file, withoutFormula().
[[nodiscard]] QByteArray csvField(const QString &text);

} // namespace Konstantly
