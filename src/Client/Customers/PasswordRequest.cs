namespace ShopActors.Client;

/// <summary>A change of password.</summary>
internal sealed record PasswordRequest
{
    /// <summary>The new password.</summary>
    public required string NewPassword { get; init; }

    /// <summary>The present password; null for a customer who has none.</summary>
    public string? CurrentPassword { get; init; }
}
