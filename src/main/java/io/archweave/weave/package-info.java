/**
 * The manifest list. In: one image per platform with its attestations. Out: the index that joins them. Pure: the same
 * images in the same order give the same bytes.
 */
package io.archweave.weave;
