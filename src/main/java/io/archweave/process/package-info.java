/**
 * Child processes. In: an argument list, never a shell line, with environment, folder and time limit. Out: exit code
 * and every line as it comes. A child ends when it is told to, when its time is up, and when this JVM ends.
 */
package io.archweave.process;
