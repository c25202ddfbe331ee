namespace ShopActors.Client;

/// <summary>A request for a new password.</summary>
internal sealed record ResetRequest
{
    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }
}
