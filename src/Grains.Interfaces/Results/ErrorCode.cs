namespace ShopActors;

/// <summary>
/// Why a request was refused: the closed set of codes. <see cref="PublicName"/> gives the public name, such as
/// <c>insufficient_stock</c>. The numbers are sent between silos of different versions and never change.
/// </summary>
[GenerateSerializer, Alias("shop.error-code")]
public enum ErrorCode
{
    /// <summary>The shop failed to handle the request.</summary>
    InternalError = 0,

    /// <summary>The request needs valid credentials.</summary>
    Unauthenticated = 1,

    /// <summary>The credentials do not allow the request.</summary>
    Forbidden = 2,

    /// <summary>A page of another site sent the request.</summary>
    CrossSiteRequest = 3,

    /// <summary>The request is not well-formed.</summary>
    InvalidRequest = 4,

    /// <summary>Nothing has this address.</summary>
    NotFound = 5,

    /// <summary>The resource does not support the method.</summary>
    MethodNotAllowed = 6,

    /// <summary>The body is too large.</summary>
    BodyTooLarge = 7,

    /// <summary>The body's media type, character set or encoding is not supported.</summary>
    UnsupportedMediaType = 8,

    /// <summary>The headers are too large.</summary>
    HeadersTooLarge = 9,

    /// <summary>The URL is too long.</summary>
    UriTooLong = 10,

    /// <summary>The request did not arrive in time.</summary>
    RequestTimeout = 11,

    /// <summary>An <c>Idempotency-Key</c> is required.</summary>
    IdempotencyKeyRequired = 12,

    /// <summary>The <c>Idempotency-Key</c> is malformed.</summary>
    IdempotencyKeyInvalid = 13,

    /// <summary>The <c>Idempotency-Key</c> was used for another request.</summary>
    IdempotencyKeyReused = 14,

    /// <summary>An absolute write needs <c>If-Match</c>.</summary>
    PreconditionRequired = 15,

    /// <summary>The <c>If-Match</c> or <c>If-None-Match</c> header is malformed.</summary>
    PreconditionInvalid = 16,

    /// <summary>The resource has changed since the version named by the request.</summary>
    StaleVersion = 17,

    /// <summary>The cursor was not issued by this list.</summary>
    CursorInvalid = 18,

    /// <summary>The page size is out of range.</summary>
    LimitOutOfRange = 19,

    /// <summary>A query parameter is malformed, unknown or repeated.</summary>
    InvalidQuery = 20,

    /// <summary>The rate limit is exceeded.</summary>
    TooManyRequests = 21,

    /// <summary>The shop is at its capacity limit.</summary>
    Overloaded = 22,

    /// <summary>The shop cannot answer at the moment.</summary>
    Unavailable = 23,

    /// <summary>The shop could not learn the outcome in time.</summary>
    OutcomeUnknown = 24,

    /// <summary>A signature is missing, malformed or too old.</summary>
    SignatureInvalid = 25,

    /// <summary>A signature does not belong to the body.</summary>
    SignatureWrong = 26,

    /// <summary>There is no such product.</summary>
    ProductNotFound = 100,

    /// <summary>There is no such SKU.</summary>
    SkuNotFound = 101,

    /// <summary>A field of a product is not valid.</summary>
    InvalidProduct = 102,

    /// <summary>The SKU belongs to another product.</summary>
    ProductExists = 103,

    /// <summary>There is no such import.</summary>
    ImportNotFound = 104,

    /// <summary>Lines of an import are missing before these.</summary>
    ImportOutOfOrder = 105,

    /// <summary>A line of an import cannot be read.</summary>
    InvalidLine = 106,

    /// <summary>There is no such image.</summary>
    ImageNotFound = 107,

    /// <summary>The bytes are no image of a known type, or too many.</summary>
    InvalidImage = 108,

    /// <summary>Fewer units are available than requested.</summary>
    InsufficientStock = 200,

