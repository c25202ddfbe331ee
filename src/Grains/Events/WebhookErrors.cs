namespace ShopActors;

internal static class WebhookErrors
{
    public static ShopError NotFound { get; } =
        ShopError.Never(ErrorCode.WebhookEndpointNotFound, "There is no such webhook endpoint.");

    public static ShopError TooMany { get; } = ShopError.Never(
        ErrorCode.TooManyWebhookEndpoints, $"A shop has at most {WebhookLimits.EndpointsMax} webhook endpoints.");

    public static ShopError StaleVersion { get; } =
        ShopError.AfterRefresh(ErrorCode.StaleVersion, "The endpoint has changed.");

    public static ShopError OperationReused { get; } = ShopError.Never(
        ErrorCode.IdempotencyKeyReused, "The idempotency key was used for another command on this endpoint.");

    public static ShopError InvalidReplay { get; } =
        ShopError.Never(ErrorCode.InvalidWebhookEndpoint, "A replay ends at or before the latest event.");

    public static ShopError Invalid(string why) => ShopError.Never(ErrorCode.InvalidWebhookEndpoint, why);
}
