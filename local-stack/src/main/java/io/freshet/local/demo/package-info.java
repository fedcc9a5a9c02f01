/**
 * The demo: starts everything on this machine, feeds it, and checks what came out against the naive
 * evaluator. Tells a {@link io.freshet.local.demo.DemoListener} what happens and returns a report;
 * how that looks is the command line's business.
 */
@NullMarked
package io.freshet.local.demo;

import org.jspecify.annotations.NullMarked;