    /// <summary>There is no such reservation.</summary>
    ReservationNotFound = 201,

    /// <summary>The reservation has ended.</summary>
    ReservationEnded = 202,

    /// <summary>The reservation is for another quantity.</summary>
    ReservationMismatch = 203,

    /// <summary>The reservation is not pinned by a checkout.</summary>
    ReservationNotPinned = 204,

    /// <summary>A checkout owns the reservation.</summary>
    ReservationPinned = 205,

    /// <summary>The caller has another reservation of the SKU.</summary>
    ReservationExists = 206,

    /// <summary>The SKU has too many live reservations.</summary>
    TooManyReservations = 207,

    /// <summary>The quantity is out of range.</summary>
    QuantityOutOfRange = 208,

    /// <summary>The time to live is out of range.</summary>
    TimeToLiveOutOfRange = 209,

    /// <summary>The adjustment would make the stock negative.</summary>
    WouldGoNegative = 210,

    /// <summary>The adjustment is not valid.</summary>
    InvalidAdjustment = 211,

    /// <summary>The count is below what is reserved.</summary>
    BelowReserved = 212,

    /// <summary>There is no such cart.</summary>
    CartNotFound = 300,

    /// <summary>The cart's time is over.</summary>
    CartExpired = 301,

    /// <summary>A checkout holds the cart.</summary>
    CartLocked = 302,

    /// <summary>The cart was merged into another.</summary>
    CartMerged = 303,

    /// <summary>The other cart cannot be merged at the moment.</summary>
    CartUnavailable = 304,

    /// <summary>Another merge has not ended.</summary>
    MergeInProgress = 305,

    /// <summary>The cart has no such line.</summary>
    LineNotFound = 306,

    /// <summary>The cart has too many lines.</summary>
    TooManyLines = 307,

    /// <summary>The currencies differ.</summary>
    CurrencyMismatch = 308,

    /// <summary>The metadata is not valid.</summary>
    InvalidMetadata = 309,

    /// <summary>A product is no longer sold.</summary>
    ProductGone = 310,

    /// <summary>The checkout has ended.</summary>
    CheckoutEnded = 311,

    /// <summary>Something that a checkout needs is missing.</summary>
    CheckoutIncomplete = 312,

    /// <summary>An address or contact is not valid.</summary>
    InvalidAddress = 313,

    /// <summary>The shipping method does not deliver this cart.</summary>
    ShippingUnavailable = 314,

    /// <summary>The cart has no such coupon.</summary>
    CouponNotFound = 315,

    /// <summary>There is no such coupon, or it is not for this cart or buyer.</summary>
    CouponNotApplicable = 316,

    /// <summary>A promotion has been used as often as it may be.</summary>
    CouponExhausted = 317,

    /// <summary>The cart has too many coupons.</summary>
    TooManyCoupons = 318,

    /// <summary>The personal data were erased.</summary>
    PersonalDataErased = 319,

    /// <summary>There is no such order.</summary>
    OrderNotFound = 400,

    /// <summary>A price has changed.</summary>
    PriceChanged = 401,

    /// <summary>The total is out of range.</summary>
    TotalOutOfRange = 402,

    /// <summary>The order's or payment's status does not allow the request.</summary>
    InvalidState = 403,

    /// <summary>The refund exceeds what was captured.</summary>
    RefundExceedsCaptured = 404,

    /// <summary>The order has too many refunds.</summary>
    TooManyRefunds = 405,

    /// <summary>The refund is not valid.</summary>
    InvalidRefund = 406,

    /// <summary>The payment was declined.</summary>
    PaymentDeclined = 407,

    /// <summary>The provider refused to capture the payment.</summary>
    CaptureRefused = 408,

    /// <summary>The order was not ready in time.</summary>
    DeadlineExceeded = 409,

    /// <summary>The order was cancelled.</summary>
    OrderCancelled = 410,

