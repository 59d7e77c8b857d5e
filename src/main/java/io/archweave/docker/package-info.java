/**
 * The Docker Engine. In: where an Engine is. Out: what it is and can do, containers run in an image, and a private
 * socket behind which its embedded BuildKit answers. docker-java stops here.
 */
package io.archweave.docker;
