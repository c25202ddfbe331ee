using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>Names that show nothing, and texts that turn or break the line they are shown on, were stored.</summary>
public sealed class InvisibleTextAcceptedTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("\u200B\u200D\u00AD")]
    [InlineData(" \u3000\u00A0")]
    [InlineData("\u3164")]
    [InlineData("Ada\u0007")]
    [InlineData("Ada \u202Enimda")]
    public async Task Register_NameThatCannotBeShown_IsRefusedByName(string name)
    {
        using var client = shop.NewClient();

        var answer = await client.PostAsync("/users", new { name, email = "invisible@example.org" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid_customer"), (answer.Status, answer.Code));
        Assert.Equal("name", (string?)Assert.Single(answer.Json["fields"]!.AsArray()));
    }

    [Fact]
    public async Task Register_DecomposedNameWithSpaces_IsStoredComposedAndTrimmed()
    {
        using var client = shop.NewClient();

        var answer = await client.PostAsync("/users", new { name = " Zoe\u0308\u3000", email = "zoe@example.org" });

        Assert.Equal((HttpStatusCode.Created, "Zoë"), (answer.Status, (string?)answer.Json["name"]));
    }

    [Theory]
    [InlineData("""{"note":"a\u202Eb"}""")]
    [InlineData("""{"note":"a\nb"}""")]
    [InlineData("""{"\u200B":"a"}""")]
    [InlineData("""{"\u00E9":"a","e\u0301":"b"}""")]
    public async Task AddItem_MetadataThatCannotBeShown_IsRefusedByName(string metadata)
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartAsync();

        var answer = await client.PostTextAsync(
            $"/carts/{cart}/items", $$"""{"sku":"BOOK-CLA-005","quantity":1,"metadata":{{metadata}}}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid_metadata"), (answer.Status, answer.Code));
        Assert.Equal("metadata", (string?)answer.Json["fields"]![0]);
    }
}
