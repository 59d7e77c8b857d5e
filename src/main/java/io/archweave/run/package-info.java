/**
 * The few lines that join the stages. In: a plan and the ports. Out: a {@code RunReport}. Every run has an id and a
 * folder of its own with its journal, logs and report.
 */
package io.archweave.run;
