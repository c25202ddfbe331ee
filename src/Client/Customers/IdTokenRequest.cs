namespace ShopActors.Client;

/// <summary>What an OpenID provider says of a person.</summary>
internal sealed record IdTokenRequest
{
    /// <summary>The ID token.</summary>
    public required string IdToken { get; init; }
}
