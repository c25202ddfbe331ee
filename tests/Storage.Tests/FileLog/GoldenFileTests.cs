using System.Text;
using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>
/// The bytes of format 1. A change here is a new format: it needs a new format number, a new golden file and code that
/// still reads this one.
/// </summary>
public sealed class GoldenFileTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Write_FixedOperations_GivesTheGoldenBytes()
    {
        var disk = new SimulatedDirectory();
        using (var store = Workload.Open(disk))
        {
            await Write(store);
        }

        Assert.Equal(Golden("log-v1.golden"), Dump(disk.Bytes("log-000000000001")));
        Assert.Equal(Golden("marker-v1.golden"), Dump(disk.Bytes("marker")));
    }

    [Fact]
    public async Task Open_GoldenFiles_GivesTheirContent()
    {
        var disk = new SimulatedDirectory();
        Restore(disk, "log-000000000001", Golden("log-v1.golden"), Workload.Options.SegmentBytes);
        Restore(disk, "marker", Golden("marker-v1.golden"), 2 * LogMarker.SlotBytes);
        using var store = Workload.Open(disk);

        var order = (await store.Read(new("order/1")))!;
        Assert.Equal((3, 2), (order.Version, order.SnapshotVersion));
        Assert.Equal("{\"state\":2}", Encoding.UTF8.GetString(order.Snapshot.Span));
        Assert.Equal(["{\"e\":3}"], order.Events.Select(e => Encoding.UTF8.GetString(e.Span)));
        Assert.Equal(Noon, order.WakeAt);
        Assert.Equal(1, (await store.Read(new("state:cart/ü")))!.Version);
        Assert.Equal([new DueJournal(new("order/1"), Noon)], await store.ReadDue(Noon, 10));
    }

    private static async Task Write(FileJournalStore store)
    {
        var id = new JournalId("order/1");
        var claim = await store.Claim(id);
        await store.Append(new(id, 0, claim.OwnerEpoch, [Bytes("{\"e\":1}")], default, WakeUp.Keep));
        await store.Append(new(id, 1, claim.OwnerEpoch, [Bytes("{\"e\":2}")], Bytes("{\"state\":2}"), WakeUp.At(Noon)));
        await store.Append(new(id, 2, claim.OwnerEpoch, [Bytes("{\"e\":3}")], default, WakeUp.Keep));
        await store.Append(new(new("state:cart/ü"), 0, 0, [default], Bytes("x"), WakeUp.Keep));
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Golden(string name)
    {
        var resource = $"{typeof(GoldenFileTests).Assembly.GetName().Name}.FileLog.{name}";
        using var stream = typeof(GoldenFileTests).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"There is no golden file {resource}.");
        return new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Sixteen bytes to a line, without the lines that are all zero.</summary>
    private static string Dump(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += 16)
        {
            var line = bytes.AsSpan(at, Math.Min(16, bytes.Length - at));
            if (line.IndexOfAnyExcept((byte)0) >= 0)
            {
                text.Append($"{at:x4}  {Convert.ToHexStringLower(line)}\n");
            }
        }

        return text.ToString();
    }

    private static void Restore(SimulatedDirectory disk, string name, string dump, int length)
    {
        using var file = disk.Create(name, length);
        foreach (var line in dump.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            file.Write(Convert.ToInt32(line[..4], 16), Convert.FromHexString(line[6..]));
        }

        file.Sync();
    }
}
