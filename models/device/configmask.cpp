// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/device/configmask.h"

#include "models/device/configinspection.h"
#include "models/settings/workspace.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

bool soundsSecret(const QString &name)
{
    static const QRegularExpression pattern(
        u"token|secret|passw|passphrase|pwd|key|credential|auth|cookie|session|bearer|private|"
        "signature|dsn|connection[-_ ]?string|webhook|(^|[-_.])(pass|pin|sig)($|[-_.])"_s,
        QRegularExpression::CaseInsensitiveOption);
    return name.contains(pattern);
}

//! Objects whose values are all hidden: they are where secrets are put.
bool holdsSecrets(const QString &name)
{
    static const QStringList names{u"env"_s,     u"environment"_s, u"envs"_s,
                                   u"headers"_s, u"oauth"_s,       u"inputs"_s};
    return names.contains(name, Qt::CaseInsensitive);
}

//! Variables of ours that say nothing secret.
bool isHarmless(const QString &name)
{
    return name == "KONSTANTLY_URL"_L1 || name == "NODE_EXTRA_CA_CERTS"_L1;
}

//! A word that nobody chose: long, letters and digits mixed.
bool looksRandom(const QString &word)
{
    if (word.startsWith(u'/'))
        return false; // a path; its steps are looked at one by one
    int digits = 0;
    int letters = 0;
    for (const QChar c : word) {
        digits += c.isDigit() ? 1 : 0;
        letters += c.isLetter() ? 1 : 0;
    }
    return digits >= 3 && letters >= 3;
}

void addMatches(std::vector<TextRange> &ranges, const QString &text,
                const QRegularExpression &pattern)
{
    auto match = pattern.globalMatch(text);
    while (match.hasNext()) {
        const QRegularExpressionMatch found = match.next();
        ranges.push_back({found.capturedStart(1), found.capturedEnd(1)});
    }
}

