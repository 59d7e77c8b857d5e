package io.archweave.registry;

/**
 * What a request is good for, in the words of the person who will read why it failed.
 *
 * @param subject what it is about: a reference, or a blob of a repository
 * @param action what is to be done, such as {@code push the manifest}
 * @param host who has to do it
 */
record Purpose(String subject, String action, RegistryHost host) {}
