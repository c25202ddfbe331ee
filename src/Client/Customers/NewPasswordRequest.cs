namespace ShopActors.Client;

/// <summary>A new password.</summary>
internal sealed record NewPasswordRequest
{
    /// <summary>The new password.</summary>
    public required string NewPassword { get; init; }
}
