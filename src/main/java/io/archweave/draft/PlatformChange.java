package io.archweave.draft;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.archweave.oci.Platform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a person says about the platform of an image, over what the image says itself. It is kept apart from the image's
 * own words, so that it outlives the image being pushed again.
 *
 * @param os the operating system, empty to leave it
 * @param architecture the architecture, empty to leave it
 * @param variant the variant, empty to leave it
 * @param osVersion the version of the operating system, empty to leave it
 * @param osFeatures features to add to those that are there
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlatformChange(
        String os, String architecture, String variant, String osVersion, List<String> osFeatures) {
    /** Leaves every platform as it is. */
    public static final PlatformChange NONE = new PlatformChange("", "", "", "", List.of());

    public PlatformChange {
        os = os == null ? "" : os;
        architecture = architecture == null ? "" : architecture;
        variant = variant == null ? "" : variant;
        osVersion = osVersion == null ? "" : osVersion;
        osFeatures = osFeatures == null ? List.of() : List.copyOf(osFeatures);
    }

    /** Whether this changes nothing. */
    @JsonIgnore
    public boolean isNone() {
        return equals(NONE);
    }

    /** The platform after this change. */
    public Platform applyTo(Platform stated) {
        return new Platform(
                over(architecture, stated.architecture()),
                over(os, stated.os()),
                over(osVersion, stated.osVersion()),
                joined(stated.osFeatures(), osFeatures),
                over(variant, stated.variant()));
    }

    /** This change and a later one, which wins. */
    public PlatformChange then(PlatformChange later) {
        return new PlatformChange(
                over(later.os, os),
                over(later.architecture, architecture),
                over(later.variant, variant),
                over(later.osVersion, osVersion),
                joined(osFeatures, later.osFeatures));
    }

    private static String over(String changed, String before) {
        return changed.isEmpty() ? before : changed;
    }

    private static List<String> joined(List<String> before, List<String> added) {
        LinkedHashSet<String> all = new LinkedHashSet<>(before);
        all.addAll(added);
        return new ArrayList<>(all);
    }
}
