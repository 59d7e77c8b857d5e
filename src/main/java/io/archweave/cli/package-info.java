/**
 * The command line. In: arguments and environment. Out: results on standard output, talk on standard error, an exit
 * code. This is the one place that knows exit codes and that puts real edges behind the ports.
 */
package io.archweave.cli;
