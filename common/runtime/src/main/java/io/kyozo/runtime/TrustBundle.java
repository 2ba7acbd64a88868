package io.kyozo.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A CA bundle together with the usual authorities: most tools read one file instead of the usual one, not beside it.
 *
 * @param certificates the bundle's own first, each once
 */
public record TrustBundle(Set<Certificate> certificates) {
    /** Of {@link #store}; a trust store holds nothing secret. */
    public static final String STORE_PASSWORD = "changeit";

    public static TrustBundle of(Path bundle) throws IOException {
        var pem = Files.readAllBytes(bundle);
        try {
            var all = new LinkedHashSet<Certificate>(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
            usual().forEach(all::add);
            return new TrustBundle(all);
        } catch (GeneralSecurityException e) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.INVALID, "The CA bundle " + bundle + " is not a PEM file of certificates", e);
        }
    }

    /** One PEM file. */
    public String pem() {
        var text = new StringBuilder();
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        for (var certificate : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(lines.encodeToString(encoded(certificate)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return text.toString();
    }

    /** A PKCS12 trust store for Java. */
    public byte[] store() throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var number = 0;
            for (var certificate : certificates) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            var out = new ByteArrayOutputStream();
            store.store(out, STORE_PASSWORD.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java can't write a PKCS12 trust store", e);
        }
    }

    /** SHA-256 of {@link #pem}, in hex. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(pem().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Iterable<? extends Certificate> usual() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        var certificates = new LinkedHashSet<Certificate>();
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                certificates.addAll(Arrays.asList(x509.getAcceptedIssuers()));
            }
        }
        return certificates;
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was read can be written", e);
        }
    }
}
