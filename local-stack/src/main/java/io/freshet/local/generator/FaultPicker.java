package io.freshet.local.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decides what is special about a record, so that over all records the rates come out.
 *
 * <p>The first record of a visit is always sound: it is there to be repeated. The others are broken
 * or repeated that much more often.
 */
final class FaultPicker {
  private static final List<ShopKind> DELAYS = List.of(ShopKind.DISORDERED, ShopKind.LATE);

  private final List<ShopKind> faults = new ArrayList<>();
  private final double[] faultsUpTo;
  private final double[] delaysUpTo;

  FaultPicker(ShopRates rates) {
    for (ShopKind kind : ShopKind.values()) {
      if (!kind.isSound() && rates.of(kind) > 0) {
        faults.add(kind);
      }
    }
    double all = faults.stream().mapToDouble(rates::of).sum();
    double mean = SessionShape.meanSize();
    faultsUpTo = sums(faults, rates, mean / (mean - 1));
    delaysUpTo = sums(DELAYS, rates, 1 / (1 - all));
    if (!faults.isEmpty() && faultsUpTo[faultsUpTo.length - 1] > 1) {
      throw new IllegalArgumentException("Too many faults for visits of this length: " + rates);
    }
  }

  ShopKind first(SplittableRandom random) {
    return pick(random.nextDouble(), DELAYS, delaysUpTo);
  }

  ShopKind later(SplittableRandom random) {
    ShopKind fault = pick(random.nextDouble(), faults, faultsUpTo);
    return fault == ShopKind.ON_TIME ? first(random) : fault;
  }

  private static ShopKind pick(double u, List<ShopKind> kinds, double[] upTo) {
    for (int i = 0; i < upTo.length; i++) {
      if (u < upTo[i]) {
        return kinds.get(i);
      }
    }
    return ShopKind.ON_TIME;
  }

  private static double[] sums(List<ShopKind> kinds, ShopRates rates, double scale) {
    double[] sums = new double[kinds.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += rates.of(kinds.get(i)) * scale;
      sums[i] = sum;
    }
    return sums;
  }
}
