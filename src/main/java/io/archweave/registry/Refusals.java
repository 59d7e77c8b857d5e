package io.archweave.registry;

import io.archweave.failure.ArchweaveException;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import java.io.IOException;
import java.util.Optional;

/** What it means that the answer was no, told to the person who has to mend it. */
final class Refusals {
    private final DockerCredentials credentials;

    Refusals(DockerCredentials credentials) {
        this.credentials = credentials;
    }

    /** The failure that this answer is; reads and closes it. */
    Unreachable refused(Purpose purpose, Answer answer) {
        try (answer) {
            String said = ErrorText.of(answer.errorBytes());
            Problem problem = Problem.at(purpose.subject(), story(purpose, answer, said))
                    .remedy(remedy(purpose, answer.status(), said));
            return new Unreachable(category(answer.status()), problem);
        } catch (IOException e) {
            return Breakage.unreachable(purpose, e);
        }
    }

    /** A failure of authentication that no status tells, as the server itself went about it wrongly. */
    static Unreachable misguided(Purpose purpose, String found, String remedy) {
        return new Unreachable(
                FailureCategory.AUTH,
                Problem.at(purpose.subject(), "could not " + purpose.action() + ": " + purpose.host() + " " + found)
                        .remedy(remedy));
    }

    private static String story(Purpose purpose, Answer answer, String said) {
        String address = answer.method() + " " + Endpoints.withoutQuery(answer.uri());
        return "could not " + purpose.action() + ": " + purpose.host() + " answered " + answer.status()
                + (said.isEmpty() ? "" : ", " + said) + " (" + address + ")";
    }

    private static FailureCategory category(int status) {
        return switch (status) {
            case 401, 403 -> FailureCategory.AUTH;
            case 408 -> FailureCategory.NETWORK;
            case 429 -> FailureCategory.RATE_LIMITED;
            default -> status >= 500 ? FailureCategory.REGISTRY_5XX : FailureCategory.INTERNAL;
        };
    }

    private String remedy(Purpose purpose, int status, String said) {
        if (said.contains("MANIFEST_BLOB_UNKNOWN") || said.contains("BLOB_UNKNOWN")) {
            return "a manifest may name only what its own repository holds: copy the missing parts there first";
        }
        if (said.startsWith("a web page")) {
            return "this is a web server's page: check that " + purpose.host() + " is the address of a registry";
        }
        return switch (status) {
            case 401 -> loginRemedy(purpose.host());
            case 403 -> "the registry knows " + who(purpose.host()) + " and does not allow it: ask for the right, or"
                    + " check the name of the repository";
            case 404 -> "check the name of the repository; some registries want it, or its project, to be made first";
            case 405 -> "the registry does not do this: it may be read-only, or a cache of another one";
            case 413 -> "the registry, or a proxy before it, takes no body of this size: raise its limit";
            case 429 -> "too many requests for " + who(purpose.host()) + ": wait, log in, or use a mirror";
            default -> status >= 500
                    ? "the registry itself is in trouble: look at its log, then try again"
                    : "the registry's own words above say what it wants";
        };
    }

    private String loginRemedy(RegistryHost host) {
        String login = ("docker login " + host.loginName()).strip();
        return asked(host).isPresent()
                ? host + " does not accept " + who(host) + ": run '" + login + "' again, and check the name of the"
                        + " repository"
                : "no credentials for " + host + " are in " + credentials.place() + ": run '" + login
                        + "', and check the name of the repository";
    }

    private String who(RegistryHost host) {
        Optional<Credential> credential = asked(host);
        if (credential.isEmpty()) {
            return "a visitor without credentials";
        }
        return credential.get() instanceof Credential.UserPassword known
                ? "the user '" + known.user() + "' of " + credentials.place()
                : "the identity token of " + credentials.place();
    }

    /** What is known for the host; a helper that fails here must not hide the failure that is being told. */
    private Optional<Credential> asked(RegistryHost host) {
        try {
            return credentials.lookup(host.name());
        } catch (ArchweaveException e) {
            return Optional.empty();
        }
    }
}
