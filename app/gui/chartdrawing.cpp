// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/gui/chartdrawing.h"

#include "models/base/exitcode.h"
#include "ui/usage/chartpicture.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>

#include <cstdio>
#include <cstring>

namespace Konstantly {

namespace {

constexpr qint64 MaxDocument = qint64(8) * 1024 * 1024;

int failed(ExitCode code, const QByteArray &why)
{
    std::fprintf(stderr, "konstantly-keys: %s\n", why.constData());
    return int(code);
}

} // namespace

bool isChartDrawing(int argc, char **argv)
{
    return argc == 2 && std::strcmp(argv[1], "--draw-chart") == 0;
}

int drawChart(int argc, char **argv)
{
    // Whatever the surroundings ask for: a theme of the desktop would look for the session bus.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    for (const char *name : {"QT_QPA_PLATFORMTHEME", "DBUS_SESSION_BUS_ADDRESS"})
        qunsetenv(name);
    const QGuiApplication application(argc, argv);
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return failed(ExitCode::Internal, "no standard input or output");
    const QByteArray svg = in.read(MaxDocument + 1);
    if (svg.size() > MaxDocument)
        return failed(ExitCode::InputRefused, "the chart is too large");
    const Result<QImage> picture = chartPicture(svg, PictureScale);
    if (!picture)
        return failed(ExitCode::InputRefused, picture.error().detail.toUtf8());
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!picture->save(&buffer, "PNG"))
        return failed(ExitCode::Internal, "no PNG");
    if (out.write(png) != png.size() || !out.flush())
        return failed(ExitCode::NotWritten, "standard output takes no more");
    return int(ExitCode::Done);
}

} // namespace Konstantly
