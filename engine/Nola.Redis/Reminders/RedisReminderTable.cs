using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Nola.Redis.Reminders;

/// <summary>
/// The reminder table in Redis: a hash of rows by grain and name, and a sorted set of the same fields by the grain's
/// point
/// on the ring, so that a silo reads its range alone.
/// </summary>
internal sealed class RedisReminderTable(
    IOptions<RedisReminderTableOptions> options, IOptions<ClusterOptions> cluster, TimeProvider time)
    : IReminderTable, IAsyncDisposable
{
    // KEYS: rows, points, tags; ARGV: field, row with '%TAG%' in place of the tag, point.
    private const string UpsertScript = """
        local tag = redis.call('INCR', KEYS[3])
        local row = string.gsub(ARGV[2], '%%TAG%%', tostring(tag))
        redis.call('HSET', KEYS[1], ARGV[1], row)
        redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
        return tostring(tag)
        """;

    private const string RemoveScript = """
        local row = redis.call('HGET', KEYS[1], ARGV[1])
        if not row or cjson.decode(row)['Tag'] ~= ARGV[2] then return 0 end
        redis.call('HDEL', KEYS[1], ARGV[1])
        redis.call('ZREM', KEYS[2], ARGV[1])
        return 1
        """;

    private const string TagPlaceholder = "%TAG%";

    private readonly RedisKey _rows = $"{cluster.Value.ServiceId}/reminders";
    private readonly RedisKey _points = $"{cluster.Value.ServiceId}/reminders/points";
    private readonly RedisKey _tags = $"{cluster.Value.ServiceId}/reminders/tags";
    private readonly RedisConnection _redis = new(_ => options.Value.CreateMultiplexer(options.Value), time);

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        _redis.OpenAsync().WaitAsync(cancellationToken);

    public async Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        var point = (double)grainId.GetUniformHashCode();
        var rows = await ReadAsync(point, point, Exclude.None).ConfigureAwait(false);
        return new ReminderTableData(rows.Where(row => row.GrainId == grainId));
    }

    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        if (begin < end) return new ReminderTableData(await ReadAsync(begin, end, Exclude.Start).ConfigureAwait(false));

        // Around zero; equal ends are the whole ring.
        var upper = await ReadAsync(begin, uint.MaxValue, Exclude.Start).ConfigureAwait(false);
        var lower = await ReadAsync(0, end, Exclude.None).ConfigureAwait(false);
        return new ReminderTableData(upper.Concat(lower));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var row = await _redis.UseAsync(database => database.HashGetAsync(_rows, FieldOf(grainId, reminderName)))
            .ConfigureAwait(false);
        return row.IsNull ? null : ReminderRow.Read(row.ToString());
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var tag = await _redis.UseAsync(database => database.ScriptEvaluateAsync(
            UpsertScript,
            [_rows, _points, _tags],
            [
                FieldOf(entry.GrainId, entry.ReminderName),
                ReminderRow.Write(entry, TagPlaceholder),
                entry.GrainId.GetUniformHashCode().ToString(CultureInfo.InvariantCulture),
            ])).ConfigureAwait(false);
        if (options.Value.EntryExpiry is { } expiry)
        {
            await _redis.UseAsync(database => database.KeyExpireAsync(_rows, expiry)).ConfigureAwait(false);
            await _redis.UseAsync(database => database.KeyExpireAsync(_points, expiry)).ConfigureAwait(false);
        }

        return (string?)tag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        (int)await _redis.UseAsync(database => database.ScriptEvaluateAsync(
            RemoveScript, [_rows, _points], [FieldOf(grainId, reminderName), eTag])).ConfigureAwait(false) == 1;

    public Task TestOnlyClearTable() => _redis.UseAsync(database => database.KeyDeleteAsync([_rows, _points]));

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private async Task<List<ReminderEntry>> ReadAsync(double begin, double end, Exclude exclude)
    {
        var fields = await _redis.UseAsync(database => database.SortedSetRangeByScoreAsync(_points, begin, end, exclude))
            .ConfigureAwait(false);
        if (fields.Length == 0) return [];

        var rows = await _redis.UseAsync(database => database.HashGetAsync(_rows, fields)).ConfigureAwait(false);
        return [.. rows.Where(row => !row.IsNull).Select(row => ReminderRow.Read(row.ToString()))];
    }

    // A grain id holds no control characters that a name could forge.
    private static string FieldOf(GrainId grainId, string name) => $"{grainId}\n{name}";
}
