/**
 * What scripts of a page call: the check and the scales, with functions of the script and answers as its objects.
 */
package io.github.gradcheck.web;
