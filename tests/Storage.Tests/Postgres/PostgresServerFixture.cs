using System.Globalization;

namespace ShopActors.Storage.Tests.Postgres;

/// <summary>One server for the tests of a class; none where PostgreSQL is not installed.</summary>
public sealed class PostgresServerFixture : IAsyncLifetime
{
    private const string Template = "shop_template";

    private readonly TemporaryDirectory _home = new("postgres-");
    private int _databases;

    internal PostgresServer? Server { get; private set; }

    public async Task InitializeAsync()
    {
        if (PostgresServer.MissingReason is not null) return;

        Server = new PostgresServer(_home.FullName);
        await Server.StartAsync();
        await Server.ExecuteAsync($"create database {Template}");
        await using var store = PostgresStores.Create(Server.ConnectionStringOf(Template));
        await store.OpenAsync(CancellationToken.None);
    }

    /// <summary>Makes a database with the store's tables, and gives its connection string.</summary>
    internal async Task<string> CreateDatabaseAsync()
    {
        var name = "shop" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await Server!.ExecuteAsync($"create database {name} template {Template}");
        return Server.ConnectionStringOf(name);
    }

    public async Task DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        _home.Dispose();
    }
}
