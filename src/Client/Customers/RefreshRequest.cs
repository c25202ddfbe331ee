namespace ShopActors.Client;

/// <summary>The replacement of a session's tokens.</summary>
internal sealed record RefreshRequest
{
    /// <summary>The session's refresh token.</summary>
    public required string RefreshToken { get; init; }
}
