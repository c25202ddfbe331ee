using System.Diagnostics.Metrics;

namespace ShopActors.Storage;

/// <summary>The metrics of this process's journal stores, in the meter <c>ShopActors</c>.</summary>
internal static class StorageInstruments
{
    private static readonly Meter Meter = new("ShopActors");

    /// <summary>Durable appends.</summary>
    public static readonly Counter<long> Appends = Meter.CreateCounter<long>(
        "shop.journal.appends", "{append}", "Appends that became durable.");

    /// <summary>Refused appends, mostly because another activation had written.</summary>
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "shop.journal.refusals", "{append}", "Appends that were refused.");

    /// <summary>Expired journals that were deleted.</summary>
    public static readonly Counter<long> Deletions = Meter.CreateCounter<long>(
        "shop.journal.deletions", "{journal}", "Expired journals that were deleted.");

    /// <summary>How late the wake-up is that is overdue longest; 0 if none is overdue.</summary>
    public static readonly Gauge<double> WakeUpDelay = Meter.CreateGauge<double>(
        "shop.journal.wakeup.delay", "s", "How long the journal that is overdue longest has been due, in this share.");

    /// <summary>Requests that one commit made durable.</summary>
    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "shop.journal.batch.size",
        "{request}",
        "Requests that shared one commit.",
        advice: new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
        });

    /// <summary>How long the store takes to make a batch durable.</summary>
    public static readonly Histogram<double> SyncDuration = Meter.CreateHistogram(
        "shop.journal.sync.duration",
        "s",
        "Time of one durable commit.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
        });
}
