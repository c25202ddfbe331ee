namespace ShopActors.TestKit;

/// <summary>One call of the shop's HTTP interface.</summary>
internal readonly record struct ShopRequest(HttpMethod Method, string Path)
{
    public string? Body { get; init; }

    /// <summary>Of the body.</summary>
    public string MediaType { get; init; } = "application/json";

    public string? Token { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? IfMatch { get; init; }

    public string? Prefer { get; init; }

    /// <summary>Headers that have no property of their own.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
