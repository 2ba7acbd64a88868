package io.kyozo.home;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;

/**
 * The secrets of one installation, made at its first start and kept in its home for good: losing them makes encrypted
 * secrets unreadable.
 */
public final class InstallationKeys {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ObjectNode values;

    private InstallationKeys(ObjectNode values) {
        this.values = values;
    }

    /** Reads them, making what is missing. */
    public static InstallationKeys open(KyozoHome home) throws IOException {
        Path file = home.keys().resolve("installation.json");
        InstallationKeys keys = new InstallationKeys(
                Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode());
        if (keys.complete()) {
            AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(keys.values));
        }
        return keys;
    }

    /** Names this installation in the labels of all that it creates. */
    public String installation() {
        return values.path("installation").asText();
    }

    /** The team that the command line acts for. */
    public UUID team() {
        return UUID.fromString(values.path("team").asText());
    }

    /** The key that secrets are encrypted with: 32 random bytes, Base64. */
    public String secretsKey() {
        return values.path("secretsKey").asText();
    }

    /** The bearer token of the gateway's control API. */
    public String controlToken() {
        return values.path("controlToken").asText();
    }

    /** The database password of a role, such as {@code kyozo_analyzer}. */
    public String password(String role) {
        String derived = values.path("passwordSeed").asText() + ":" + role;
        return Hashes.sha256(derived).substring(0, 40);
    }

    /** The public half of the token key: X.509, Base64 without a header, as quarkus.oidc.public-key wants it. */
    public String publicKey() {
        return values.path("publicKey").asText();
    }

    /** The private half of the token key. */
    public PrivateKey privateKey() {
        byte[] encoded = Base64.getDecoder().decode(values.path("privateKey").asText());
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The private key in keys/installation.json can't be read", e);
        }
    }

    private boolean complete() {
        int before = values.size();
        putIfAbsent("installation", Hashes.hex(random(6)));
        putIfAbsent("team", UUID.randomUUID().toString());
        putIfAbsent("secretsKey", Base64.getEncoder().encodeToString(random(32)));
        putIfAbsent("controlToken", Hashes.hex(random(32)));
        putIfAbsent("passwordSeed", Hashes.hex(random(32)));
        if (!values.has("privateKey")) {
            KeyPair pair = newKeyPair();
            values.put("privateKey", base64(pair.getPrivate().getEncoded()));
            values.put("publicKey", base64(pair.getPublic().getEncoded()));
        }
        return values.size() != before;
    }

    private void putIfAbsent(String name, String value) {
        if (!values.has(name)) {
            values.put(name, value);
        }
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no RSA", e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
