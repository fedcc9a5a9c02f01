package io.freshet.engine;

import io.freshet.defs.plan.WindowPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Parts of a plan that see the same events, and so share one timeline. Those with windows that end
 * before the as-of time are a group of their own: the others have simpler forms.
 *
 * @param source index of the view's source
 * @param filter index among its filters; -1: every event
 * @param parts the parts, in the order of the shape's columns
 * @param shape of the timelines
 */
record Group(int source, int filter, List<Integer> parts, Shape shape) {

  /** The groups of all {@code parts}. */
  static List<Group> of(List<Part> parts, LongAdder overflows) {
    List<Group> groups = new ArrayList<>();
    boolean[] grouped = new boolean[parts.size()];
    for (int first = 0; first < grouped.length; first++) {
      if (!grouped[first]) {
        List<Integer> members = new ArrayList<>();
        for (int i = first; i < grouped.length; i++) {
          if (parts.get(i).sharesEvents(parts.get(first))) {
            grouped[i] = true;
            members.add(i);
          }
        }
        groups.add(of(members, parts, overflows));
      }
    }
    return groups;
  }

  private static Group of(List<Integer> members, List<Part> parts, LongAdder overflows) {
    List<Part> own = members.stream().map(parts::get).toList();
    List<WindowPlan> windows =
        own.stream().flatMap(part -> part.plan().windows().stream()).distinct().toList();
    TileScheme scheme = TileScheme.of(windows);
    List<Column> columns = new ArrayList<>();
    for (Part part : own) {
      List<Integer> numbers = part.plan().windows().stream().map(windows::indexOf).toList();
      columns.add(part.column(scheme, numbers, overflows));
    }
    int[] inputs = own.stream().mapToInt(part -> part.plan().input()).toArray();
    return new Group(
        own.get(0).plan().source(),
        own.get(0).plan().filter(),
        members,
        new Shape(scheme, columns, inputs));
  }
}
