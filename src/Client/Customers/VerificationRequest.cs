namespace ShopActors.Client;

/// <summary>The token of a message.</summary>
internal sealed record VerificationRequest
{
    /// <summary>The token.</summary>
    public required string Token { get; init; }
}
