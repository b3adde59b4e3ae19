# SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
# SPDX-License-Identifier: MIT

# What every target of the program is compiled with. Included by the root file so that a library's own CMakeLists.txt
# only says what it is made of.

add_library(konstantly_defaults INTERFACE)
target_compile_features(konstantly_defaults INTERFACE cxx_std_20)
target_include_directories(konstantly_defaults INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_definitions(konstantly_defaults INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
# Qt 6.4's QFuture::then(context, …) asserts that the context still lives when the result comes, although without asserts it
# does what we rely on (the continuation is not run, its future is cancelled): a window closed during a call would abort a
# debug build. Tests have Qt's asserts all the same, by QT_FORCE_ASSERTS.
target_compile_definitions(konstantly_defaults INTERFACE QT_NO_DEBUG)
if(MSVC)
    target_compile_options(konstantly_defaults INTERFACE /W4 /permissive- /utf-8)
else()
    target_compile_options(konstantly_defaults INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
        -Woverloaded-virtual -Wcast-qual -fstack-protector-strong -fPIE)
    # Hardening that needs the optimiser or costs nothing (security U-7). FORTIFY warns without -O.
    target_compile_definitions(konstantly_defaults INTERFACE
        _GLIBCXX_ASSERTIONS $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        target_link_options(konstantly_defaults INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
    endif()
endif()
target_link_libraries(konstantly_defaults INTERFACE tl::expected Qt6::Core)

# konstantly_precompile(TARGET WITH core | widgets | core_test | widgets_test)
# With KONSTANTLY_PRECOMPILE: the headers that most sources include are read once for all targets of a kind. No source may rely
# on it: what packagers build, and what lint looks at, is without.
function(konstantly_precompile target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "WITH" "")
    if(KONSTANTLY_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM precompiled_${arg_WITH})
    endif()
endfunction()

if(KONSTANTLY_PRECOMPILE)
    set(core <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <string> <utility> <vector> <tl/expected.hpp>
        <QByteArray> <QDateTime> <QDir> <QFile> <QFuture> <QFutureWatcher> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject>
        <QObject> <QPointer> <QPromise> <QSet> <QString> <QStringList> <QTimer> <QTimeZone> <QUrl>)
    set(widgets ${core} <QAbstractItemModel> <QAction> <QApplication> <QBoxLayout> <QDialog> <QFrame> <QGridLayout> <QLabel>
        <QLineEdit> <QMenu> <QPainter> <QPushButton> <QScrollArea> <QStyle> <QTableView> <QToolButton> <QWidget>)
    # QtTest's own header is not among them: what it holds depends on the modules that a test links.
    foreach(kind core core_test widgets widgets_test)
        add_library(precompiled_${kind} OBJECT ${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp)
        set_target_properties(precompiled_${kind} PROPERTIES AUTOMOC OFF)
        string(REPLACE "_test" "" headers ${kind})
        target_precompile_headers(precompiled_${kind} PRIVATE ${${headers}})
        target_link_libraries(precompiled_${kind} PRIVATE konstantly_defaults)
        if(headers STREQUAL "widgets")
            target_link_libraries(precompiled_${kind} PRIVATE Qt6::Widgets)
        endif()
        if(NOT kind STREQUAL headers)
            target_compile_definitions(precompiled_${kind} PRIVATE QT_FORCE_ASSERTS)
        endif()
    endforeach()
endif()

# konstantly_library(NAME SOURCES a.cpp a.h … [PUBLIC libs…] [PRIVATE libs…])
# One static library per folder of `models`: the launcher links the few it needs and neither Network, Sql nor Gui.
function(konstantly_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
    add_library(${name} STATIC)
    target_sources(${name} PRIVATE ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC konstantly_defaults ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    konstantly_precompile(${name} WITH core)
endfunction()
