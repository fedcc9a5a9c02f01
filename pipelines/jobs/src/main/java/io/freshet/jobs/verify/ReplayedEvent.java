package io.freshet.jobs.verify;

import io.freshet.jobs.window.KeyedEvent;

/**
 * An event of a view in a replay.
 *
 * @param view index of the view in the plan
 * @param event the event; its kind is ENDED for the last element of a view
 * @param clock the expiry clock at the event; {@link Long#MIN_VALUE} before there is one
 */
public record ReplayedEvent(int view, KeyedEvent event, long clock) {}
