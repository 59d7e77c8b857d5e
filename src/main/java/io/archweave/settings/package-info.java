/**
 * How this run of the tool is set up. In: command line, {@code ARCHWEAVE_*} environment, properties files and the
 * defaults in the jar, strongest first. Out: one immutable {@code Settings}. Commons Configuration stops here.
 */
package io.archweave.settings;
