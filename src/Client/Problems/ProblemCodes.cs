namespace ShopActors.Client;

/// <summary>The codes of refusals. Newer shops may have more.</summary>
public static class ProblemCodes
{
    /// <summary>The shop failed to handle the request.</summary>
    public const string InternalError = "internal_error";

    /// <summary>Authentication is required.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>Not allowed.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>Not allowed from another site.</summary>
    public const string CrossSiteRequest = "cross_site_request";

    /// <summary>The request is not well-formed.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>Not found.</summary>
    public const string NotFound = "not_found";

    /// <summary>Method not allowed.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The body is too large.</summary>
    public const string BodyTooLarge = "body_too_large";

    /// <summary>Unsupported media type.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The headers are too large.</summary>
    public const string HeadersTooLarge = "headers_too_large";

    /// <summary>The URL is too long.</summary>
    public const string UriTooLong = "uri_too_long";

    /// <summary>The request took too long to arrive.</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>An idempotency key is required.</summary>
    public const string IdempotencyKeyRequired = "idempotency_key_required";

    /// <summary>The idempotency key is not valid.</summary>
    public const string IdempotencyKeyInvalid = "idempotency_key_invalid";

    /// <summary>The key was used for another request.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";

    /// <summary>A precondition is required.</summary>
    public const string PreconditionRequired = "precondition_required";

    /// <summary>The precondition is not valid.</summary>
    public const string PreconditionInvalid = "precondition_invalid";

    /// <summary>The resource has changed.</summary>
    public const string StaleVersion = "stale_version";

    /// <summary>The cursor is not valid.</summary>
    public const string CursorInvalid = "cursor_invalid";

    /// <summary>The limit is out of range.</summary>
    public const string LimitOutOfRange = "limit_out_of_range";

    /// <summary>The query is not valid.</summary>
    public const string InvalidQuery = "invalid_query";

    /// <summary>Too many requests.</summary>
    public const string TooManyRequests = "too_many_requests";

    /// <summary>The shop is at its limit.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The shop cannot answer now.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The outcome is unknown.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>The signature is not valid.</summary>
    public const string SignatureInvalid = "signature_invalid";

    /// <summary>The signature is wrong.</summary>
    public const string SignatureWrong = "signature_wrong";

    /// <summary>No such product.</summary>
    public const string ProductNotFound = "product_not_found";

    /// <summary>No such SKU.</summary>
    public const string SkuNotFound = "sku_not_found";

    /// <summary>The product is not valid.</summary>
    public const string InvalidProduct = "invalid_product";

    /// <summary>The SKU belongs to another product.</summary>
    public const string ProductExists = "product_exists";

    /// <summary>Not enough stock.</summary>
    public const string InsufficientStock = "insufficient_stock";

    /// <summary>No such reservation.</summary>
    public const string ReservationNotFound = "reservation_not_found";

    /// <summary>The reservation has ended.</summary>
    public const string ReservationEnded = "reservation_ended";

    /// <summary>The reservation is for another quantity.</summary>
    public const string ReservationMismatch = "reservation_mismatch";

    /// <summary>The reservation is not pinned.</summary>
    public const string ReservationNotPinned = "reservation_not_pinned";

    /// <summary>A checkout owns the reservation.</summary>
    public const string ReservationPinned = "reservation_pinned";

    /// <summary>There is another reservation.</summary>
    public const string ReservationExists = "reservation_exists";

    /// <summary>Too many reservations.</summary>
    public const string TooManyReservations = "too_many_reservations";

    /// <summary>The quantity is out of range.</summary>
    public const string QuantityOutOfRange = "quantity_out_of_range";

    /// <summary>The time to live is out of range.</summary>
    public const string TimeToLiveOutOfRange = "time_to_live_out_of_range";

    /// <summary>Stock would become negative.</summary>
    public const string WouldGoNegative = "would_go_negative";

    /// <summary>The adjustment is not valid.</summary>
    public const string InvalidAdjustment = "invalid_adjustment";

    /// <summary>More units are reserved.</summary>
    public const string BelowReserved = "below_reserved";

    /// <summary>No such cart.</summary>
    public const string CartNotFound = "cart_not_found";

