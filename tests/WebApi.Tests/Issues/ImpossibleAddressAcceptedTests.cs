using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>Addresses to which no mail can be sent were accepted.</summary>
public sealed class ImpossibleAddressAcceptedTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("a@-b.de")]
    [InlineData("a@b..c")]
    [InlineData(".a@b.c")]
    [InlineData("a.@b.c")]
    [InlineData("a..b@c.de")]
    [InlineData("a@b@c.de")]
    [InlineData("a b@c.de")]
    [InlineData("a\u200B@b.de")]
    [InlineData("\u202Ea@b.de")]
    [InlineData("a@b.de\u0000")]
    public async Task Register_ImpossibleAddress_IsRefusedByName(string email)
    {
        using var client = shop.NewClient();

        var answer = await client.PostAsync("/users", new { name = "Ada", email });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid_customer"), (answer.Status, answer.Code));
        Assert.Equal("email", (string?)Assert.Single(answer.Json["fields"]!.AsArray()));
    }
}
