using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>
/// Damage to a closed log of 1,000 acknowledged records: either everything is still there, or the store refuses to
/// open and says why. Every bit, every length, every sector.
/// </summary>
public sealed class CorruptionTests
{
    private const int RecordCount = 1000;
    private const int SegmentBytes = 16 * 1024;

    private static readonly Lazy<Task<LogImage>> Closed = new(() => Write(RecordCount));

    [Fact]
    public async Task Recover_UndamagedLog_HasEveryRecord()
    {
        var image = await Closed.Value;

        Assert.Equal(RecordCount, image.Records().Count);
        AssertComplete(image, image.Recover());
    }

    [Fact]
    public async Task Recover_AnyBitFlipped_IsCompleteOrRefused()
    {
        var image = await Closed.Value;
        var refused = 0;
        foreach (var name in image.Files.Keys.Where(n => n != LogMarker.Name))
        {
            Parallel.For(
                0,
                SegmentBytes,
                () => (Image: image.Copy(), Refused: 0),
                (at, _, local) =>
                {
                    var bytes = local.Image.Files[name];
                    for (var bit = 0; bit < 8; bit++)
                    {
                        bytes[at] ^= (byte)(1 << bit);
                        local.Refused += IsRefusedOrComplete(local.Image, $"bit {bit} of byte {at} of {name}") ? 1 : 0;
                        bytes[at] ^= (byte)(1 << bit);
                    }

                    return local;
                },
                local => Interlocked.Add(ref refused, local.Refused));
        }

        // Padding and what lies behind the last record are the only bits that may flip unnoticed.
        var recordBits = image.Records().Sum(r => 8 * (r.End - r.Offset));
        Assert.True(refused >= recordBits, $"{refused} flips were refused, but records have {recordBits} bits.");
    }

    [Fact]
    public async Task Recover_CutAtAnyByte_IsCompleteOrRefused()
    {
        var image = await Closed.Value;
        var last = image.Files.Keys.Where(n => n != LogMarker.Name).Max(StringComparer.Ordinal)!;
        var end = image.Records()[^1].End;
        var whole = image.Files[last];
        Parallel.For(0, whole.Length + 1, length =>
        {
            var cut = image.Copy();
            cut.Replace(last, whole[..length]);
            var isRefused = IsRefusedOrComplete(cut, $"cut at {length}");
            Assert.Equal(length < end && !IsZero(whole.AsSpan(length..end)), isRefused);
        });
    }

    [Fact]
    public async Task Recover_CutAtAnyByteBeforeTheMarkerWasWritten_KeepsTheWholeRecords()
    {
        var image = await Write(200, segmentBytes: 32 * 1024);
        var marker = image.Marker with { DurableLsn = 0 };
        var (name, whole) = image.Files.Single(f => f.Key != LogMarker.Name);
        var records = image.Records();
        Parallel.For(LogSegment.HeaderBytes, records[^1].End + 1, length =>
        {
            var cut = image.Copy();
            cut.Replace(name, whole[..length]);
            var kept = records.Count(r => r.End <= length || IsZero(whole.AsSpan(length..r.End)));
            var expected = kept == 0 ? image.Marker.SegmentSize + LogSegment.HeaderBytes : End(image, records[kept - 1]);
            Assert.Equal(expected, cut.Recover(marker).Tail);
        });
    }

