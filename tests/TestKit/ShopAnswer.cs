using System.Text.Json;

namespace ShopActors.TestKit;

/// <summary>What came back over HTTP, body and all.</summary>
internal readonly record struct ShopAnswer(int Status, byte[] Body, string? ETag, string? Location, bool IsReplay)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonElement Json => JsonElement.Parse(Body);

    public override string ToString() =>
        $"{Status} {System.Text.Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 400)))}";
}
