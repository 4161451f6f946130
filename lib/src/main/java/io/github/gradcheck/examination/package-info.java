/** Everything that is measured about a function and its backward pass before anything is judged. */
package io.github.gradcheck.examination;
