using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>One e-mail address could be registered several times, in different spellings of its domain.</summary>
public sealed class SameAddressRegisteredTwiceTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("ada@münchen.de", "ada@xn--mnchen-3ya.de")]
    [InlineData("bob@XN--MNCHEN-3YA.de", "bob@MÜNCHEN.de")]
    [InlineData("cyd@münchen.de", "cyd@mu\u0308nchen.de")]
    [InlineData("dan@example.org", "dan@Example.org.")]
    [InlineData("jürgen@example.org", "JU\u0308RGEN@example.org")]
    public async Task Register_OtherSpellingOfTheAddress_IsAConflict(string first, string second)
    {
        using var client = shop.NewClient();

        var registered = await client.PostAsync("/users", new { name = "One", email = first });
        var repeated = await client.PostAsync("/users", new { name = "Two", email = second });

        Assert.Equal((HttpStatusCode.Created, first), (registered.Status, (string?)registered.Json["email"]));
        Assert.Equal((HttpStatusCode.Conflict, "email_taken"), (repeated.Status, repeated.Code));
    }
}
