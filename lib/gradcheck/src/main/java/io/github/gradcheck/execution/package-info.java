/**
 * Long work: split among threads, kept apart from what others move, stopped when interrupted, and watched while it runs.
 *
 * <p>{@link io.github.gradcheck.execution.ArrayLock} locks arrays for one thread, restores them bit for bit, and repeats what another check may
 * have disturbed; {@link io.github.gradcheck.execution.Workers} runs numbered tasks on several threads; {@link io.github.gradcheck.execution.Progress} shows how
 * far a long loop has come; {@link io.github.gradcheck.execution.Deadline} ends it in time; {@link io.github.gradcheck.execution.Memory} says beforehand what would not fit. Exported to the other
 * artifacts alone.
 */
package io.github.gradcheck.execution;
