using System.Security.Cryptography;
using System.Text;

namespace ShopActors.Storage.Redis;

/// <summary>A script, called by its hash, which Redis forgets when it restarts.</summary>
internal sealed class RedisScript
{
    private RedisScript(string text)
    {
        Text = text;

        // The name that Redis gives to a script; nothing relies on its strength.
#pragma warning disable CA5350
        Hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    public string Text { get; }

    public string Hash { get; }

    // Every script begins with this. KEYS[1] is the shard's meta hash: i = incarnation, n = appends so far, e = last epoch.
    // ARGV[1] is the incarnation that the caller knows ('' for none) and ARGV[2] the highest n that it has seen. A Redis
    // that is behind either has lost acknowledged data, and nothing must be built on what is left.
    private const string Guard =
        """
        local meta = redis.call('HMGET', KEYS[1], 'i', 'n')
        local incarnation, appends = meta[1] or '', meta[2] or '0'
        if (ARGV[1] ~= '' and ARGV[1] ~= incarnation) or tonumber(appends) < tonumber(ARGV[2]) then
          return {-1, incarnation, appends}
        end

        """;

    // ARGV[3] becomes the incarnation of a shard that has none.
    private const string Begin =
        """
        if incarnation == '' then
          incarnation = ARGV[3]
          redis.call('HSET', KEYS[1], 'i', incarnation)
        end

        """;

    private const string ReturnContent =
        """
        local j = redis.call('HMGET', KEYS[2], 'v', 'e', 'sv', 's', 'w')
        return {1, incarnation, appends, j[1], j[2], j[3], j[4], j[5], redis.call('LRANGE', KEYS[3], 0, -1)}
        """;

    /// <summary>KEYS: meta, journal, events. ARGV: guard, candidate incarnation.</summary>
    public static RedisScript Claim { get; } = new(Guard + Begin +
        """
        redis.call('HSET', KEYS[2], 'e', redis.call('HINCRBY', KEYS[1], 'e', 1))
        if redis.call('HEXISTS', KEYS[2], 'v') == 0 then
          redis.call('PEXPIRE', KEYS[2], 86400000)
        end

        """ + ReturnContent);

    /// <summary>KEYS: meta, journal, events. ARGV: guard.</summary>
    public static RedisScript Read { get; } = new(Guard + ReturnContent);

    /// <summary>
    /// KEYS: meta, journal, events, wake-ups, ids. ARGV: guard, candidate incarnation, expected version, epoch, new
    /// version, id, wake-up ('' keeps, '-' removes), snapshot ('' for none), events.
    /// </summary>
    public static RedisScript Append { get; } = new(Guard +
        """
        local j = redis.call('HMGET', KEYS[2], 'v', 'e')
        if (j[1] or '0') ~= ARGV[4] or (j[2] or '0') ~= ARGV[5] then
          return {0, incarnation, appends, j[1] or '0', j[2] or '0'}
        end

        """ + Begin +
        """
        if ARGV[9] ~= '' then
          redis.call('HSET', KEYS[2], 'v', ARGV[6], 's', ARGV[9], 'sv', ARGV[6])
          redis.call('DEL', KEYS[3])
        else
          redis.call('HSET', KEYS[2], 'v', ARGV[6])
          for i = 10, #ARGV, 1000 do
            redis.call('RPUSH', KEYS[3], unpack(ARGV, i, math.min(i + 999, #ARGV)))
          end
        end
        if not j[1] then
          redis.call('PERSIST', KEYS[2])
          redis.call('ZADD', KEYS[5], 0, ARGV[7])
        end
        if ARGV[8] == '-' then
          redis.call('HDEL', KEYS[2], 'w')
          redis.call('ZREM', KEYS[4], ARGV[7])
        elseif ARGV[8] ~= '' then
          redis.call('HSET', KEYS[2], 'w', ARGV[8])
          redis.call('ZADD', KEYS[4], ARGV[8], ARGV[7])
        end
        return {1, incarnation, redis.call('HINCRBY', KEYS[1], 'n', 1)}
        """);
}
