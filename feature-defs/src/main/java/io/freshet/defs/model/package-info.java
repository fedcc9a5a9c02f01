/**
 * Definitions as their authors wrote them: typed, with their places in the files, but neither
 * resolved nor checked against each other. What was faulty is left out. Internal to this module.
 */
@NullMarked
package io.freshet.defs.model;

import org.jspecify.annotations.NullMarked;
