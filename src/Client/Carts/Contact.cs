namespace ShopActors.Client;

/// <summary>How to reach the buyer.</summary>
public sealed record Contact
{
    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }
}
