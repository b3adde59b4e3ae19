// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/exportfile.h"

#include "models/base/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

//! What spreadsheets pass over before they look whether a formula follows.
bool isPassedOver(QChar c)
{
    return (c.isSpace() && c != u'\t' && c != u'\r' && c != u'\n') || c == u'"'
           || (isInvisibleCharacter(c.unicode()) && c.unicode() > 0x7f);
}

bool needsApostrophe(const QString &text)
{
    if (text.startsWith(u'\''))
        return true;
    const auto first = std::ranges::find_if_not(text, isPassedOver);
    return first != text.end() && QStringView(u"=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−").contains(*first);
}

bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_-.:/").contains(c);
}

} // namespace

QString withoutFormula(const QString &text)
{
    return needsApostrophe(text) ? u'\'' + text : text;
}

QByteArray csvField(const QString &text)
{
    QString field = withoutFormula(text);
    // Readers stop at it.
    field.replace(QChar(u'\0'), plainText(QString(QChar(u'\0'))));
    if (std::ranges::all_of(field, isPlain))
        return field.toUtf8();
    field.replace(u'"', u"\"\""_s);
    return '"' + field.toUtf8() + '"';
}

ExportFile::ExportFile(const QString &path)
    : m_writer(path, PrivateFileWriter::MissingFolders::Refuse)
{}

Result<> ExportFile::open()
{
    return m_writer.open();
}

Result<> ExportFile::write(const QByteArray &bytes)
{
    m_sha256.add(bytes);
    return m_writer.write(bytes);
}

Result<> ExportFile::addRow(const QByteArray &bytes)
{
    ++m_rows;
    return write(bytes);
}

Result<ExportedFile> ExportFile::finish()
{
    return m_writer.commit().transform([this] { return ExportedFile{m_rows, m_sha256.result()}; });
}

} // namespace Konstantly
