namespace ShopActors.Client;

/// <summary>A customer.</summary>
public sealed record Customer : ShopResource
{
    /// <summary>The customer's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address as it was entered.</summary>
    public required string Email { get; init; }

    /// <summary>When the customer was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with each change of the name or the e-mail address.</summary>
    public required long Version { get; init; }

    /// <summary>The customer's token: only in the answer that registers the customer.</summary>
    public string? Token { get; init; }
}
