using System.Diagnostics.Metrics;

namespace ShopActors.Storage;

/// <summary>What the journal stores of this process count, in the meter <c>ShopActors</c>.</summary>
internal static class StorageInstruments
{
    private static readonly Meter Meter = new("ShopActors");
    private static readonly List<FileLog.FileJournalStore> OpenStores = [];

    /// <summary>Appends that are durable.</summary>
    public static readonly Counter<long> Appends = Meter.CreateCounter<long>(
        "shop.journal.appends", "{append}", "Appends that became durable.");

    /// <summary>Appends that a later claim or another writer made void.</summary>
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "shop.journal.refusals", "{append}", "Appends and claims that were refused.");

    /// <summary>Requests that one sync made durable.</summary>
    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "shop.journal.batch.size",
        "{request}",
        "Requests that shared one sync.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });

    /// <summary>How long the disk takes.</summary>
    public static readonly Histogram<double> SyncDuration = Meter.CreateHistogram(
        "shop.journal.sync.duration",
        "s",
        "Time of one sync to disk.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
        });

    static StorageInstruments()
    {
        Meter.CreateObservableGauge(
            "shop.journal.journals", static () => Sum(static store => store.Count), "{journal}", "Journals that hold something.");
        Meter.CreateObservableGauge(
            "shop.journal.live", static () => Sum(static store => store.LiveBytes), "By", "Bytes of journals in the log.");
        Meter.CreateObservableGauge(
            "shop.journal.allocated", static () => Sum(static store => store.AllocatedBytes), "By", "Bytes of the log on disk.");
    }

    public static void Opened(FileLog.FileJournalStore store)
    {
        lock (OpenStores) OpenStores.Add(store);
    }

    public static void Closed(FileLog.FileJournalStore store)
    {
        lock (OpenStores) OpenStores.Remove(store);
    }

    private static long Sum(Func<FileLog.FileJournalStore, long> value)
    {
        lock (OpenStores) return OpenStores.Sum(value);
    }
}
