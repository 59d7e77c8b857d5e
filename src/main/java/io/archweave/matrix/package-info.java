/**
 * The matrix file. In: the text of {@code archweave.yaml}. {@code YamlReader} composes it with positions,
 * {@code MatrixFile} is the file as written, {@code Expansion} turns it into a {@code ReleaseMatrix}, the release as
 * meant: defaults applied, matrices expanded, templates filled. Every problem of a file is told at once with line,
 * column and path.
 */
package io.archweave.matrix;
