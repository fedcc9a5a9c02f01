package io.freshet.bench.online;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A few connections that stay open, each with a thread of its own that writes a request and reads
 * its answer: as little as a client can do.
 */
final class HttpConnections implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int MOST_BYTES = 1 << 20;
  private static final String LENGTH = "content-length: ";

  private final List<Connection> connections = new ArrayList<>();
  private int next;

  /** Connects. */
  HttpConnections(URI server) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(new Connection(new Socket(server.getHost(), server.getPort())));
    }
  }

  /** Posts JSON; the answer must be one of success, and is read to its end. */
  CompletionStage<?> post(String path, String json) {
    Connection connection = connections.get(next++ % CONNECTIONS);
    return CompletableFuture.runAsync(() -> connection.post(path, json), connection.thread);
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.thread.shutdown();
      connection.socket.close();
    }
  }

  private static final class Connection {
    final Socket socket;
    final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final byte[] answer = new byte[MOST_BYTES];

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
    }

    void post(String path, String json) {
      String request =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
              + json.length()
              + "\r\n\r\n"
              + json;
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        readAnswer(socket.getInputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void readAnswer(InputStream in) throws IOException {
      int size = 0;
      int end = Integer.MAX_VALUE;
      while (size < end) {
        int read = in.read(answer, size, answer.length - size);
        if (read < 0) {
          throw new EOFException("the gateway hung up");
        }
        size += read;
        if (end == Integer.MAX_VALUE) {
          end = endOf(new String(answer, 0, size, StandardCharsets.ISO_8859_1));
        }
      }
    }

    /** Where the answer will end; the largest number as long as its head has not been read. */
    private static int endOf(String text) throws IOException {
      int head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return Integer.MAX_VALUE;
      }
      int length = text.indexOf(LENGTH);
      if (!text.startsWith("HTTP/1.1 200") || length < 0) {
        throw new IOException(text);
      }
      int begin = length + LENGTH.length();
      return head + 4 + Integer.parseInt(text.substring(begin, text.indexOf('\r', begin)));
    }
  }
}
