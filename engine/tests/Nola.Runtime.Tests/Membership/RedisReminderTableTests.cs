using Microsoft.Extensions.Options;
using Nola.Redis.Reminders;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Membership;

public sealed class RedisReminderTableTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [RedisFact]
    public async Task UpsertReadRemove_Rows_BehaveAsATable()
    {
        redis.Require();
        await using var table = new RedisReminderTable(
            Options.Create(new RedisReminderTableOptions
            {
                ConfigurationOptions = StackExchange.Redis.ConfigurationOptions.Parse(redis.ConnectionString),
            }),
            Options.Create(new ClusterOptions { ServiceId = "reminders" }),
            TimeProvider.System);
        await table.StartAsync();
        var grain = GrainId.Create("t", "1");
        var tag = await table.UpsertRow(Entry(grain, "a"));
        await table.UpsertRow(Entry(grain, "b"));
        await table.UpsertRow(Entry(GrainId.Create("t", "2"), "a"));

        Assert.Equal(["a", "b"], (await table.ReadRows(grain)).Reminders.Select(row => row.ReminderName).Order());
        Assert.Equal(3, (await table.ReadRows(0, 0)).Reminders.Count);
        var point = grain.GetUniformHashCode();
        Assert.Equal(2, (await table.ReadRows(point - 1, point)).Reminders.Count);
        Assert.DoesNotContain((await table.ReadRows(point, point - 1)).Reminders, row => row.GrainId == grain);
        var row = await table.ReadRow(grain, "a");
        Assert.Equal((Start, TimeSpan.FromMinutes(1), tag), (row!.StartAt, row.Period, row.ETag));
        Assert.False(await table.RemoveRow(grain, "a", "other"));
        Assert.True(await table.RemoveRow(grain, "a", tag!));
        Assert.Null(await table.ReadRow(grain, "a"));
    }

    private static ReminderEntry Entry(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromMinutes(1),
    };
}
