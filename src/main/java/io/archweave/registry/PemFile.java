package io.archweave.registry;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A file with certificates between lines of dashes; anything else in it, such as a key, is passed over.
 *
 * @param place what it is for, for messages
 * @param file where it is
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-5">RFC 7468, Textual Encoding of Certificates</a>
 */
record PemFile(String place, Path file) {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

    /** What Java takes for the trust store that its own properties name. */
    private static final KeyStore JAVAS_OWN = null;

    /** Trust in these certificates and in those that Java trusts. Throws {@link InvalidInput} if there are none. */
    SSLContext andJavas() {
        List<Certificate> added = certificates();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusting(added).toArray(TrustManager[]::new), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java can't set up trust in certificates", e);
        }
    }

    /** The managers that believe these certificates and those that Java believes. */
    static List<TrustManager> trusting(List<Certificate> added) throws GeneralSecurityException, IOException {
        List<Certificate> trusted = new ArrayList<>(added);
        trusted.addAll(javas());
        return managers(keyStore(trusted));
    }

    /** What the file holds. Throws {@link InvalidInput} if that is nothing. */
    List<Certificate> certificates() {
        List<Certificate> found = new ArrayList<>();
        for (MatchResult block : CERTIFICATE.matcher(text()).results().toList()) {
            found.add(certificate(block.group()));
        }
        if (found.isEmpty()) {
            throw wrong("the file " + file + " holds no certificate in PEM", "");
        }
        return found;
    }

    private String text() {
        try {
            // Only the ASCII in it matters, and any bytes are text in this encoding.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw wrong("the file " + file + " can't be read", " (" + ErrorText.tidy(e.toString()) + ")");
        }
    }

    private Certificate certificate(String block) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw wrong("the file " + file + " holds a certificate that is broken", " (" + e.getMessage() + ")");
        }
    }

    private InvalidInput wrong(String found, String why) {
        return new InvalidInput(Problem.at(place, found + why)
                .expected("a text file with the lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----")
                .remedy("check the path; a certificate in DER becomes PEM by openssl x509 -inform der -in FILE"));
    }

    private static List<X509Certificate> javas() throws GeneralSecurityException {
        return managers(JAVAS_OWN).stream()
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toList();
    }

    private static List<TrustManager> managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return List.of(factory.getTrustManagers());
    }

    private static KeyStore keyStore(List<Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        return store;
    }
}
