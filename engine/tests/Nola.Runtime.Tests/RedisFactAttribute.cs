namespace Nola.Runtime.Tests;

/// <summary>A fact that is reported as skipped where there is no redis-server.</summary>
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute()
    {
        if (!RedisServer.IsInstalled) Skip = "redis-server is not installed: apt-get install redis-server";
    }
}
