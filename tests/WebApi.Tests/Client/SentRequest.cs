namespace ShopActors.Client.Tests;

/// <summary>A request as the client sent it.</summary>
internal sealed record SentRequest(HttpMethod Method, Uri Address)
{
    public string? Body { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string? Key => Headers.GetValueOrDefault("Idempotency-Key");

    public static async Task<SentRequest> OfAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(request.Method, request.RequestUri!)
        {
            Body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken),
            Headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
        };
}
