package io.archweave.draft;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.Reference;
import io.archweave.registry.ImageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Begins the draft of a list with the images that are behind some names, or adds them to it. */
public final class ListCreation {
    private final DraftFolder drafts;
    private final SourceReader sources;
    private final Consumer<String> talk;

    /** Drafts go to the folder, images are looked up in the store, and warnings are told. */
    public ListCreation(DraftFolder drafts, ImageStore store, Consumer<String> talk) {
        this.drafts = drafts;
        this.sources = new SourceReader(store, talk);
        this.talk = talk;
    }

    /**
     * Creates a draft. A name that the draft holds already is looked up anew, so that amending never keeps an image that
     * its name left behind. Throws {@link InvalidInput} if there is a draft and it is not to be amended, or a name
     * stands for no image; nothing is kept then.
     *
     * @param amend whether a draft that is there is added to
     */
    public Draft create(Reference list, List<Reference> images, boolean amend) {
        requireTag(list);
        return drafts.alone(list, () -> {
            Optional<Draft> standing = drafts.find(list);
            if (standing.isPresent() && !amend) {
                throw exists(standing.get());
            }
            Draft draft = standing.orElse(Draft.empty(list));
            for (DraftSource source : read(images)) {
                draft = draft.with(source);
            }
            drafts.save(draft);
            draft.flaws().forEach(flaw -> talk.accept("warning: " + flaw));
            return draft;
        });
    }

    private static void requireTag(Reference list) {
        if (list.tag().isEmpty()) {
            throw new InvalidInput(Problem.at(list.toString(), "a list that is not made yet has no digest")
                    .expected("a name with a tag, such as " + list.repository().tagged("latest")));
        }
    }

    private static InvalidInput exists(Draft draft) {
        Reference list = draft.list();
        List<String> names = draft.sources().stream()
                .map(source -> source.reference().toString())
                .toList();
        return new InvalidInput(
                Problem.at(list.toString(), "there is a draft of this list already, with " + String.join(", ", names))
                        .remedy("add to it with --amend, or forget it first: archweave manifest rm " + list));
    }

    private List<DraftSource> read(List<Reference> images) {
        List<DraftSource> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Reference image : images) {
            try {
                read.add(sources.read(image));
            } catch (InvalidInput e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return read;
    }
}
