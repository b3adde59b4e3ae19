// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/origin.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Konstantly {

Result<Origin> Origin::parse(QStringView url)
{
    if (!url.startsWith(u"https://"))
        return fail(ErrorCode::OriginRefused, {}, url.toString());
    const QStringView rest = url.sliced(8);
    const qsizetype colon = rest.indexOf(u':');
    const QString host = (colon < 0 ? rest : rest.first(colon)).toString();
    const int port = colon < 0 ? 443 : rest.sliced(colon + 1).toInt();
    return Origin(host.endsWith(u".konstantly.com") ? Kind::Service : Kind::Custom, host, port);
}
Result<Origin> Origin::parseDemo(QStringView url)
{
    auto origin = parse(url);
    if (origin)
        origin->m_kind = Kind::Demo;
    return origin;
}
Result<Origin> Origin::parseStored(QStringView url, bool isDemo)
{
    return isDemo ? parseDemo(url) : parse(url);
}
Result<Origin> Origin::fromInput(QStringView text)
{
    return parse(text);
}
QString Origin::toString() const
{
    QString text = u"https://"_s + m_host;
    if (m_port != 443 || m_kind == Kind::Demo)
        text += u':' + QString::number(m_port);
    return text;
}
QUrl Origin::url(QStringView path) const
{
    return QUrl(toString() + path.toString(), QUrl::StrictMode);
}
QString Origin::warning() const
{
    return {};
}

} // namespace Konstantly
