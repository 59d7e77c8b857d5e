package io.archweave.registry;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** What it means that no answer came, told to the person who has to mend it. */
final class Breakage {
    private static final String CHECK_NAME = "check the name of the registry (`registry:` in the matrix file)";

    private static final String SETTING = "the setting registry.insecure (ARCHWEAVE_REGISTRY_INSECURE)";

    private Breakage() {}

    /** Whether the same request may get its answer a moment later. */
    static boolean mayPass(IOException failure) {
        return !(failure instanceof MisdirectedException)
                && !isCertificate(failure)
                && !Thread.currentThread().isInterrupted();
    }

    /** Whether TLS is spoken, but the server could not show that it is who it should be. */
    static boolean isCertificate(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** The failure of a request that never got an answer. */
    static Unreachable unreachable(Purpose purpose, IOException failure) {
        Problem problem = Problem.at(
                        purpose.subject(), "could not " + purpose.action() + ": " + story(purpose.host(), failure))
                .remedy(remedy(purpose.host(), failure));
        return new Unreachable(FailureCategory.NETWORK, problem, failure);
    }

    private static String story(RegistryHost host, IOException failure) {
        if (failure instanceof BrokenSourceException || failure instanceof MisdirectedException) {
            return message(failure);
        }
        if (isCertificate(failure)) {
            return "the certificate of " + host + " is not trusted (" + message(failure) + ")";
        }
        if (failure instanceof SSLException) {
            return host + " was asked for TLS and did not speak it (" + message(failure) + ")";
        }
        if (failure instanceof UnknownHostException) {
            return "no address is known for the host " + host;
        }
        if (failure instanceof ConnectTimeoutException) {
            return host + " did not take the connection in time (" + message(failure) + ")";
        }
        if (failure instanceof SocketTimeoutException) {
            return host + " took the request and then fell silent (" + message(failure) + ")";
        }
        if (failure instanceof ConnectException) {
            return host + " refuses connections (" + message(failure) + ")";
        }
        return host + " gave no answer (" + message(failure) + ")";
    }

    private static String remedy(RegistryHost host, IOException failure) {
        if (failure instanceof MisdirectedException) {
            return "this is how the registry is set up; if the address is one of yours, let it use https or name it in "
                    + SETTING;
        }
        if (isCertificate(failure)) {
            return "add the CA that signed it to the trust store of the Java that runs Archweave: keytool -importcert"
                    + " -cacerts -alias " + host.name().replace(':', '-') + " -file ca.crt";
        }
        if (failure instanceof SSLException) {
            return "if " + host + " is a registry without TLS that you trust, name it in " + SETTING;
        }
        if (failure instanceof UnknownHostException || failure instanceof NoRouteToHostException) {
            return CHECK_NAME + " and that this machine can reach it";
        }
        if (failure instanceof ConnectException) {
            return "is the registry running, and is this its port? " + CHECK_NAME;
        }
        return "is the registry well, and does a proxy or a firewall stand in between? " + CHECK_NAME;
    }

    private static String message(IOException failure) {
        String text = failure.getMessage() == null || failure.getMessage().isBlank()
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
        return ErrorText.tidy(text);
    }
}
