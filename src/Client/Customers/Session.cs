namespace ShopActors.Client;

/// <summary>A session with its tokens.</summary>
public sealed record Session : ShopResource
{
    /// <summary>The access token, for <see cref="ShopClient.WithToken"/>.</summary>
    public required string Token { get; init; }

    /// <summary>Until when the access token is accepted.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The token for <see cref="SessionsClient.RefreshAsync"/>, accepted once within 30 days.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>The customer.</summary>
    public required Customer User { get; init; }

    /// <summary>Leaves the tokens out.</summary>
    public override string ToString() => $"session of {User.Id}";
}
