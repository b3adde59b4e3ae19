// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

#include "app/sandbox/certificates.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace Konstantly {

namespace {

template<auto free>
struct Free
{
    template<typename T>
    void operator()(T *pointer) const
    {
        free(pointer);
    }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Free<X509_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using BioPointer = std::unique_ptr<BIO, Free<BIO_free_all>>;

constexpr long DaySeconds = 24L * 60 * 60;

bool addExtension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

//! Everything but the extensions and the signature.
CertificatePointer makeCertificate(EVP_PKEY *key, const char *commonName, const X509 *issuer)
{
    CertificatePointer certificate(X509_new());
    if (!certificate)
        return {};
    std::array<unsigned char, 16> serial{};
    if (RAND_bytes(serial.data(), int(serial.size())) != 1)
        return {};
    serial[0] &= 0x7f; // a serial number is positive
    const std::unique_ptr<BIGNUM, Free<BN_free>> number(
        BN_bin2bn(serial.data(), int(serial.size()), nullptr));

    X509 *const x = certificate.get();
    X509_NAME *const name = X509_get_subject_name(x);
    const auto *const text = reinterpret_cast<const unsigned char *>(commonName);
    const bool isOk = X509_set_version(x, X509_VERSION_3) == 1
                      && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x)) != nullptr
                      && X509_gmtime_adj(X509_getm_notBefore(x), -DaySeconds) != nullptr
                      && X509_gmtime_adj(X509_getm_notAfter(x), 365 * DaySeconds) != nullptr
                      && X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, text, -1,
                                                    -1, 0)
                             == 1
                      && X509_set_issuer_name(x, issuer ? X509_get_subject_name(issuer) : name) == 1
                      && X509_set_pubkey(x, key) == 1;
    return isOk ? std::move(certificate) : nullptr;
}

template<typename Write>
QByteArray pem(Write write)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || write(bio.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, size};
}

} // namespace

Result<LoopbackCertificates> makeLoopbackCertificates()
{
    const KeyPointer authorityKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const KeyPointer serverKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    if (!authorityKey || !serverKey)
        return fail(ErrorCode::Internal, u"OpenSSL makes no P-256 key"_s);

    const CertificatePointer authority = makeCertificate(
        authorityKey.get(), "Konstantly sandbox, this run only", nullptr);
    X509 *const ca = authority.get();
    const bool isAuthority
        = ca && addExtension(ca, ca, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
          && addExtension(ca, ca, NID_key_usage, "critical,keyCertSign,cRLSign")
          && addExtension(ca, ca, NID_subject_key_identifier, "hash")
          && addExtension(ca, ca, NID_name_constraints,
                          "critical,permitted;DNS:localhost,permitted;IP:127.0.0.1/255.255.255.255,"
                          "permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
          && X509_sign(ca, authorityKey.get(), EVP_sha256()) != 0;
    if (!isAuthority)
        return fail(ErrorCode::Internal, u"OpenSSL makes no authority"_s);

    const CertificatePointer server = makeCertificate(serverKey.get(), "localhost", ca);
    X509 *const leaf = server.get();
    const bool isServer = leaf && addExtension(leaf, ca, NID_basic_constraints, "critical,CA:FALSE")
                          && addExtension(leaf, ca, NID_key_usage, "critical,digitalSignature")
                          && addExtension(leaf, ca, NID_ext_key_usage, "serverAuth")
                          && addExtension(leaf, ca, NID_subject_alt_name,
                                          "DNS:localhost,IP:127.0.0.1,IP:::1")
                          && addExtension(leaf, ca, NID_subject_key_identifier, "hash")
                          && addExtension(leaf, ca, NID_authority_key_identifier, "keyid:always")
                          && X509_sign(leaf, authorityKey.get(), EVP_sha256()) != 0;
    if (!isServer)
        return fail(ErrorCode::Internal, u"OpenSSL makes no certificate"_s);

    LoopbackCertificates made;
    made.authority = pem([&](BIO *bio) { return PEM_write_bio_X509(bio, ca); });
    made.certificate = pem([&](BIO *bio) { return PEM_write_bio_X509(bio, leaf); });
    made.privateKey = pem([&](BIO *bio) {
        return PEM_write_bio_PrivateKey_traditional(bio, serverKey.get(), nullptr, nullptr, 0,
                                                    nullptr, nullptr);
    });
    if (made.authority.isEmpty() || made.certificate.isEmpty() || made.privateKey.isEmpty())
        return fail(ErrorCode::Internal, u"OpenSSL writes no PEM"_s);
    return made;
}

} // namespace Konstantly
