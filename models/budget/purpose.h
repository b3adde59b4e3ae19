// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Konstantly {

//! Why a request is made. A key that was rejected is not tried again by itself, only when somebody asks (security R-3).
enum class Purpose {
    UserAction, //!< somebody pressed a button or typed a command
    Automatic   //!< a timer, a start-up refresh
};

} // namespace Konstantly
