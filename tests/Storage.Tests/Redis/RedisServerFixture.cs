using ShopActors.Storage.Redis;
using StackExchange.Redis;

namespace ShopActors.Storage.Tests.Redis;

/// <summary>One server for the tests of a class; none where Redis is not installed.</summary>
public sealed class RedisServerFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _home = new("redis-");
    private RedisServer? _server;

    /// <summary>One connection for all stores of the class: making one takes the client a second.</summary>
    internal ConnectionMultiplexer? Connection { get; private set; }

    public async Task InitializeAsync()
    {
        if (RedisServer.MissingReason is null)
        {
            _server = new RedisServer(_home.FullName);
            await _server.StartAsync();
            Connection = await RedisJournalStore.ConnectTo(_server.ConnectionString);
        }
    }

    public async Task DisposeAsync()
    {
        Connection?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        _home.Dispose();
    }
}
