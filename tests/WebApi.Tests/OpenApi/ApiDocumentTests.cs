using System.Text.Json;
using Xunit.Sdk;

namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>What the comparison of answers with the description catches in a refusal.</summary>
public sealed class ApiDocumentTests
{
    private static readonly ShopRequest ReadProduct = new(HttpMethod.Get, "/products/BOOK-1");

    [Fact]
    public void Refusal_AsItIsDescribed_Passes() =>
        ApiDocument.Committed.Check(ReadProduct, Refusal(404, new() { ["sku"] = "BOOK-1" }));

    [Theory]
    [InlineData("code", "order_not_found", "the code order_not_found is not documented")]
    [InlineData("code", null, "code")]
    [InlineData("status", 409, "the problem has the status 409")]
    [InlineData("newer", 1, "/newer")]
    [InlineData("available", "three", "/available")]
    [InlineData("traceId", null, "traceId")]
    public void Refusal_OtherThanItIsDescribed_IsFound(string member, object? value, string reason)
    {
        var answer = Refusal(404, new() { [member] = value });

        var found = Assert.Throws<XunitException>(() => ApiDocument.Committed.Check(ReadProduct, answer));

        Assert.Contains(reason, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_OfAStatusThatTheRouteDoesNotDeclare_IsFound() =>
        Assert.Throws<XunitException>(() => ApiDocument.Committed.Check(ReadProduct, Refusal(409, [])));

    [Fact]
    public void Refusal_ThatAnyAddressMayGive_IsFoundByItsCode()
    {
        var request = new ShopRequest(HttpMethod.Get, "/nowhere");

        ApiDocument.Committed.Check(request, Refusal(404, new() { ["code"] = "not_found" }));
        Assert.Throws<XunitException>(() => ApiDocument.Committed.Check(request, Refusal(404, [])));
    }

    /// <summary>A product's 404 with other members; null leaves a member out.</summary>
    private static ShopAnswer Refusal(int status, Dictionary<string, object?> others)
    {
        var members = new Dictionary<string, object?>
        {
            ["type"] = "https://shop.example/problems/product_not_found",
            ["title"] = "No such product",
            ["status"] = status,
            ["detail"] = "There is no such product.",
            ["instance"] = "/products/BOOK-1",
            ["code"] = "product_not_found",
            ["traceId"] = "4bf92f35",
            ["retryable"] = false,
        };
        foreach (var (name, value) in others) members[name] = value;
        foreach (var name in others.Keys.Where(name => others[name] is null)) members.Remove(name);
        return new(status, JsonSerializer.SerializeToUtf8Bytes(members))
        {
            Headers = new HttpResponseMessage().Headers,
            ContentHeaders = new ByteArrayContent([]).Headers,
            MediaType = "application/problem+json",
        };
    }
}
