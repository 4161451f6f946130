/**
 * What a terminal shows while a long check runs: {@link io.github.gradcheck.terminal.TerminalBar}. Nothing calls this package,
 * the JDK's service loader finds it.
 *
 * <p>It is told by {@link io.github.gradcheck.execution.Progress}, and only where the program talks to a person. Not exported.
 */
package io.github.gradcheck.terminal;
