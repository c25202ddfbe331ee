using System.Collections.Frozen;

namespace ShopActors.WebApi.Problems;

/// <summary>
/// The single mapping from error codes to HTTP. A test fails if an area has a code that is not here, so no refusal can
/// become a 500.
/// </summary>
internal static class ProblemTable
{
    private static readonly ProblemRow Unmapped = new(500, "internal_error", "The shop failed to handle the request");

    private static readonly FrozenDictionary<string, ProblemRow> Rows = new Dictionary<string, ProblemRow>(
        StringComparer.Ordinal)
    {
        ["api.unauthenticated"] = new(401, "unauthenticated", "Authentication is required"),
        ["api.forbidden"] = new(403, "forbidden", "Not allowed"),
        ["api.cross-site"] = new(403, "cross_site_request", "Not allowed from another site"),
        ["api.invalid-request"] = new(400, "invalid_request", "The request is not well-formed"),
        ["api.not-found"] = new(404, "not_found", "Not found"),
        ["api.method-not-allowed"] = new(405, "method_not_allowed", "Method not allowed"),
        ["api.body-too-large"] = new(413, "body_too_large", "The body is too large"),
        ["api.unsupported-media-type"] = new(415, "unsupported_media_type", "Unsupported media type"),
        ["api.headers-too-large"] = new(431, "headers_too_large", "The headers are too large"),
        ["api.request-timeout"] = new(408, "request_timeout", "The request took too long to arrive"),
        ["api.idempotency-key-required"] = new(400, "idempotency_key_required", "An idempotency key is required"),
        ["api.idempotency-key-invalid"] = new(400, "idempotency_key_invalid", "The idempotency key is not valid"),
        ["api.if-match-required"] = new(428, "precondition_required", "A precondition is required"),
        ["api.if-match-invalid"] = new(400, "if_match_invalid", "The precondition is not valid"),
        ["api.cursor-invalid"] = new(400, "cursor_invalid", "The cursor is not valid"),
        ["api.limit-out-of-range"] = new(400, "limit_out_of_range", "The limit is out of range"),
        ["api.amount-out-of-range"] = new(422, "amount_out_of_range", "The amount is out of range"),
        ["api.signature-invalid"] = new(400, "signature_invalid", "The signature is not valid"),
        ["api.signature-wrong"] = new(401, "signature_wrong", "The signature is wrong"),
        ["api.too-many-requests"] = new(429, "too_many_requests", "Too many requests"),
        ["api.overloaded"] = new(503, "overloaded", "The shop is at its limit"),
        ["api.unavailable"] = new(503, "unavailable", "The shop cannot answer now"),
        ["api.outcome-unknown"] = new(504, "outcome_unknown", "The outcome is unknown"),
        ["api.internal"] = Unmapped,

        ["catalog.product-not-found"] = new(404, "product_not_found", "No such product"),
        ["catalog.sku-not-found"] = new(404, "sku_not_found", "No such SKU"),
        ["catalog.invalid-query"] = new(400, "invalid_query", "The query is not valid"),
        ["catalog.version-conflict"] = new(412, "stale_version", "The product has changed"),

        ["stock.insufficient"] = new(409, "insufficient_stock", "Not enough stock"),
        ["stock.sku-not-found"] = new(404, "sku_not_found", "No such SKU"),
        ["stock.hold-not-found"] = new(404, "reservation_not_found", "No such reservation"),
        ["stock.hold-ended"] = new(409, "reservation_ended", "The reservation has ended"),
        ["stock.hold-mismatch"] = new(422, "reservation_mismatch", "The reservation is for another quantity"),
        ["stock.hold-not-pinned"] = new(409, "reservation_not_pinned", "The reservation is not pinned"),
        ["stock.hold-pinned"] = new(409, "reservation_pinned", "A checkout owns the reservation"),
        ["stock.owner-required"] = new(401, "unauthenticated", "Authentication is required"),
        ["stock.hold-exists"] = new(409, "reservation_exists", "There is another reservation"),
        ["stock.too-many-attempts"] = new(429, "too_many_requests", "Too many requests"),
        ["stock.too-many-holds"] = new(503, "too_many_reservations", "Too many reservations"),
        ["stock.invalid-quantity"] = new(422, "quantity_out_of_range", "The quantity is out of range"),
        ["stock.invalid-time-to-live"] = new(422, "time_to_live_out_of_range", "The time to live is out of range"),
        ["stock.would-go-negative"] = new(422, "would_go_negative", "Stock would become negative"),
        ["stock.invalid-adjustment"] = new(422, "invalid_adjustment", "The adjustment is not valid"),
        ["stock.operation-reused"] = new(422, "idempotency_key_reused", "The key was used for another request"),
        ["stock.version-conflict"] = new(412, "stale_version", "The stock has changed"),
        ["stock.below-reserved"] = new(422, "below_reserved", "More units are reserved"),

        ["cart.not-found"] = new(404, "cart_not_found", "No such cart"),
        ["cart.expired"] = new(410, "cart_expired", "The cart has expired"),
        ["cart.locked"] = new(409, "cart_locked", "A checkout holds the cart"),
        ["cart.merged"] = new(409, "cart_merged", "The cart was merged into another"),
        ["cart.sku-not-found"] = new(404, "sku_not_found", "No such SKU"),
        ["cart.line-not-found"] = new(404, "line_not_found", "No such line"),
        ["cart.quantity-out-of-range"] = new(422, "quantity_out_of_range", "The quantity is out of range"),
        ["cart.too-many-lines"] = new(422, "too_many_lines", "The cart has too many lines"),
        ["cart.currency-mismatch"] = new(422, "currency_mismatch", "The currencies differ"),
        ["cart.invalid-metadata"] = new(422, "invalid_metadata", "The metadata is not valid"),
        ["cart.insufficient-stock"] = new(409, "insufficient_stock", "Not enough stock"),
        ["cart.merge-source-not-found"] = new(404, "cart_not_found", "No such cart"),
        ["cart.merge-source-unavailable"] = new(409, "cart_unavailable", "The other cart cannot be merged now"),
        ["cart.merge-in-progress"] = new(409, "merge_in_progress", "Another merge has not ended"),
        ["cart.empty"] = new(422, "checkout_incomplete", "The cart is empty"),
        ["cart.version-conflict"] = new(412, "stale_version", "The cart has changed"),
        ["cart.product-gone"] = new(409, "product_gone", "A product is no longer sold"),
        ["cart.checkout-ended"] = new(409, "checkout_ended", "This checkout has ended"),

        ["order.not-found"] = new(404, "order_not_found", "No such order"),
        ["order.price-changed"] = new(409, "price_changed", "The total has changed"),
        ["order.invalid-request"] = new(422, "checkout_incomplete", "The checkout is not complete"),
        ["order.total-out-of-range"] = new(422, "total_out_of_range", "The total is out of range"),
        ["order.idempotency-key-reused"] = new(422, "idempotency_key_reused", "The key was used for another request"),
        ["order.invalid-state"] = new(409, "invalid_state", "The order is not in a state for this"),
        ["order.refund-exceeds-captured"] = new(422, "refund_exceeds_captured", "More than was captured"),
        ["order.operation-reused"] = new(422, "idempotency_key_reused", "The key was used for another request"),
        ["order.too-many-refunds"] = new(422, "too_many_refunds", "Too many refunds"),
        ["order.invalid-cursor"] = new(400, "cursor_invalid", "The cursor is not valid"),
        ["order.cancelled.insufficient_stock"] = new(409, "insufficient_stock", "Not enough stock"),
        ["order.cancelled.payment_declined"] = new(402, "payment_declined", "The payment was declined"),
        ["order.cancelled.price_changed"] = new(409, "price_changed", "The total has changed"),
        ["order.cancelled.cart_unavailable"] = new(409, "cart_locked", "The cart was not available"),
        ["order.cancelled.capture_refused"] = new(402, "capture_refused", "The payment could not be captured"),
        ["order.cancelled.deadline_exceeded"] = new(409, "deadline_exceeded", "The order did not get ready in time"),
        ["order.cancelled.requested"] = new(409, "order_cancelled", "The order was cancelled"),

        ["payment.not-found"] = new(404, "payment_not_found", "No such payment"),
        ["payment.mismatch"] = new(409, "payment_mismatch", "The payment is for something else"),
        ["payment.invalid-request"] = new(422, "invalid_payment", "The payment is not valid"),
        ["payment.invalid-state"] = new(409, "invalid_state", "The payment is not in a state for this"),
        ["payment.capture-exceeds-authorised"] = new(422, "capture_exceeds_authorised", "More than was authorised"),
        ["payment.refund-exceeds-captured"] = new(422, "refund_exceeds_captured", "More than was captured"),
        ["payment.operation-reused"] = new(422, "idempotency_key_reused", "The key was used for another request"),
        ["payment.too-many-refunds"] = new(422, "too_many_refunds", "Too many refunds"),

        ["customer.not-found"] = new(404, "customer_not_found", "No such customer"),
        ["customer.email-taken"] = new(409, "email_taken", "The e-mail address is taken"),
        ["customer.invalid"] = new(422, "invalid_customer", "The customer is not valid"),
        ["customer.version-conflict"] = new(412, "stale_version", "The customer has changed"),
        ["customer.invalid-token"] = new(401, "unauthenticated", "Authentication is required"),

        ["audit.forbidden"] = new(403, "forbidden", "Not allowed"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => Rows.Keys;

    public static ProblemRow Of(string code) => Rows.GetValueOrDefault(code, Unmapped);
}