    /// <summary>The provider refused the refund.</summary>
    RefundRefused = 411,

    /// <summary>More units than are left to ship or to return.</summary>
    QuantityExceedsOrdered = 412,

    /// <summary>There is no such shipment.</summary>
    ShipmentNotFound = 413,

    /// <summary>There is no such return.</summary>
    ReturnNotFound = 414,

    /// <summary>The shipment is not valid.</summary>
    InvalidShipment = 415,

    /// <summary>The return is not valid.</summary>
    InvalidReturn = 416,

    /// <summary>There is no such payment.</summary>
    PaymentNotFound = 500,

    /// <summary>The payment was requested with other terms.</summary>
    PaymentMismatch = 501,

    /// <summary>The payment is not valid.</summary>
    InvalidPayment = 502,

    /// <summary>The capture exceeds what was authorised.</summary>
    CaptureExceedsAuthorised = 503,

    /// <summary>The amount is out of range.</summary>
    AmountOutOfRange = 504,

    /// <summary>There is no such reconciliation among the latest.</summary>
    ReconciliationNotFound = 505,

    /// <summary>There is no such audit among the latest.</summary>
    AuditNotFound = 506,

    /// <summary>There is no such customer.</summary>
    CustomerNotFound = 600,

    /// <summary>The e-mail address belongs to another customer.</summary>
    EmailTaken = 601,

    /// <summary>A field of the customer is not valid.</summary>
    InvalidCustomer = 602,

    /// <summary>The registration has ended, or is another one's.</summary>
    AlreadyRegistered = 603,

    /// <summary>Another change of the customer has not ended.</summary>
    ChangeInProgress = 604,

    /// <summary>The password is too short, too long, too common or not text.</summary>
    InvalidPassword = 605,

    /// <summary>The address, the password or the refresh token is wrong.</summary>
    InvalidCredentials = 606,

    /// <summary>There is no such session.</summary>
    SessionNotFound = 607,

    /// <summary>The token of a message is unknown, used or expired.</summary>
    InvalidToken = 608,

    /// <summary>The e-mail address must be verified first.</summary>
    EmailNotVerified = 609,

    /// <summary>No customer has the identity, and its e-mail address does not prove whose it is.</summary>
    IdentityNotLinked = 610,

    /// <summary>Another customer has the identity.</summary>
    IdentityTaken = 611,

    /// <summary>The customer has no such identity.</summary>
    IdentityNotFound = 612,

    /// <summary>The customer could not sign in any more.</summary>
    LastSignIn = 613,

    /// <summary>The customer has too many identities.</summary>
    TooManyIdentities = 614,

    /// <summary>The OpenID provider's keys cannot be read.</summary>
    ProviderUnavailable = 615,

    /// <summary>There is no such webhook endpoint.</summary>
    WebhookEndpointNotFound = 700,

    /// <summary>The webhook endpoint is not valid.</summary>
    InvalidWebhookEndpoint = 701,

    /// <summary>The shop has too many webhook endpoints.</summary>
    TooManyWebhookEndpoints = 702,

    /// <summary>There is no such subscription.</summary>
    SubscriptionNotFound = 703,

    /// <summary>The replay begins at a position that was not reached.</summary>
    InvalidReplay = 704,

    /// <summary>There is no such promotion.</summary>
    PromotionNotFound = 800,

    /// <summary>Another promotion has this code.</summary>
    PromotionExists = 801,

    /// <summary>The terms of the promotion are not valid.</summary>
    InvalidPromotion = 802,

    /// <summary>The shop has too many promotions.</summary>
    TooManyPromotions = 803,

    /// <summary>There is no such operator's key.</summary>
    OperatorKeyNotFound = 900,

    /// <summary>The operator's key is not valid.</summary>
    InvalidOperatorKey = 901,

    /// <summary>The shop has too many operators' keys.</summary>
    TooManyOperatorKeys = 902,
}
