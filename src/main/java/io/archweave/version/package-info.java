/**
 * What a version is, which of two is the higher one, and what tags a version gives. In: the text of a version, a
 * pattern, the tags of a repository. Out: versions that can be compared, names of tags, and whether a version may call
 * itself the latest. Pure: nothing here asks a registry or Git.
 */
package io.archweave.version;
