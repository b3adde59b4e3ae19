// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "models/base/livesecrets.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <array>
#include <mutex>
#include <shared_mutex>
#include <unordered_set>

namespace Konstantly {

namespace {

constexpr qsizetype MinRun = 16;

//! A hash of LiveSecrets::GramLength characters that rolls along a text.
class RollingHash final
{
public:
    explicit RollingHash(quint64 base)
        : m_base(base)
    {
        for (std::size_t i = 1; i < LiveSecrets::GramLength; ++i)
            m_highest *= base;
    }

    void push(char16_t entering, char16_t leaving)
    {
        m_value = (m_value - leaving * m_highest) * m_base + entering;
    }
    [[nodiscard]] quint64 value() const
    {
        const quint64 mixed = (m_value ^ (m_value >> 32)) * 0x9e3779b97f4a7c15U;
        return mixed ^ (mixed >> 29);
    }

private:
    quint64 m_base;
    quint64 m_highest = 1;
    quint64 m_value = 0;
};

class GramRegistry final
{
public:
    //! Never destroyed: messages are logged until the very end of the process.
    static GramRegistry &shared()
    {
        static auto *registry = new GramRegistry;
        return *registry;
    }

    void add(QByteArrayView key)
    {
        const std::unique_lock lock(m_mutex);
        addForms(key);
        QByteArray wide; // UTF-16LE, as some logs and Windows have it
        for (const char c : key) {
            wide += c;
            wide += '\0';
        }
        addEncoded(wide);
        wipe(wide);
    }

    void clear()
    {
        const std::unique_lock lock(m_mutex);
        m_hashes.clear();
        m_filter.fill(0);
    }

    [[nodiscard]] std::vector<std::size_t> search(const TextUnits &text) const
    {
        std::vector<std::size_t> found;
        const std::shared_lock lock(m_mutex);
        if (m_hashes.empty())
            return found;
        RollingHash hash(m_base);
        for (std::size_t i = 0; i < text.size(); ++i) {
            hash.push(folded(text[i].c), i >= LiveSecrets::GramLength
                                             ? folded(text[i - LiveSecrets::GramLength].c)
                                             : u'\0');
            if (i + 1 >= LiveSecrets::GramLength && contains(hash.value()))
                found.push_back(i + 1 - LiveSecrets::GramLength);
        }
        return found;
    }

private:
    void addForms(QByteArrayView key)
    {
        addGrams(key);
        addEncoded(key);
    }

    //! In hex, and in base64 at each of the three places that a key can have in a group of three bytes.
    void addEncoded(QByteArrayView bytes)
    {
        addGrams(bytes.toByteArray().toHex());
        for (int offset = 0; offset < 3; ++offset) {
            QByteArray padded(offset, '\0');
            padded += bytes;
            QByteArray base64 = padded.toBase64(QByteArray::OmitTrailingEquals);
            // The first characters also depend on what stands before.
            addGrams(QByteArrayView(base64).sliced(offset == 0 ? 0 : offset + 1));
            wipe(base64);
            wipe(padded);
        }
    }

    void addGrams(QByteArrayView text)
    {
        RollingHash hash(m_base);
        for (std::size_t i = 0; i < std::size_t(text.size()); ++i) {
            const auto at = [&](std::size_t index) {
                return folded(char16_t(uchar(text[qsizetype(index)])));
            };
            hash.push(at(i),
                      i >= LiveSecrets::GramLength ? at(i - LiveSecrets::GramLength) : u'\0');
            if (i + 1 < LiveSecrets::GramLength)
                continue;
            m_hashes.insert(hash.value());
            m_filter[word(hash.value())] |= bit(hash.value());
        }
    }

    [[nodiscard]] bool contains(quint64 hash) const
    {
        return (m_filter[word(hash)] & bit(hash)) != 0 && m_hashes.contains(hash);
    }
    static std::size_t word(quint64 hash) { return (hash >> 6) % 1024; }
    static quint64 bit(quint64 hash) { return quint64(1) << (hash & 63); }

    mutable std::shared_mutex m_mutex;
    quint64 m_base = QRandomGenerator::system()->generate64() | 1;
    std::unordered_set<quint64> m_hashes;
    std::array<quint64, 1024> m_filter{};
};

} // namespace

void LiveSecrets::add(const Secret &secret)
{
    const QByteArrayView bytes = secret.reveal();
    qsizetype start = 0;
    for (qsizetype i = 0; i <= bytes.size(); ++i) {
        if (i < bytes.size() && isKeyCharacter(char16_t(uchar(bytes[i]))))
            continue;
        if (i - start >= MinRun)
            GramRegistry::shared().add(bytes.sliced(start, i - start));
        start = i + 1;
    }
}

void LiveSecrets::clear()
{
    GramRegistry::shared().clear();
}

std::vector<std::size_t> LiveSecrets::piecesIn(const TextUnits &text)
{
    return GramRegistry::shared().search(text);
}

} // namespace Konstantly
