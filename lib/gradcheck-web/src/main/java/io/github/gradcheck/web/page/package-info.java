/**
 * Part of the build: puts the page together.
 */
package io.github.gradcheck.web.page;