    /// <summary>The cart has expired.</summary>
    public const string CartExpired = "cart_expired";

    /// <summary>A checkout holds the cart.</summary>
    public const string CartLocked = "cart_locked";

    /// <summary>The cart was merged into another.</summary>
    public const string CartMerged = "cart_merged";

    /// <summary>The other cart cannot be merged now.</summary>
    public const string CartUnavailable = "cart_unavailable";

    /// <summary>Another merge has not ended.</summary>
    public const string MergeInProgress = "merge_in_progress";

    /// <summary>No such line.</summary>
    public const string LineNotFound = "line_not_found";

    /// <summary>The cart has too many lines.</summary>
    public const string TooManyLines = "too_many_lines";

    /// <summary>The currencies differ.</summary>
    public const string CurrencyMismatch = "currency_mismatch";

    /// <summary>The metadata is not valid.</summary>
    public const string InvalidMetadata = "invalid_metadata";

    /// <summary>A product is no longer sold.</summary>
    public const string ProductGone = "product_gone";

    /// <summary>This checkout has ended.</summary>
    public const string CheckoutEnded = "checkout_ended";

    /// <summary>The cart is empty, or lacks something else that the checkout needs.</summary>
    public const string CheckoutIncomplete = "checkout_incomplete";

    /// <summary>No such order.</summary>
    public const string OrderNotFound = "order_not_found";

    /// <summary>The total has changed.</summary>
    public const string PriceChanged = "price_changed";

    /// <summary>The total is out of range.</summary>
    public const string TotalOutOfRange = "total_out_of_range";

    /// <summary>The order is not in a state for this.</summary>
    public const string InvalidState = "invalid_state";

    /// <summary>More than was captured.</summary>
    public const string RefundExceedsCaptured = "refund_exceeds_captured";

    /// <summary>Too many refunds.</summary>
    public const string TooManyRefunds = "too_many_refunds";

    /// <summary>The refund is not valid.</summary>
    public const string InvalidRefund = "invalid_refund";

    /// <summary>The payment was declined.</summary>
    public const string PaymentDeclined = "payment_declined";

    /// <summary>The payment could not be captured.</summary>
    public const string CaptureRefused = "capture_refused";

    /// <summary>The order did not get ready in time.</summary>
    public const string DeadlineExceeded = "deadline_exceeded";

    /// <summary>The order was cancelled.</summary>
    public const string OrderCancelled = "order_cancelled";

    /// <summary>The refund was refused.</summary>
    public const string RefundRefused = "refund_refused";

    /// <summary>No such payment.</summary>
    public const string PaymentNotFound = "payment_not_found";

    /// <summary>The payment is for something else.</summary>
    public const string PaymentMismatch = "payment_mismatch";

    /// <summary>The payment is not valid.</summary>
    public const string InvalidPayment = "invalid_payment";

    /// <summary>More than was authorised.</summary>
    public const string CaptureExceedsAuthorised = "capture_exceeds_authorised";

    /// <summary>The amount is out of range.</summary>
    public const string AmountOutOfRange = "amount_out_of_range";

    /// <summary>No such customer.</summary>
    public const string CustomerNotFound = "customer_not_found";

    /// <summary>The e-mail address is taken.</summary>
    public const string EmailTaken = "email_taken";

    /// <summary>The customer is not valid.</summary>
    public const string InvalidCustomer = "invalid_customer";

    /// <summary>The registration has ended.</summary>
    public const string AlreadyRegistered = "already_registered";

    /// <summary>Another change has not ended.</summary>
    public const string ChangeInProgress = "change_in_progress";

    /// <summary>The password is not accepted.</summary>
    public const string InvalidPassword = "invalid_password";

    /// <summary>The credentials are wrong.</summary>
    public const string InvalidCredentials = "invalid_credentials";

    /// <summary>No such session.</summary>
    public const string SessionNotFound = "session_not_found";

    /// <summary>The token is not valid.</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>No such webhook endpoint.</summary>
    public const string WebhookEndpointNotFound = "webhook_endpoint_not_found";

    /// <summary>The webhook endpoint is not valid.</summary>
    public const string InvalidWebhookEndpoint = "invalid_webhook_endpoint";

