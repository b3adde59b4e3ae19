// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configtext.h"

#include "models/json/jsonedit.h"
#include "models/json/tomledit.h"
#include "models/json/yamltext.h"

#include <QCoreApplication>

namespace Konstantly {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ClientConfig)
};

template<typename Text>
Result<std::shared_ptr<const StructuredText>> shared(Result<Text> text)
{
    if (!text)
        return fail(text.error());
    return std::make_shared<const Text>(*std::move(text));
}

auto notWritten()
{
    return fail(ErrorCode::FileUnsupported,
                Texts::tr("this program does not change YAML files. Paste the entry instead."));
}

const JsonText &asJson(const StructuredText &text)
{
    return static_cast<const JsonText &>(text);
}

const TomlText &asToml(const StructuredText &text)
{
    return static_cast<const TomlText &>(text);
}

} // namespace

Result<std::shared_ptr<const StructuredText>> parseConfig(const QByteArray &bytes,
                                                          const ConfigShape &shape)
{
    switch (shape.format) {
    case ConfigFormat::Json:
        return shared(JsonText::parse(bytes, shape.dialect, {.maxBytes = shape.maxBytes}));
    case ConfigFormat::Toml:
        return shared(TomlText::parse(bytes, {.maxBytes = shape.maxBytes}));
    case ConfigFormat::Yaml:
        return shared(YamlText::parse(bytes, {.maxBytes = shape.maxBytes}));
    }
    return notWritten();
}

Result<QByteArray> withConfigMember(const StructuredText &text, const ConfigShape &shape,
                                    const QStringList &path, const QString &name,
                                    const TextDraft &value)
{
    switch (shape.format) {
    case ConfigFormat::Json:
        return withMember(asJson(text), path, name, value);
    case ConfigFormat::Toml:
        return withTomlMember(asToml(text), path, name, value);
    case ConfigFormat::Yaml:
        break;
    }
    return notWritten();
}

Result<QByteArray> withoutConfigMember(const StructuredText &text, const ConfigShape &shape,
                                       const QStringList &path, const QString &name)
{
    switch (shape.format) {
    case ConfigFormat::Json:
        return withoutMember(asJson(text), path, name);
    case ConfigFormat::Toml:
        return withoutTomlMember(asToml(text), path, name);
    case ConfigFormat::Yaml:
        break;
    }
    return notWritten();
}

Result<QByteArray> newConfigFile(const ConfigShape &shape, const QStringList &path,
                                 const QString &name, const TextDraft &value)
{
    switch (shape.format) {
    case ConfigFormat::Json:
        return newJsonFile(path, name, value);
    case ConfigFormat::Toml:
        return newTomlFile(path, name, value);
    case ConfigFormat::Yaml:
        break;
    }
    return notWritten();
}

} // namespace Konstantly
