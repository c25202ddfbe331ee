namespace ShopActors.Storage.Tests.Redis;

/// <summary>A fact that starts a Redis server; skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = RedisServer.MissingReason;
}
