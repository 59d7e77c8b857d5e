/**
 * Proof that an image is what was declared, before a tag moves. In: the outcome of a build. Out: the same outcome, or
 * a failure: the platform in the image's config differs, or a smoke test failed on the very digest that would ship.
 */
package io.archweave.check;
