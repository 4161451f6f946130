/** What a notebook shows: pictures, tables, and how the kernels come to show them. Nothing else here knows of notebooks. */
package io.github.gradcheck.notebook;
