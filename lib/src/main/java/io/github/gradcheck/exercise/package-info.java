/** What an exercise notebook is made of: checks that say in words what is still wrong, and a bug for each student number. */
package io.github.gradcheck.exercise;
