using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using ShopActors.Storage.Sqlite;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Customers;

/// <summary>What a database has of a customer, in its rows and in its bytes.</summary>
public sealed class CustomerErasureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("customer-erasure-");
    private readonly SeededRandom _random = new(5);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Customer_WithAHistory_IsStoredEncryptedAndDeletedWithTheKey()
    {
        var (id, neighbour) = (CustomerId.New(_random), CustomerId.New(_random));
        await Run(async silo =>
        {
            await Register(silo, neighbour, new("Kept", "kept@example.org"));
            await Register(silo, id, new("Grace 0", "grace.0@example.org"));

            // Enough for several snapshots, which replace earlier events.
            for (var i = 1; i <= 80; i++)
            {
                var changed = await silo.Grains.GetGrain<ICustomerGrain>(id.Value).Update(
                    new($"u{i}"), Caller.Customer(id), new($"Grace {i}", $"grace.{i}@example.org"));
                Assert.True(changed.IsOk);
            }
        });
        string[] personal = ["Grace", "grace.", "Kept", "kept@", CustomerSamples.UserAgent];
        Assert.All(personal, text => Assert.Equal(0L, CountRows(text)));
        Assert.All(personal, text => Assert.Equal(-1, Find(ReadDatabase(), text)));
        var (key, other) = (KeyOf(id), KeyOf(neighbour));

        await Run(async silo =>
            Assert.True((await silo.Grains.GetGrain<ICustomerGrain>(id.Value).Delete(Caller.Customer(id))).IsOk));

        // The write-ahead log, which has every version of every page, is gone with the last connection.
        Assert.Equal((0L, 1L), (CountRows(key), CountRows(other)));
        Assert.Equal(
            ["shop.db", "shop.db-lock"], Directory.GetFiles(_directory.FullName).Select(Path.GetFileName).Order());

        // A page that was split may keep bytes that no row refers to, until it is filled again or the file
        // is rewritten.
        Execute("VACUUM");
        Assert.Equal(-1, Find(ReadDatabase(), key));
        Assert.True(Find(ReadDatabase(), other) > 0);
    }

    private static int Find(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));

    private static async Task Register(ShopSilo silo, CustomerId id, CustomerProfile profile) =>
        Assert.True((await silo.Grains.GetGrain<ICustomerGrain>(id.Value)
            .Register(new("r"), CustomerSamples.Of(profile))).IsOk);

    private async Task Run(Func<ShopSilo, Task> use)
    {
        using var store = SqliteJournalStore.Open(_directory.FullName, new(), TimeProvider.System);
        await using var silo = await ShopSilo.Start(store);
        await use(silo);
    }

    private string KeyOf(CustomerId id)
    {
        var payload = (string)Execute(
            "SELECT payload FROM append JOIN journal ON journal.key = append.journal WHERE id = $text",
            $"personal-key/{PrincipalId.For(id).Value}")!;
        var key = Regex.Match(payload, "\"key\":\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEmpty(key);
        return key;
    }

    private long CountRows(string text) =>
        (long)Execute("SELECT count(*) FROM append WHERE payload LIKE $text", $"%{text}%")!;

    private byte[] ReadDatabase() => File.ReadAllBytes(Path.Combine(_directory.FullName, "shop.db"));

    private object? Execute(string sql, string? text = null)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_directory.FullName, "shop.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this test's.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (text is not null) command.Parameters.AddWithValue("$text", text);
        return command.ExecuteScalar();
    }
}
