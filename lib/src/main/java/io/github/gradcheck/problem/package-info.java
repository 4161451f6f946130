/** What is checked: a function of named arrays, its backward pass, and what the caller asks for. */
package io.github.gradcheck.problem;
