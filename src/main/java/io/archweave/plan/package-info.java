/**
 * What would be done. In: the release as meant, and what of it is wanted. Out: a {@code Plan}, the targets in an order
 * in which every parent comes before its children, and their cells.
 */
package io.archweave.plan;
