/**
 * How Archweave says that something went wrong. In: what a stage found. Out: exceptions that carry problems with
 * place, finding, expectation and remedy, and the category that decides what happens to a failed cell. The bottom of
 * the house: every package may use it, it uses none.
 */
package io.archweave.failure;
