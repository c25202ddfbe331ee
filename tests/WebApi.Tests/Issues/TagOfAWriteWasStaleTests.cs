using System.Net;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// The tag in the answer to a registration, or to a change of the e-mail address, was not the customer's any more: used
/// as <c>If-Match</c> it was refused with 412.
/// </summary>
public sealed class TagOfAWriteWasStaleTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Register_ItsTag_IsTheCustomersAndLetsTheNextWritesPass()
    {
        using var client = shop.NewClient();
        var registered = await client.PostAsync("/users", new { name = "Ada", email = "ada@tags.example" });
        client.WithToken((string)registered.Json["token"]!);
        var customer = $"/users/{registered.Json["id"]}";
        await TagIsCurrentAsync(client, customer, registered, HttpStatusCode.Created);

        var moved = await UpdateAsync(client, customer, "Ada", "ada@moved.example", registered);
        await TagIsCurrentAsync(client, customer, moved, HttpStatusCode.OK);

        var renamed = await UpdateAsync(client, customer, "Ada L.", "ada@moved.example", moved);
        await TagIsCurrentAsync(client, customer, renamed, HttpStatusCode.OK);

        var stale = await UpdateAsync(client, customer, "Eve", "ada@moved.example", moved);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale_version"), (stale.Status, stale.Code));
        var deleted = await client.DeleteAsync(customer, ("If-Match", renamed.ETag!));
        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
    }

    private static Task<Answer> UpdateAsync(
        Visitor client, string customer, string name, string email, Answer earlier) =>
        client.PutAsync(customer, new { name, email }, ("If-Match", earlier.ETag!));

    private static async Task TagIsCurrentAsync(
        Visitor client, string customer, Answer write, HttpStatusCode expected)
    {
        Assert.True(write.Status == expected, write.ToString());
        var read = await client.GetAsync(customer);
        Assert.Equal((write.ETag, (long)write.Json["version"]!), (read.ETag, (long)read.Json["version"]!));
    }
}
