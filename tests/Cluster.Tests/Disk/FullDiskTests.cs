using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Disk;

/// <summary>The shop as one process on a disk that becomes full, and has room again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Token = "full-disk-operator-token-0123456789";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new("full-disk-");

    public void Dispose() => _home.Dispose();

    [DiskFaultsFact]
    public async Task Checkout_DiskIsFull_IsNotDoneAndGoesThroughWhenThereIsRoom()
    {
        var disk = new DiskFaults(_home.FullName);
        await disk.PrepareAsync();
        await using var shop = new ShopProcess(_home.Child("data"), _home.File("shop.out"), Token);
        foreach (var (name, value) in disk.FullOnDemand) shop.Settings[name] = value;
        await shop.StartAsync(CancellationToken.None);
        using var client = new ShopClient(shop.Address, 4);
        var sku = (await client.ReadSkusAsync(1, CancellationToken.None))[0];
        var cart = await client.CreateCartAsync(CancellationToken.None);
        await client.MustAsync(cart.Add(sku, 1), CancellationToken.None);

        disk.Fill();
        var refused = await client.SendAsync(cart.CheckOut("full-disk", "tok_ok"), CancellationToken.None);
        Assert.True(refused.Status is 503 or 504 or 507, refused.ToString());
        var read = await client.SendAsync(cart.Read(), CancellationToken.None);
        Assert.True(read.IsSuccess, read.ToString());

        // The same key, so that a refusal that was none after all would be found.
        disk.MakeRoom();
        using var patience = new CancellationTokenSource(Patience);
        var bought = await client.SendAsync(cart.CheckOut("full-disk", "tok_ok"), patience.Token);
        while (bought.Status is 503 or 504 or 507)
        {
            bought = await client.SendAsync(cart.CheckOut("full-disk", "tok_ok"), patience.Token);
        }

        Assert.True(bought.Status == 201, bought.ToString());
        var audit = await client.MustAsync(new(HttpMethod.Get, "/ops/audit") { Token = Token }, patience.Token);
        Assert.Equal(0, audit.Json.GetProperty("violationCount").GetInt32());
        Assert.Equal(1, audit.Json.GetProperty("orders").GetProperty("confirmed").GetInt32());
    }
}
