using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ShopActors.TestKit;

/// <summary>What came back over HTTP, body and all.</summary>
internal readonly record struct ShopAnswer(int Status, byte[] Body)
{
    private const int ShownBytesMax = 400;

    public HttpResponseHeaders? Headers { get; init; }

    /// <summary>Headers that are about the body, or that the client's library takes for such.</summary>
    public HttpContentHeaders? ContentHeaders { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The methods of the <c>Allow</c> header.</summary>
    public IReadOnlyCollection<string> Allow { get; init; } = [];

    public bool IsSuccess => Status is >= 200 and < 300;

    public string? ETag => Headers?.ETag?.ToString();

    public JsonElement Json => JsonElement.Parse(Body);

    public string Text => Encoding.UTF8.GetString(Body);

    public override string ToString() =>
        $"{Status} {Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, ShownBytesMax)))}";
}
