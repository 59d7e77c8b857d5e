/**
 * Where cells are built. In: the declared nodes and the cells of a plan. Out: each node with what it can do, natively
 * and by QEMU, and a {@code Placement} that gives every cell a node.
 */
package io.archweave.node;
