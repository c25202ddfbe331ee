using System.Text;
using Microsoft.Data.Sqlite;
using ShopActors.Storage.Sqlite;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Customers;

/// <summary>What is left of a customer who was deleted, in the rows and the bytes of the database.</summary>
public sealed class CustomerErasureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("customer-erasure-");
    private readonly SeededRandom _random = new(5);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Delete_CustomerWithAHistory_LeavesNothingPersonalBehind()
    {
        using (var store = SqliteJournalStore.Open(_directory.FullName, new(), TimeProvider.System))
        {
            await using var silo = await ShopSilo.Start(store);
            await RegisterAndDelete(silo);
        }

        // No row has it, and the write-ahead log, which has every version of every page, is gone.
        Assert.Equal(0L, Execute("SELECT count(*) FROM append WHERE payload LIKE '%Grace%'"));
        Assert.Equal(
            ["shop.db", "shop.db-lock"], Directory.GetFiles(_directory.FullName).Select(Path.GetFileName).Order());

        // A page that was split may keep bytes that no row refers to, until it is filled again or the file
        // is rewritten.
        Execute("VACUUM");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_directory.FullName, "shop.db"));
        Assert.Equal((-1, -1), (Find(bytes, "Grace"), Find(bytes, "grace.")));
        Assert.True(Find(bytes, "kept@example.org") > 0);
    }

    private static int Find(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));

    private async Task RegisterAndDelete(ShopSilo silo)
    {
        var (id, neighbour) = (CustomerId.New(_random), CustomerId.New(_random));
        var customer = silo.Grains.GetGrain<ICustomerGrain>(id.Value);
        var profile = new CustomerProfile("Grace 0", "grace.0@example.org");
        Assert.True((await customer.Register(new("r"), CustomerSamples.Of(profile))).IsOk);
        Assert.True((await silo.Grains.GetGrain<ICustomerGrain>(neighbour.Value)
            .Register(new("r"), CustomerSamples.Of(new("Kept", "kept@example.org")))).IsOk);

        // Enough for several snapshots, which replace earlier events.
        for (var i = 1; i <= 80; i++)
        {
            var changed = await customer.Update(
                new($"u{i}"), Caller.Customer(id), new($"Grace {i}", $"grace.{i}@example.org"));
            Assert.True(changed.IsOk);
        }

        Assert.True((await customer.Delete(Caller.Customer(id))).IsOk);
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_directory.FullName, "shop.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this test's.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
