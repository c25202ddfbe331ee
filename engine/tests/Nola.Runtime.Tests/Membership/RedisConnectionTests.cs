using Nola.Redis;
using StackExchange.Redis;

namespace Nola.Runtime.Tests.Membership;

public sealed class RedisConnectionTests(RedisServer redis) : IClassFixture<RedisServer>, IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly List<IConnectionMultiplexer> _made = [];
    private bool _isShared;
    private RedisConnection _connection = null!;

    public Task InitializeAsync()
    {
        _connection = new RedisConnection(_ => ConnectAsync(), _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        foreach (var multiplexer in _made) multiplexer.Dispose();
    }

    [RedisFact]
    public async Task Use_NoAnswer_FailsInTimeAndTheNextHasANewConnection()
    {
        redis.Require();
        Assert.Equal("PONG", await PingAsync());
        Mute(_made[0]);

        var stuck = PingAsync();
        await MemberFixture.Eventually(() => _time.TimerCount > 0);
        Assert.False(stuck.IsCompleted);
        _time.Advance(RedisConnection.AnswerTimeMax);

        await Assert.ThrowsAsync<TimeoutException>(() => stuck);
        Assert.Equal("PONG", await PingAsync());
        Assert.Equal(2, _made.Count);
    }

    [RedisFact]
    public async Task Use_LostConnection_IsReplacedAtOnce()
    {
        redis.Require();
        await _connection.OpenAsync();
        _made[0].Dispose();

        await Assert.ThrowsAnyAsync<Exception>(PingAsync);

        Assert.Equal("PONG", await PingAsync());
        Assert.Equal(2, _made.Count);
    }

    [RedisFact]
    public async Task Use_RefusedByTheServer_KeepsTheConnection()
    {
        redis.Require();

        await Assert.ThrowsAsync<RedisServerException>(
            () => _connection.UseAsync(database => database.ScriptEvaluateAsync("return redis.error_reply('no')")));

        Assert.Equal("PONG", await PingAsync());
        Assert.Single(_made);
    }

    [RedisFact]
    public async Task Use_SharedConnectionFails_KeepsIt()
    {
        redis.Require();
        _isShared = true;
        Assert.Equal("PONG", await PingAsync());
        Mute(_made[0]);

        var stuck = PingAsync();
        await MemberFixture.Eventually(() => _time.TimerCount > 0);
        _time.Advance(RedisConnection.AnswerTimeMax);
        await Assert.ThrowsAsync<TimeoutException>(() => stuck);

        _ = PingAsync();
        Assert.Single(_made);
    }

    [Fact]
    public async Task Open_AttemptFails_TheNextTriesAgain()
    {
        var attempts = 0;
        await using var connection = new RedisConnection(
            _ => ++attempts == 1 ? throw new IOException("no") : ConnectAsync(),
            _time);

        await Assert.ThrowsAsync<IOException>(connection.OpenAsync);
        if (RedisServer.IsInstalled) await connection.OpenAsync();
    }

    // A server that takes commands on this connection and answers none, as behind a link that lost its state.
    private static void Mute(IConnectionMultiplexer multiplexer) =>
        _ = multiplexer.GetDatabase().ExecuteAsync("CLIENT", "REPLY", "OFF");

    private Task<string> PingAsync() =>
        _connection.UseAsync(async database => (await database.ExecuteAsync("PING")).ToString()!);

    private async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> ConnectAsync()
    {
        var options = ConfigurationOptions.Parse(redis.ConnectionString);
        options.AllowAdmin = true;
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(options);
        _made.Add(multiplexer);
        return (multiplexer, _isShared);
    }
}
