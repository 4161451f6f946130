/** What two arrays that should be equal have to do with each other. */
package io.github.gradcheck.relation;
