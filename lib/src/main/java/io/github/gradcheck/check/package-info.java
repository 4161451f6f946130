/** What a verdict on a gradient is made of: tolerances, and the failure of a check. */
package io.github.gradcheck.check;
