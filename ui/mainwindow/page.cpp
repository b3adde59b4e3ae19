// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/page.h"

namespace Konstantly {

Page::Page(QWidget *parent)
    : QWidget(parent)
{}

} // namespace Konstantly
