package io.freshet.local.processes;

/** A JVM that runs a small stack, prints the stack's directory, and waits to be ended. */
final class TestingStackParent {

  private TestingStackParent() {}

  public static void main(String[] arguments) throws InterruptedException {
    LocalStack stack = LocalStack.start(StackOptions.DEFAULT.withServices(StackService.REDIS));
    System.out.println(stack.redis().process().pid());
    System.out.println(stack.directory());
    Thread.sleep(300_000);
  }
}
