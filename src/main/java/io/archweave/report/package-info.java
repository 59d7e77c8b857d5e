/**
 * What a run tells. In: the outcomes of all stages as one {@code RunReport}. Out: that report as JSON, as one HTML
 * page, as JUnit, and as a table for a terminal; and the lines that a person sees while the run goes on.
 */
package io.archweave.report;
