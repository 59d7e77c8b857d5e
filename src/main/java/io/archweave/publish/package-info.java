/**
 * Publishing. In: the woven index of every target that is complete. Out: a {@code Publication} each: pushed by digest
 * to every destination, read back and verified, and only then named by its tags; or held, with the reason. What a tag
 * was is written to the journal before it moves, and put back if a later one fails.
 */
package io.archweave.publish;
