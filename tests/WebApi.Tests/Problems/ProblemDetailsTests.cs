using System.Net;
using System.Text.Json;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Tests.Problems;

/// <summary>What the members of a problem are made of.</summary>
public sealed class ProblemDetailsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("[1,2]")]
    [InlineData("""{"a":1}""")]
    [InlineData("true")]
    public void DeclineCode_ThatLooksLikeJson_StaysText(string code)
    {
        var problem = Problem.ToDetails(ApiErrors.PaymentDeclined(code), "/payment", "trace");

        var json = JsonSerializer.SerializeToElement(problem);
        Assert.Equal(code, json.GetProperty("declineCode").GetString());
    }

    [Theory]
    [InlineData("/nothing/h%C3%A9re", "/nothing/h%C3%A9re")]
    [InlineData("/nothing/%3Ca%3E%22%20%5B", "/nothing/%3Ca%3E%22%20%5B")]
    [InlineData("/products/caf%C3%A9", "/products/caf%C3%A9")]
    public async Task Instance_OfAPathWithEscapes_IsAUriReference(string path, string instance)
    {
        using var client = shop.NewClient();

        var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(instance, (string?)answer.Json["instance"]);
        Assert.True(Uri.IsWellFormedUriString(instance, UriKind.Relative));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png, text/*;q=0.5")]
    public async Task Problem_ForAClientThatTakesNoJson_HasItsBodyToo(string accepted)
    {
        using var client = shop.NewClient();

        var unknown = await client.GetAsync("/nothing", ("Accept", accepted));
        var refused = await client.GetAsync("/orders", ("Accept", accepted));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (unknown.Status, unknown.Code));
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (refused.Status, refused.Code));
    }
}
