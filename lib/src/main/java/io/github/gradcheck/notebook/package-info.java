/** How the kernels come to show pictures, tables, reports and progress. Nothing else here knows of notebooks. */
package io.github.gradcheck.notebook;
