/** Long work: split among threads, kept apart from what others move, stopped when interrupted, and watched while it runs. */
package io.github.gradcheck.execution;
