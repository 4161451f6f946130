/** Random directions through the entries of an array, and the search for the wrong ones by halving. */
package io.github.gradcheck.direction;
