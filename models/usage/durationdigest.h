// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace Konstantly {

//! How long calls took, as a histogram whose bins grow by a fixed factor: a quantile is within RelativeError of the true one,
//! two digests can be added, and what was added can be taken away again. A value; some bytes when few calls are in it.
class DurationDigest final
{
public:
    static constexpr double RelativeError
        = 0.05; //!< for durations of 1 ms to 1 h; others count as the nearest of these

    static constexpr int Bins = 140;
    //! The one that \a duration falls into, from 0 up to Bins - 1: the longer the duration, the higher.
    [[nodiscard]] static int binOf(std::chrono::milliseconds duration);

    void add(std::chrono::milliseconds duration, qint64 count = 1);
    void add(const DurationDigest &other);
    //! \a other must have been added before.
    void remove(const DurationDigest &other);

    //! Takes less room from now on, until something is added.
    void pack();

    [[nodiscard]] qint64 count() const;
    [[nodiscard]] bool isEmpty() const { return m_bins.empty() && m_packed.isEmpty(); }
    //! The duration that the part \a q (0 to 1) of the calls did not exceed; nothing when the digest is empty.
    [[nodiscard]] std::optional<std::chrono::milliseconds> quantile(double q) const;

    //! For the store. Empty for an empty digest.
    [[nodiscard]] QByteArray toBytes() const;
    //! Writes that without a digest: appends to \a bytes, which are empty or hold lower bins up to \a last (-1 = none), that \a count
    //! calls are in \a bin. \a last becomes that one.
    static void appendBin(QByteArray &bytes, int &last, int bin, qint64 count);
    //! Nothing when \a bytes are not what toBytes() gives.
    [[nodiscard]] static std::optional<DurationDigest> fromBytes(QByteArrayView bytes);

    friend bool operator==(const DurationDigest &a, const DurationDigest &b)
    {
        return a.toBytes() == b.toBytes(); // there is one spelling only
    }

    //! Adds up many of them: each costs no more than reading it.
    class Sum final
    {
    public:
        void add(const DurationDigest &digest);
        [[nodiscard]] DurationDigest digest() const;

    private:
        std::array<qint64, Bins> m_counts{};
    };

private:
    struct Bin
    {
        std::uint16_t index = 0;
        qint64 count = 0;
    };
    void forEachBin(const auto &take) const;
    [[nodiscard]] std::vector<Bin> bins() const;
    void unpack();

    // One of them is empty. Most digests are read, handed on and stored without being looked into.
    std::vector<Bin> m_bins; // ascending, counts above 0
    QByteArray m_packed;     // toBytes(), checked
};

} // namespace Konstantly
