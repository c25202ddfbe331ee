using Microsoft.Extensions.Logging;

namespace ShopActors.Storage.Redis;

/// <summary>Log messages of the Redis store; event ids 3100 to 3199.</summary>
internal static partial class RedisLog
{
    [LoggerMessage(3100, LogLevel.Critical, "Shard {Shard} is halted: Redis has lost acknowledged data")]
    public static partial void ShardHalted(this ILogger logger, Exception exception, int shard);

    [LoggerMessage(3101, LogLevel.Warning, "The marks of shard {Shard} could not be compared after reconnecting")]
    public static partial void MarksNotCompared(this ILogger logger, Exception exception, int shard);

    [LoggerMessage(3102, LogLevel.Warning, "Redis' settings are trusted unseen, because TrustServerSettings is set")]
    public static partial void SettingsTrusted(this ILogger logger);
}
