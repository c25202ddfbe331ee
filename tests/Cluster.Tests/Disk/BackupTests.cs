using Microsoft.Data.Sqlite;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Disk;

/// <summary>The drill of docs/operations.md: back up a shop at work, destroy it, restore it, audit it.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Token = "backup-operator-token-0123456789abc";

    private readonly TemporaryDirectory _home = new("backup-");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Backup_OfAShopAtWork_RestoresToACleanAuditWithAllOrders()
    {
        var (data, backup) = (_home.Child("data"), _home.Child("backup"));
        Directory.CreateDirectory(backup);
        ShopCart bought;
        await using (var shop = new ShopProcess(data, _home.File("shop.out"), Token))
        {
            await shop.StartAsync(CancellationToken.None);
            using var client = new ShopClient(shop.Address, 8);
            bought = await BuyAsync(client, 12);
            BackUp(data, backup);
            File.Copy(Path.Combine(data, "ids.key"), Path.Combine(backup, "ids.key"));
            shop.Process.Signal(Signals.Kill);
        }

        Directory.Delete(data, recursive: true);
        Directory.Move(backup, data);

        await using var restored = new ShopProcess(data, _home.File("restored.out"), Token);
        await restored.StartAsync(CancellationToken.None);
        using var again = new ShopClient(restored.Address, 8);
        var audit = (await again.MustAsync(
            new(HttpMethod.Get, "/ops/audit") { Token = Token }, CancellationToken.None)).Json;
        Assert.Equal(0, audit.GetProperty("violationCount").GetInt32());
        Assert.Equal(12, audit.GetProperty("orders").GetProperty("confirmed").GetInt32());
        var orders = await again.MustAsync(
            new(HttpMethod.Get, "/orders") { Token = bought.Token }, CancellationToken.None);
        Assert.Single(orders.Json.GetProperty("items").EnumerateArray());
        await BuyAsync(again, 1);
    }

    private static async Task<ShopCart> BuyAsync(ShopClient client, int orders)
    {
        var skus = await client.ReadSkusAsync(orders, CancellationToken.None);
        var carts = await Task.WhenAll(skus.Select(async (sku, i) =>
        {
            var cart = await client.CreateCartAsync(CancellationToken.None);
            await client.MustAsync(cart.Add(sku, 1), CancellationToken.None);
            await client.MustAsync(cart.CheckOut($"backup-{i}", "tok_ok"), CancellationToken.None);
            return cart;
        }));
        return carts[0];
    }

    // What `sqlite3 data/shop.db "VACUUM INTO 'backup/shop.db'"` does.
    private static void BackUp(string data, string backup)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "shop.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.Parameters.AddWithValue("$path", Path.Combine(backup, "shop.db"));
        command.ExecuteNonQuery();
    }
}
