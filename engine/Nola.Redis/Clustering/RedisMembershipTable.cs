using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Nola.Redis.Clustering;

/// <summary>
/// The membership table in Redis: one hash with the field <c>Version</c>, one field per silo, and one per silo for its
/// signs of life, which change without a new version. Scripts make each write conditional on the version.
/// </summary>
internal sealed class RedisMembershipTable(
    IOptions<RedisClusteringOptions> options, IOptions<ClusterOptions> cluster, TimeProvider time)
    : IMembershipTable, IAsyncDisposable
{
    private const string VersionField = "Version";
    private const string AlivePrefix = "alive/";

    // KEYS[1] table; ARGV: expected version, new version, silo, row, whether the row must be new, tag of the old row.
    private const string WriteScript = """
        if redis.call('HGET', KEYS[1], 'Version') ~= ARGV[1] then return 0 end
        local row = redis.call('HGET', KEYS[1], ARGV[3])
        if ARGV[5] == '1' then
            if row then return 0 end
        else
            if not row or tostring(cjson.decode(row)['WrittenAt']) ~= ARGV[6] then return 0 end
        end
        redis.call('HSET', KEYS[1], 'Version', ARGV[2])
        redis.call('HSET', KEYS[1], ARGV[3], ARGV[4])
        return 1
        """;

    private const string AliveScript = """
        if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
            redis.call('HSET', KEYS[1], 'alive/' .. ARGV[1], ARGV[2])
        end
        return 1
        """;

    private readonly RedisConnection _redis = new(isFirst => Connect(options.Value, isFirst), time);
    private readonly RedisKey _key = options.Value.CreateRedisKey(cluster.Value);

    private TimeSpan? Expiry => options.Value.EntryExpiry;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await _redis.OpenAsync().ConfigureAwait(false);
        if (!tryInitTableVersion) return;

        await _redis.UseAsync(database => database.HashSetAsync(_key, VersionField, "0", When.NotExists))
            .ConfigureAwait(false);
        await RenewExpiryAsync().ConfigureAwait(false);
    }

    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        if (clusterId != cluster.Value.ClusterId)
        {
            throw new ArgumentException(
                $"This table belongs to the cluster \"{cluster.Value.ClusterId}\".", nameof(clusterId));
        }

        await _redis.UseAsync(database => database.KeyDeleteAsync(_key)).ConfigureAwait(false);
    }

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        foreach (var (entry, _) in (await ReadAll().ConfigureAwait(false)).Members)
        {
            if (entry.Status != SiloStatus.Dead || entry.IAmAliveTime >= beforeDate.UtcDateTime) continue;

            // A dead row never changes again, so removing it needs no version.
            var silo = entry.SiloAddress.ToParsableString();
            await _redis.UseAsync(database => database.HashDeleteAsync(_key, [silo, AlivePrefix + silo]))
                .ConfigureAwait(false);
        }
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var table = await ReadAll().ConfigureAwait(false);
        return table.TryGet(key) is { } row
            ? new MembershipTableData(row, table.Version)
            : new MembershipTableData(table.Version);
    }

    public async Task<MembershipTableData> ReadAll()
    {
        var fields = await _redis.UseAsync(database => database.HashGetAllAsync(_key)).ConfigureAwait(false);
        var version = 0;
        var alive = new Dictionary<string, DateTime>();
        var rows = new List<MembershipRow>();
        foreach (var field in fields)
        {
            var name = field.Name.ToString();
            if (name == VersionField)
            {
                version = int.Parse(field.Value.ToString(), CultureInfo.InvariantCulture);
            }
            else if (name.StartsWith(AlivePrefix, StringComparison.Ordinal))
            {
                alive[name[AlivePrefix.Length..]] = DateTime.Parse(
                    field.Value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            }
            else
            {
                rows.Add(MembershipRow.Read(field.Value.ToString()));
            }
        }

        return new MembershipTableData(
            [.. rows.Select(row => Tuple.Create(
                row.ToEntry(alive.TryGetValue(row.Silo, out var time) ? time : null), TagOf(row.WrittenAt)))],
            new TableVersion(version, TagOf(version)));
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        WriteAsync(entry, null, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        WriteAsync(entry, etag, tableVersion);

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await _redis.UseAsync(database => database.ScriptEvaluateAsync(
            AliveScript,
            [_key],
            [
                entry.SiloAddress.ToParsableString(),
                entry.IAmAliveTime.ToString("O", CultureInfo.InvariantCulture),
            ])).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private async Task<bool> WriteAsync(MembershipEntry entry, string? etag, TableVersion version)
    {
        var result = await _redis.UseAsync(database => database.ScriptEvaluateAsync(
            WriteScript,
            [_key],
            [
                version.VersionEtag,
                TagOf(version.Version),
                entry.SiloAddress.ToParsableString(),
                MembershipRow.Write(entry, version.Version),
                etag is null ? "1" : "0",
                etag ?? string.Empty,
            ])).ConfigureAwait(false);
        await RenewExpiryAsync().ConfigureAwait(false);
        return (int)result == 1;
    }

    private static string TagOf(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static Task<(IConnectionMultiplexer, bool)> Connect(RedisClusteringOptions options, bool isFirst) =>
        options.CreateMultiplexer(isFirst ? options : new RedisClusteringOptions
        {
            ConfigurationOptions = RedisConnection.Impatient(options.ConfigurationOptions),
            CreateMultiplexer = options.CreateMultiplexer,
            CreateRedisKey = options.CreateRedisKey,
            EntryExpiry = options.EntryExpiry,
        });

    private async Task RenewExpiryAsync()
    {
        if (Expiry is { } expiry)
        {
            await _redis.UseAsync(database => database.KeyExpireAsync(_key, expiry)).ConfigureAwait(false);
        }
    }
}