    [Fact]
    public async Task Recover_TornLastGroup_IsCutButNothingBeforeIt()
    {
        var image = await Write(100, segmentBytes: 16 * 1024);
        var records = image.Records();

        // The marker is as old as it can be: at the end of the last but one record, as that record's successor says.
        var marker = image.Marker with { DurableLsn = 0 };
        var (_, bytes) = image.Files.Single(f => f.Key != LogMarker.Name);
        for (var at = LogSegment.HeaderBytes; at < records[^1].End; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[at] ^= (byte)(1 << bit);
                try
                {
                    var tail = image.Recover(marker).Tail;
                    Assert.True(tail >= End(image, records[^2]), $"Bit {bit} of byte {at}: cut back to {tail}.");
                }
                catch (JournalStoreException e)
                {
                    Assert.Equal(JournalStoreFailure.Corrupt, e.Failure);
                }

                bytes[at] ^= (byte)(1 << bit);
            }
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    public async Task Recover_SectorZeroedCopiedOrSwapped_IsCompleteOrRefused(int sector)
    {
        var image = await Closed.Value;
        var sectors = image.Files.Where(f => f.Key != LogMarker.Name)
            .SelectMany(f => Enumerable.Range(0, SegmentBytes / sector).Select(i => (f.Key, Offset: i * sector)))
            .ToArray();
        Parallel.For(0, sectors.Length, () => image.Copy(), (i, _, damaged) =>
        {
            var target = damaged.Files[sectors[i].Key].AsSpan(sectors[i].Offset, sector);
            var original = target.ToArray();
            target.Clear();
            IsRefusedOrComplete(damaged, $"sector {sectors[i]} zeroed");
            for (var j = 0; j < sectors.Length; j++)
            {
                target = damaged.Files[sectors[i].Key].AsSpan(sectors[i].Offset, sector);
                var other = damaged.Files[sectors[j].Key].AsSpan(sectors[j].Offset, sector);
                other.CopyTo(target);
                IsRefusedOrComplete(damaged, $"sector {sectors[j]} also at {sectors[i]}");
                if (j > i)
                {
                    var kept = other.ToArray();
                    original.CopyTo(other);
                    IsRefusedOrComplete(damaged, $"sectors {sectors[i]} and {sectors[j]} swapped");
                    kept.CopyTo(damaged.Files[sectors[j].Key].AsSpan(sectors[j].Offset, sector));
                }
            }

            original.CopyTo(damaged.Files[sectors[i].Key].AsSpan(sectors[i].Offset, sector));
            return damaged;
        }, _ => { });
    }

    [Fact]
    public async Task Recover_SegmentMissing_IsRefused()
    {
        var image = await Closed.Value;
        foreach (var name in image.Files.Keys.Where(n => n != LogMarker.Name))
        {
            var e = Assert.Throws<JournalStoreException>(() => image.Copy(without: name).Recover());
            Assert.Equal(JournalStoreFailure.Corrupt, e.Failure);
        }
    }

    [Fact]
    public async Task Open_MarkerDamagedInOneCopy_OpensFromTheOther()
    {
        var image = await Write(10, segmentBytes: 4096);
        var bytes = image.Files[LogMarker.Name];
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x10;
            using (var marker = LogMarker.Open(image))
            {
                Assert.Equal(image.Marker.StoreId, marker.Value.StoreId);
                AssertComplete(image, image.Recover(marker.Value), 10);
            }

            bytes[at] ^= 0x10;
        }

        bytes.AsSpan().Clear();
        var e = Assert.Throws<JournalStoreException>(() => LogMarker.Open(image));
        Assert.Equal(JournalStoreFailure.Corrupt, e.Failure);
    }

    private static async Task<LogImage> Write(int records, int segmentBytes = SegmentBytes)
    {
        var disk = new SimulatedDirectory();
        var options = new FileJournalStoreOptions
        {
            SegmentBytes = segmentBytes,
            NewStoreId = static () => 42,
            MarkerDelay = TimeSpan.FromMinutes(1),
        };
        using (var store = FileJournalStore.Open(disk, options, TimeProvider.System, static _ => { }))
        {
            for (var i = 0; i < records; i++)
            {
                var append = new JournalAppend(new($"{i % 13}"), i / 13, 0, [new[] { (byte)i }], default, WakeUp.Keep);
                await store.Append(append);
            }
        }

        return LogImage.Of(disk);
    }

    private static long End(LogImage image, (string File, int Offset, int End) record)
    {
        _ = LogSegment.TryParseName(record.File, out var number);
        return LogRecord.Align((number * image.Marker.SegmentSize) + record.End);
    }

    private static bool IsZero(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) < 0;

    /// <summary>
    /// True if the damage was refused with the right error; fails unless everything is there otherwise.
    /// </summary>
    private static bool IsRefusedOrComplete(LogImage image, string damage)
    {
        try
        {
            AssertComplete(image, image.Recover());
            return false;
        }
        catch (JournalStoreException e) when (e.Failure == JournalStoreFailure.Corrupt)
        {
            return true;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"With {damage}: {e.Message}", e);
        }
    }

    private static void AssertComplete(LogImage image, LogRecovery recovery, int records = RecordCount)
    {
        Assert.True(recovery.Tail >= image.Marker.DurableLsn);
        long versions = 0;
        for (var slot = 0; slot < recovery.Index.Count; slot++)
        {
            versions += recovery.Index[slot].Version;
        }

        Assert.Equal(records, versions);
    }
}
