using ShopActors.Storage.Redis;
using StackExchange.Redis;

namespace ShopActors.Storage.Tests.Redis;

/// <summary>One server for the tests of a class; none where Redis is not installed.</summary>
public sealed class RedisServerFixture : IAsyncLifetime
{
    private RedisServer? _server;

    internal RedisServer Server => _server ?? throw new InvalidOperationException(RedisServer.MissingReason);

    /// <summary>One connection for all stores of the class: making one takes the client a second.</summary>
    internal ConnectionMultiplexer? Connection { get; private set; }

    public async Task InitializeAsync()
    {
        if (RedisServer.MissingReason is null)
        {
            _server = await RedisServer.Start();
            Connection = await RedisJournalStore.ConnectTo(_server.ConnectionString);
        }
    }

    public Task DisposeAsync()
    {
        Connection?.Dispose();
        _server?.Dispose();
        return Task.CompletedTask;
    }
}
