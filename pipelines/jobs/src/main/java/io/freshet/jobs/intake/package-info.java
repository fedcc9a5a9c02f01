/**
 * The first operator: bytes become typed rows, every record that must be refused is refused here,
 * and the expiry clock of the source is kept. A new format has its decoder here.
 */
@NullMarked
package io.freshet.jobs.intake;

import org.jspecify.annotations.NullMarked;
