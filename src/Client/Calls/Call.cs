namespace ShopActors.Client;

/// <summary>A call of the shop, the same in every attempt.</summary>
internal sealed record Call(HttpMethod Method, string Path)
{
    public string? Token { get; init; }

    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Null for reads.</summary>
    public string? IdempotencyKey { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? Prefer { get; init; }

    public bool IsWrite => IdempotencyKey is not null;
}
