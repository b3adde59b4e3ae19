// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "tests/support/testcertificates.h"

#include <QtGlobal>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace Konstantly::Tests {

namespace {

template<auto F>
struct Free
{
    template<typename T>
    void operator()(T *pointer) const
    {
        F(pointer);
    }
};

using PrivateKey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;

constexpr long Day = 24 * 60 * 60;

PrivateKey makeKey()
{
    PrivateKey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    Q_ASSERT(key);
    return key;
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension.get(), -1);
}

struct Plan
{
    const char *commonName = "localhost";
    const char *alternativeName = "DNS:localhost";
    long begins = -Day;
    long ends = 30 * Day;
    bool isAuthority = false;
};

//! \a issuer null: signed with its own key.
Certificate makeCertificate(const Plan &plan, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    quint32 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial | 1U);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), plan.begins);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), plan.ends);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(plan.commonName), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), issuer ? X509_get_subject_name(issuer) : name);
    X509 *signer = issuer ? issuer : certificate.get();
    addExtension(certificate.get(), signer, NID_basic_constraints,
                 plan.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (plan.isAuthority)
        addExtension(certificate.get(), signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    else if (plan.alternativeName)
        addExtension(certificate.get(), signer, NID_subject_alt_name, plan.alternativeName);
    X509_sign(certificate.get(), issuerKey, EVP_sha256());
    return certificate;
}

QByteArray bytesOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

QByteArray pem(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return bytesOf(bio.get());
}

QByteArray pem(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return bytesOf(bio.get());
}

Plan planOf(CertificateFlaw flaw)
{
    Plan plan;
    switch (flaw) {
    case CertificateFlaw::WrongHost:
        plan.commonName = "elsewhere.example";
        plan.alternativeName = "DNS:elsewhere.example";
        break;
    case CertificateFlaw::Expired:
        plan.begins = -30 * Day;
        plan.ends = -Day;
        break;
    case CertificateFlaw::NotYetValid:
        plan.begins = Day;
        break;
    case CertificateFlaw::LongerName:
        plan.commonName = "localhost.evil.example";
        plan.alternativeName = nullptr;
        break;
    case CertificateFlaw::None:
    case CertificateFlaw::SelfSigned:
    case CertificateFlaw::UnknownAuthority:
        break;
    }
    return plan;
}

} // namespace

TestCertificates TestCertificates::make(CertificateFlaw flaw)
{
    Plan authorityPlan;
    authorityPlan.commonName = "Konstantly Keys test authority";
    authorityPlan.isAuthority = true;
    const PrivateKey authorityKey = makeKey();
    const Certificate authority = makeCertificate(authorityPlan, authorityKey.get(), nullptr,
                                                  authorityKey.get());
    const PrivateKey key = makeKey();
    TestCertificates made{pem(key.get()), {}, pem(authority.get())};
    if (flaw == CertificateFlaw::SelfSigned) {
        made.certificate = pem(makeCertificate(planOf(flaw), key.get(), nullptr, key.get()).get());
    } else if (flaw == CertificateFlaw::UnknownAuthority) {
        const PrivateKey otherKey = makeKey();
        const Certificate other = makeCertificate(authorityPlan, otherKey.get(), nullptr,
                                                  otherKey.get());
        made.certificate = pem(
            makeCertificate(planOf(flaw), key.get(), other.get(), otherKey.get()).get());
    } else {
        made.certificate = pem(
            makeCertificate(planOf(flaw), key.get(), authority.get(), authorityKey.get()).get());
    }
    return made;
}

} // namespace Konstantly::Tests
