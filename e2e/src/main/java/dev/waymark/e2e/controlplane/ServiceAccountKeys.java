package dev.waymark.e2e.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * The pair of keys that the API server signs ServiceAccount tokens with and knows them by.
 *
 * @param signing the private key, PKCS #8 in PEM
 * @param verifying the public key, X.509 in PEM
 */
record ServiceAccountKeys(Path signing, Path verifying) {
  private static final int BITS = 2048;

  /** Makes a new pair, as two files of this directory. */
  static ServiceAccountKeys generate(Path directory) {
    var keys =
        new ServiceAccountKeys(
            directory.resolve("service-account.key"), directory.resolve("service-account.pub"));
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      Files.writeString(keys.signing, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(keys.verifying, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      return keys;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no RSA keys", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write keys below " + directory, e);
    }
  }

  private static String pem(String label, byte[] content) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, lines, label);
  }
}
