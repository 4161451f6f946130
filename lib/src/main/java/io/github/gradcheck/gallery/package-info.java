/** Models and operators with bugs that can be planted by name. */
package io.github.gradcheck.gallery;
