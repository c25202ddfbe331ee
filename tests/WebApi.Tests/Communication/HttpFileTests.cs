namespace ShopActors.WebApi.Tests.Communication;

/// <summary>docs/shop.http works as it stands.</summary>
public sealed class HttpFileTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Requests_OfTheFile_AllSucceed()
    {
        var file = new HttpFile(
            await File.ReadAllTextAsync(Path.Combine(RepositoryLayout.Root, "docs", "shop.http")),
            ("shop", shop.Address.GetLeftPart(UriPartial.Authority)), ("ops", ShopFixture.OpsToken));
        using var visitor = shop.NewClient();
        var titles = new List<string>();
        await foreach (var (title, answer) in file.SendAsync(visitor))
        {
            Assert.True((int)answer.Status is >= 200 and < 300, $"{title}: {answer}");
            titles.Add(title);
        }

        Assert.Equal(11, titles.Count);
        Assert.Equal(titles.Count, titles.Distinct().Count());
    }
}
