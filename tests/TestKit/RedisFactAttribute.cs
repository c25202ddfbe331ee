namespace ShopActors.TestKit;

/// <summary>A test that starts a Redis server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisFactAttribute() : RequiresToolFactAttribute(RedisServer.Tool, RedisServer.Install);
