/**
 * Manifest lists that are being composed by hand, one command after the other. In: images in registries, and what a
 * person says about their platforms. Between the commands: one draft per list in a folder of its own, safe against a
 * crash and against two commands at once. Out: the list in its registry, proven before its tag moves, and the JSON that
 * {@code docker manifest inspect} prints.
 */
package io.archweave.draft;
