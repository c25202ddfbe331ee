namespace ShopActors.TestKit;

/// <summary>One call of the shop's HTTP interface.</summary>
internal readonly record struct ShopRequest(HttpMethod Method, string Path)
{
    public string? Body { get; init; }

    public string? Token { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? IfMatch { get; init; }

    public string? Prefer { get; init; }
}
