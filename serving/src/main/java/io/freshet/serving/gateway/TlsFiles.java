package io.freshet.serving.gateway;

import java.nio.file.Path;

/**
 * What a server shows for itself.
 *
 * @param certificate PEM file with the certificate and those that it leans on
 * @param key PEM file with its private key: PKCS#8, without a password
 */
public record TlsFiles(Path certificate, Path key) {}
