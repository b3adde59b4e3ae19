// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow/mainpage.h"

namespace Konstantly {

MainPage::MainPage(QWidget *parent)
    : QWidget(parent)
{}

} // namespace Konstantly
