package io.archweave.oci;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a machine must be to run an image: {@code os/arch[/variant]}, as it stands in a descriptor or an image config.
 *
 * <p>{@link #parse} normalises, so that {@code linux/arm64/v8} and {@code linux/aarch64} are {@code linux/arm64} and
 * {@code linux/arm} is {@code linux/arm/v7}; a value read from JSON keeps what was written there and is compared with
 * {@link #sameAs}.
 *
 * @param architecture in the words of Go, such as {@code amd64} or {@code ppc64le}
 * @param os such as {@code linux}
 * @param osVersion the Windows build, empty elsewhere
 * @param osFeatures such as {@code win32k}
 * @param variant such as {@code v7}, empty if none
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md">image-spec, Image Index</a>
 */
@JsonPropertyOrder({"architecture", "os", "os.version", "os.features", "variant"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Platform(
        String architecture,
        String os,
        @JsonProperty("os.version") String osVersion,
        @JsonProperty("os.features") List<String> osFeatures,
        String variant) {
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_.-]*");
    private static final Set<String> OPERATING_SYSTEMS = Set.of("linux", "windows", "darwin", "freebsd", "wasip1");
    private static final Set<String> ARCHITECTURES = Set.of(
            "386",
            "amd64",
            "arm",
            "arm64",
            "loong64",
            "mips",
            "mips64",
            "mips64le",
            "mipsle",
            "ppc64",
            "ppc64le",
            "riscv64",
            "s390x",
            "wasm");

    public Platform {
        architecture = architecture == null ? "" : architecture;
        os = os == null ? "" : os;
        osVersion = osVersion == null ? "" : osVersion;
        osFeatures = osFeatures == null ? List.of() : List.copyOf(osFeatures);
        variant = variant == null ? "" : variant;
    }

    /** A platform without version or features, taken as it is. */
    public static Platform of(String os, String architecture, String variant) {
        return new Platform(architecture, os, "", List.of(), variant);
    }

    /**
     * Reads and normalises {@code os/arch[/variant]}; throws {@link IllegalArgumentException} with a message for a
     * person if the text has another form or names an operating system or architecture nobody has.
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a platform; expected os/arch or os/arch/variant, such as linux/arm64");
        }
        for (String part : parts) {
            if (!WORD.matcher(part.toLowerCase(Locale.ROOT)).matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a platform; '" + part + "' is not a word of letters and digits");
            }
        }
        Platform platform =
                of(parts[0], parts[1], parts.length == 3 ? parts[2] : "").normalized();
        platform.requireKnown(text);
        return platform;
    }

    private void requireKnown(String text) {
        if (!OPERATING_SYSTEMS.contains(os)) {
            throw new IllegalArgumentException("'" + text + "' names the unknown operating system '" + os
                    + "'; expected one of " + String.join(", ", sorted(OPERATING_SYSTEMS)));
        }
        if (!ARCHITECTURES.contains(architecture)) {
            throw new IllegalArgumentException("'" + text + "' names the unknown architecture '" + architecture
                    + "'; expected one of " + String.join(", ", sorted(ARCHITECTURES)));
        }
    }

    /** The same platform in the one spelling that is compared and printed; the rules are those of containerd. */
    public Platform normalized() {
        String arch = canonicalArchitecture(architecture.toLowerCase(Locale.ROOT));
        String wanted = variant.toLowerCase(Locale.ROOT);
        if (architecture.equalsIgnoreCase("armhf")) {
            wanted = "v7";
        } else if (architecture.equalsIgnoreCase("armel")) {
            wanted = "v6";
        }
        return new Platform(arch, os.toLowerCase(Locale.ROOT), osVersion, osFeatures, canonicalVariant(arch, wanted));
    }

    private static String canonicalArchitecture(String arch) {
        return switch (arch) {
            case "i386", "i686", "x86" -> "386";
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "armhf", "armel" -> "arm";
            default -> arch;
        };
    }

    private static String canonicalVariant(String arch, String variant) {
        String dotted = variant.matches("[0-9.]+") ? "v" + variant : variant;
        return switch (arch) {
            case "amd64" -> dotted.equals("v1") ? "" : dotted;
            case "arm64" -> dotted.equals("v8") || dotted.equals("v8.0") ? "" : dotted;
            case "arm" -> dotted.isEmpty() ? "v7" : dotted;
            default -> dotted;
        };
    }

    /** Whether both mean the same machine, however they are spelt. */
    public boolean sameAs(Platform other) {
        return normalized().equals(other.normalized());
    }

    /** Whether this is the {@code unknown/unknown} that BuildKit gives to attestations. */
    @JsonIgnore
    public boolean isUnknown() {
        return os.equals("unknown") || architecture.equals("unknown");
    }

    /** {@code os-arch[-variant]}, fit for a file name. */
    public String fileName() {
        return toString().replace('/', '-');
    }

    /** {@code os/arch[/variant]}, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