//! What looks like a secret in \a text, as ranges of characters; may overlap.
std::vector<TextRange> suspicious(const QString &text)
{
    static const QRegularExpression tokens(
        u"((?:kmcp_|gh[pousr]_|github_pat_|glpat-|xox[a-z]-|sk-|[sprw]k_|AKIA|ASIA|AIza|ya29\\.|"
        u"eyJ|npm_|"
        "dop_v1_|hf_|lin_api_|ntn_|secret_|figd_|tvly-|phc_|SG\\.|shpat_|pat[-_.])"
        "[A-Za-z0-9_.+/=~-]{6,})"_s);
    static const QRegularExpression userInfo(u"://([^/\\s@\"]+)@"_s);
    static const QRegularExpression query(
        u"[?&;][^=&#\\s]*(?:token|secret|pass|key|auth|sig|code|session)[^=&#\\s]*=([^&#\\s\"]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression scheme(u"\\b(?:Bearer|Basic|Token|ApiKey)[:\\s]+(\\S+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression header(
        u"\\A\\s*(?:[A-Za-z0-9-]*(?:auth|key|token|secret|cookie)[A-Za-z0-9-]*)\\s*:\\s*(.+)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression words(u"([A-Za-z0-9_+=.~-]{20,})"_s);
    static const QRegularExpression base64(u"([A-Za-z0-9+/_=-]{32,})"_s);
    std::vector<TextRange> ranges;
    for (const QRegularExpression *pattern : {&tokens, &userInfo, &query, &scheme, &header})
        addMatches(ranges, text, *pattern);
    for (const QRegularExpression *pattern : {&words, &base64}) {
        auto match = pattern->globalMatch(text);
        while (match.hasNext()) {
            const QRegularExpressionMatch found = match.next();
            if (looksRandom(found.captured()))
                ranges.push_back({found.capturedStart(), found.capturedEnd()});
        }
    }
    return ranges;
}

std::vector<TextRange> merged(std::vector<TextRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](TextRange a, TextRange b) { return a.begin < b.begin; });
    std::vector<TextRange> result;
    for (const TextRange range : ranges) {
        if (!result.empty() && range.begin <= result.back().end)
            result.back().end = qMax(result.back().end, range.end);
        else if (range.size() > 0)
            result.push_back(range);
    }
    return result;
}

class Walk final
{
public:
    Walk(const StructuredText &text, TextRange window)
        : m_text(text)
        , m_window(window)
    {}

    [[nodiscard]] std::vector<TextRange> run()
    {
        visit(m_text.root(), {}, false);
        return merged(std::move(m_ranges));
    }

private:
    [[nodiscard]] bool isInWindow(TextRange range) const
    {
        return range.begin < m_window.end && range.end > m_window.begin;
    }

    //! \a isHidden: everything in \a value is to be hidden.
    void visit(const TextValue &value, const QString &name, bool isHidden)
    {
        if (!isInWindow(value.range))
            return;
        if (value.type == TextType::Object) {
            visitMembers(value, isHidden);
        } else if (value.type == TextType::Array) {
            visitElements(value, name, isHidden);
        } else if (isHidden) {
            if (value.type == TextType::String)
                hide(m_text.contentRange(value.range));
            else if (value.type == TextType::Number)
                hide(value.range);
        } else if (value.type == TextType::String) {
            hideInside(value);
        }
    }

    void visitMembers(const TextValue &object, bool isHidden)
    {
        const std::vector<TextMember> members = m_text.members(object);
        const bool isOurs = isOurEntry(members);
        for (const TextMember &member : members) {
            if (isOurs && (member.name == "command"_L1 || member.name == "args"_L1))
                continue;
            // A name can be a secret too: somebody pasted a key on the wrong side of the colon.
            hideInside({TextType::String, member.key});
            const bool hidesValue = holdsSecrets(member.name) || soundsSecret(member.name);
            visit(
                member.value, member.name,
                (isHidden && !isHarmless(member.name))
                    || (hidesValue
                        && !isHarmless(member.name)
                        // An object called "keybindings" is looked into; only its plain values would be hidden.
                        && (holdsSecrets(member.name) || member.value.type != TextType::Object)));
        }
    }

    //! Starts our launcher with arguments of ours: shown as it is, because it is what the user is asked to agree to.
    [[nodiscard]] bool isOurEntry(const std::vector<TextMember> &members) const
    {
        QStringList words;
        for (const TextMember &member : members) {
            if (member.name == "command"_L1 && member.value.type == TextType::String)
                words.prepend(m_text.string(member.value));
            else if (member.name == "command"_L1 || member.name == "args"_L1)
                words += m_text.strings(member.value).value_or(QStringList());
        }
        return words.size() == 3 && isLauncherCommand(words.at(0)) && words.at(1) == "run"_L1
               && isValidWorkspaceName(words.at(2));
    }

    void visitElements(const TextValue &array, const QString &name, bool isHidden)
    {
        static const QRegularExpression flag(u"\\A-{1,2}([A-Za-z][A-Za-z0-9_.-]*)\\z"_s);
        static const QRegularExpression assignment(
            u"\\A(?:-{1,2})?([A-Za-z_][A-Za-z0-9_.-]*)=(.+)\\z"_s,
            QRegularExpression::DotMatchesEverythingOption);
        bool hidesNext = false;
        bool nextIsVariable = false;
        for (const TextValue &element : m_text.elements(array)) {
            const QString text = m_text.string(element);
            const auto assigned = assignment.match(text);
            if (element.type == TextType::String && assigned.hasMatch()
                && (nextIsVariable || soundsSecret(assigned.captured(1))
                    || assigned.captured(1) == assigned.captured(1).toUpper())) {
                hideFrom(element, assigned.captured(2));
            } else {
                visit(element, name, isHidden || hidesNext);
            }
            const auto option = flag.match(text);
            const QString optionName = option.captured(1);
            nextIsVariable = optionName == "e"_L1 || optionName == "env"_L1;
            hidesNext = option.hasMatch()
                        && (soundsSecret(optionName) || optionName == "H"_L1 || optionName == "p"_L1
                            || optionName == "header"_L1);
        }
    }

    void hide(TextRange range) { m_ranges.push_back(range); }

    //! The last part of a string: \a value, or the whole string when it is not written as it reads.
    void hideFrom(const TextValue &element, const QString &value)
    {
        const QByteArray bytes = value.toUtf8();
        const TextRange content = m_text.contentRange(element.range);
        const bool isPlain = m_text.raw(content).endsWith(bytes);
        hide({isPlain ? content.end - bytes.size() : content.begin, content.end});
    }

    void hideInside(const TextValue &value)
    {
        const QString text = m_text.string(value);
        const TextRange content = m_text.contentRange(value.range);
        const std::vector<TextRange> found = merged(suspicious(text));
        if (found.empty())
            return;
        if (m_text.raw(content) != text.toUtf8()) { // escapes: the positions are not the same
            hide(content);
            return;
        }
        for (const TextRange range : found) {
            const qsizetype begin = content.begin
                                    + QStringView(text).left(range.begin).toUtf8().size();
            const QStringView part = QStringView(text).sliced(range.begin, range.size());
            hide({begin, begin + part.toUtf8().size()});
        }
    }

    const StructuredText &m_text;
    TextRange m_window;
    std::vector<TextRange> m_ranges;
};

} // namespace

std::vector<TextRange> secretRanges(const StructuredText &text, TextRange window)
{
    return Walk(text, window).run();
}

QString maskedText(const QString &argument)
{
    QString result;
    qsizetype at = 0;
    for (const TextRange range : merged(suspicious(argument))) {
        result += QStringView(argument).sliced(at, range.begin - at);
        result += QString::fromUtf8(SecretDots);
        at = range.end;
    }
    return result + argument.mid(at);
}

} // namespace Konstantly