    /// <summary>Too many webhook endpoints.</summary>
    public const string TooManyWebhookEndpoints = "too_many_webhook_endpoints";

    /// <summary>No such subscription.</summary>
    public const string SubscriptionNotFound = "subscription_not_found";

    /// <summary>The replay is not valid.</summary>
    public const string InvalidReplay = "invalid_replay";

    /// <summary>An address or contact is not valid.</summary>
    public const string InvalidAddress = "invalid_address";

    /// <summary>The shipping method does not deliver this cart.</summary>
    public const string ShippingUnavailable = "shipping_unavailable";

    /// <summary>The cart has no such coupon.</summary>
    public const string CouponNotFound = "coupon_not_found";

    /// <summary>There is no such coupon, or it is not for this cart or buyer.</summary>
    public const string CouponNotApplicable = "coupon_not_applicable";

    /// <summary>A promotion has been used as often as it may be.</summary>
    public const string CouponExhausted = "coupon_exhausted";

    /// <summary>The cart has too many coupons.</summary>
    public const string TooManyCoupons = "too_many_coupons";

    /// <summary>The personal data were erased.</summary>
    public const string PersonalDataErased = "personal_data_erased";

    /// <summary>More units than are left to ship or to return.</summary>
    public const string QuantityExceedsOrdered = "quantity_exceeds_ordered";

    /// <summary>There is no such shipment.</summary>
    public const string ShipmentNotFound = "shipment_not_found";

    /// <summary>There is no such return.</summary>
    public const string ReturnNotFound = "return_not_found";

    /// <summary>The shipment is not valid.</summary>
    public const string InvalidShipment = "invalid_shipment";

    /// <summary>The return is not valid.</summary>
    public const string InvalidReturn = "invalid_return";

    /// <summary>There is no such promotion.</summary>
    public const string PromotionNotFound = "promotion_not_found";

    /// <summary>Another promotion has this code.</summary>
    public const string PromotionExists = "promotion_exists";

    /// <summary>The terms of the promotion are not valid.</summary>
    public const string InvalidPromotion = "invalid_promotion";

    /// <summary>The shop has too many promotions.</summary>
    public const string TooManyPromotions = "too_many_promotions";

    /// <summary>There is no such audit among the latest.</summary>
    public const string AuditNotFound = "audit_not_found";

    /// <summary>There is no such reconciliation among the latest.</summary>
    public const string ReconciliationNotFound = "reconciliation_not_found";

    /// <summary>There is no such import.</summary>
    public const string ImportNotFound = "import_not_found";

    /// <summary>Lines of an import are missing before these.</summary>
    public const string ImportOutOfOrder = "import_out_of_order";

    /// <summary>No such operator's key.</summary>
    public const string OperatorKeyNotFound = "operator_key_not_found";

    /// <summary>The operator's key is not valid.</summary>
    public const string InvalidOperatorKey = "invalid_operator_key";

    /// <summary>Too many operators' keys.</summary>
    public const string TooManyOperatorKeys = "too_many_operator_keys";

    /// <summary>A line of an import cannot be read.</summary>
    public const string InvalidLine = "invalid_line";

    /// <summary>There is no such image.</summary>
    public const string ImageNotFound = "image_not_found";

    /// <summary>The file is no image of a known type, or too large.</summary>
    public const string InvalidImage = "invalid_image";

    /// <summary>The e-mail address must be verified first.</summary>
    public const string EmailNotVerified = "email_not_verified";

    /// <summary>The identity is not linked to a customer.</summary>
    public const string IdentityNotLinked = "identity_not_linked";

    /// <summary>The identity is taken.</summary>
    public const string IdentityTaken = "identity_taken";

    /// <summary>No such identity.</summary>
    public const string IdentityNotFound = "identity_not_found";

    /// <summary>The last way to sign in.</summary>
    public const string LastSignIn = "last_sign_in";

    /// <summary>Too many identities.</summary>
    public const string TooManyIdentities = "too_many_identities";

    /// <summary>The OpenID provider cannot be asked.</summary>
    public const string ProviderUnavailable = "provider_unavailable";
}
