package io.archweave.registry;

import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution API over {@link FakeContents}, as strict as docker-registry is about what a manifest names. */
final class FakeDistribution {
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]*)");
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
    private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
    private static final String DIGEST = "Docker-Content-Digest";

    private final FakeContents contents;

    FakeDistribution(FakeContents contents) {
        this.contents = contents;
    }

    FakeResponse answer(FakeRequest request) {
        Matcher path = MANIFEST.matcher(request.path());
        if (path.matches()) {
            return manifest(request, path.group(1), path.group(2));
        }
        path = UPLOAD.matcher(request.path());
        if (path.matches()) {
            return upload(request, path.group(1), path.group(2));
        }
        path = BLOB.matcher(request.path());
        if (path.matches()) {
            return blob(path.group(1), path.group(2));
        }
        path = TAGS.matcher(request.path());
        if (path.matches()) {
            return tags(request, path.group(1));
        }
        return request.path().equals("/v2/") ? FakeResponse.of(200) : FakeResponse.error(404, "NOT_FOUND", "no page");
    }

    private FakeResponse manifest(FakeRequest request, String repository, String identifier) {
        return switch (request.method()) {
            case "GET", "HEAD" -> contents.manifest(repository, identifier)
                    .map(manifest -> shown(manifest, request))
                    .orElse(FakeResponse.error(404, "MANIFEST_UNKNOWN", "manifest unknown"));
            case "PUT" -> putManifest(request, repository, identifier);
            case "DELETE" -> FakeResponse.of(contents.remove(repository, identifier) ? 202 : 404);
            default -> FakeResponse.of(405);
        };
    }

    /** A real registry converts what the client does not accept into schema 1, with another digest. */
    private static FakeResponse shown(Manifest manifest, FakeRequest request) {
        if (!request.header("accept").contains(manifest.mediaType())) {
            return FakeResponse.of(
                    200, "application/vnd.docker.distribution.manifest.v1+prettyjws", "{\"schemaVersion\":1}");
        }
        return FakeResponse.of(200)
                .with("Content-Type", manifest.mediaType())
                .with(DIGEST, manifest.digest().value())
                .containing(manifest.bytes());
    }

    private FakeResponse putManifest(FakeRequest request, String repository, String identifier) {
        Manifest manifest = new Manifest(request.header("content-type"), request.body());
        List<Digest> missing = contents.missingParts(repository, manifest);
        if (!missing.isEmpty()) {
            return FakeResponse.error(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry: " + missing);
        }
        contents.addManifest(repository, identifier, manifest);
        return FakeResponse.of(201).with(DIGEST, manifest.digest().value());
    }

    private FakeResponse blob(String repository, String digest) {
        Optional<byte[]> bytes =
                Digest.isDigest(digest) ? contents.blob(repository, new Digest(digest)) : Optional.empty();
        return bytes.map(found -> FakeResponse.of(200)
                        .with("Content-Type", "application/octet-stream")
                        .with(DIGEST, digest)
                        .containing(found))
                .orElse(FakeResponse.error(404, "BLOB_UNKNOWN", "blob unknown to registry"));
    }

    private FakeResponse upload(FakeRequest request, String repository, String id) {
        return switch (request.method()) {
            case "POST" -> start(request, repository);
            case "PUT" -> finish(request, repository, id);
            case "DELETE" -> FakeResponse.of(contents.closeUpload(id) ? 204 : 404);
            default -> FakeResponse.of(405);
        };
    }

    private FakeResponse start(FakeRequest request, String repository) {
        Optional<byte[]> mounted = request.parameter("from")
                .flatMap(from -> contents.blob(
                        from, new Digest(request.parameter("mount").orElseThrow())));
        if (mounted.isPresent()) {
            contents.addBlob(repository, Digest.of(mounted.get()), mounted.get());
            return FakeResponse.of(201);
        }
        String id = UUID.randomUUID().toString();
        contents.openUpload(id);
        return FakeResponse.of(202).with("Location", "/v2/" + repository + "/blobs/uploads/" + id + "?_state=a%2Bb%3D");
    }

    private FakeResponse finish(FakeRequest request, String repository, String id) {
        if (!request.parameter("_state").equals(Optional.of("a+b="))) {
            return FakeResponse.error(400, "BLOB_UPLOAD_INVALID", "the query of the upload was lost");
        }
        if (!contents.closeUpload(id)) {
            return FakeResponse.error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
        }
        Digest digest = new Digest(request.parameter("digest").orElseThrow());
        if (!digest.matches(request.body())) {
            return FakeResponse.error(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }
        contents.addBlob(repository, digest, request.body());
        return FakeResponse.of(201).with(DIGEST, digest.value());
    }

    /** Without {@code n} everything at once, as docker-registry does it. */
    private FakeResponse tags(FakeRequest request, String repository) {
        if (!contents.knows(repository)) {
            return FakeResponse.error(404, "NAME_UNKNOWN", "repository name not known to registry");
        }
        String last = request.parameter("last").orElse("");
        List<String> rest = contents.tags(repository).stream()
                .filter(tag -> tag.compareTo(last) > 0)
                .toList();
        int size = request.parameter("n").map(Integer::parseInt).orElse(rest.size());
        List<String> page = rest.subList(0, Math.min(size, rest.size()));
        FakeResponse response = FakeResponse.of(200, "application/json", list(repository, page));
        return page.size() == rest.size() ? response : response.with("Link", next(repository, page, size));
    }

    private static String list(String repository, List<String> tags) {
        String names = String.join("\",\"", tags);
        return "{\"name\":\"" + repository + "\",\"tags\":" + (tags.isEmpty() ? "[]" : "[\"" + names + "\"]") + "}";
    }

    private static String next(String repository, List<String> page, int size) {
        return "</v2/" + repository + "/tags/list?last=" + page.get(page.size() - 1) + "&n=" + size + ">; rel=\"next\"";
    }
}
