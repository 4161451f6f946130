/** Long work: split among threads, stopped when interrupted, and watched while it runs. */
package io.github.gradcheck.execution;
