package io.freshet.sinks.delta.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and a server of HTTP, and can do what networks and other servers do.
 * Requests go on byte by byte, since they are signed; each has a connection of its own.
 */
final class TestingRelay implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
  private static final Pattern CONNECTION = Pattern.compile("(?im)^connection:.*\r\n");
  private static final Pattern EXPECT = Pattern.compile("(?im)^expect:.*\r\n");

  /** Decides what a client is told. */
  interface Answers {
    /**
     * Asked for each request.
     *
     * @param request its first line and headers
     * @param server gets the server's answer, if the server shall hear of the request
     * @return all of the answer; empty to end the connection instead
     */
    String answer(String request, Forward server) throws IOException;
  }

  /** Sends the request on. */
  interface Forward {
    String send() throws IOException;
  }

  private final ServerSocket socket;
  private final String host;
  private final int port;
  private final Answers answers;

  /** Listens before a server, {@code http://HOST:PORT}. */
  TestingRelay(String server, Answers answers) throws IOException {
    String address = server.substring("http://".length());
    this.host = address.substring(0, address.indexOf(':'));
    this.port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    this.answers = answers;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(this::accept, "relay");
    accepting.setDaemon(true);
    accepting.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread serving = new Thread(() -> serve(client), "relay-connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException e) {
        // closed, or a client that went away
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      if (EXPECT.matcher(head).find()) {
        write(client.getOutputStream(), "HTTP/1.1 100 Continue\r\n\r\n");
        head = EXPECT.matcher(head).replaceFirst("");
      }
      Matcher length = LENGTH.matcher(head);
      byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
      String request = head;
      write(client.getOutputStream(), answers.answer(request, () -> forward(request, body)));
    } catch (IOException e) {
      // the client sees a connection that ended
    }
  }

  private String forward(String head, byte[] body) throws IOException {
    try (Socket server = new Socket(host, port)) {
      String alone =
          CONNECTION.matcher(head).replaceAll("").replaceFirst("\r\n", "\r\nConnection: close\r\n");
      OutputStream out = server.getOutputStream();
      out.write(alone.getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return new String(server.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
