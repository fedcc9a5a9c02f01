package io.freshet.local.generator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice.
 *
 * @param invoiceNo invoice; begins with {@code C} for a return
 * @param stockCode article
 * @param description what the article is called; null where it is missing
 * @param quantity how many; below 0 for a return
 * @param invoiceDate when, UTC milliseconds
 * @param unitPrice price of one in pounds
 * @param customerId who; null for guests
 * @param country where the customer lives
 */
record RetailTransaction(
    String invoiceNo,
    String stockCode,
    @Nullable String description,
    int quantity,
    long invoiceDate,
    BigDecimal unitPrice,
    @Nullable String customerId,
    String country) {}
