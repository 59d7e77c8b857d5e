/**
 * Builds cells. In: a target, the node of each of its cells and where the result goes. Out: one {@code CellOutcome}
 * per cell, with the digest that was pushed or the category, message and log of the failure. Composing a buildx
 * command line and reading its progress are pure; running it is behind {@code BuildRunner}.
 */
package io.archweave.build;
