package io.freshet.bench.windows;

import io.freshet.bench.windows.subject.Subject;
import io.freshet.bench.windows.subject.Workload;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names of workloads and subjects from the command line. */
final class Labels {
  private Labels() {}

  /** A workload. */
  static final class OfWorkload implements ITypeConverter<Workload> {
    @Override
    public Workload convert(String label) {
      try {
        return Workload.of(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A subject. */
  static final class OfSubject implements ITypeConverter<Subject> {
    @Override
    public Subject convert(String label) {
      try {
        return Subject.of(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
