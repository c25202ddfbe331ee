using System.Diagnostics.Metrics;

namespace Nola.Runtime.Diagnostics;

/// <summary>
/// What a silo or client counts while it works, in the meter and by the names that Orleans uses. What can be read when
/// somebody asks is not counted here but observed, by <c>HostInstruments</c>. An instrument nobody listens to costs a
/// field read.
/// </summary>
internal sealed class RuntimeInstruments
{
    public const string MeterName = "Microsoft.Orleans";

    private const string Milliseconds = "ms";
    private const string Bytes = "By";

    private static readonly InstrumentAdvice<double> LatencyBuckets = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000],
    };

    private static readonly InstrumentAdvice<int> SizeBuckets = new()
    {
        HistogramBucketBoundaries = [128, 512, 2048, 8192, 32768, 131072, 524288, 2097152, 8388608, 33554432],
    };

    /// <summary>For parts that are used without a host.</summary>
    public static readonly RuntimeInstruments Unobserved = new(new Meter("Nola.Unobserved"));

    public RuntimeInstruments(IMeterFactory factory)
        : this(factory.Create(new MeterOptions(MeterName)))
    {
    }

    private RuntimeInstruments(Meter meter)
    {
        Meter = meter;
        RequestLatency = CreateLatency("orleans-app-requests-latency");
        RequestsTimedOut = meter.CreateCounter<long>("orleans-app-requests-timedout");
        RequestsCanceled = meter.CreateCounter<long>("orleans-app-requests-canceled");
        ActivationsCreated = meter.CreateCounter<long>("orleans-catalog-activation-created");
        ActivationsDestroyed = meter.CreateCounter<long>("orleans-catalog-activation-destroyed");
        ActivationsFailed = meter.CreateCounter<long>("orleans-catalog-activation-failed-to-activate");
        ActivationsShutDown = meter.CreateCounter<long>("orleans-catalog-activation-shutdown");
        Collections = meter.CreateCounter<long>("orleans-catalog-activation-collections");
        SocketsOpened = meter.CreateCounter<long>("orleans-networking-sockets-opened");
        SocketsClosed = meter.CreateCounter<long>("orleans-networking-sockets-closed");
        SentSize = meter.CreateHistogram("orleans-messaging-sent-messages-size", Bytes, advice: SizeBuckets);
        ReceivedSize = meter.CreateHistogram("orleans-messaging-received-messages-size", Bytes, advice: SizeBuckets);
        Rejected = meter.CreateCounter<long>("orleans-messaging-rejected");
        DeadLetters = meter.CreateCounter<long>("orleans-messaging-sent-dropped");
        Rerouted = meter.CreateCounter<long>("orleans-messaging-rerouted");
        PingsSent = meter.CreateCounter<long>("orleans-messaging-pings-sent");
        PingsReceived = meter.CreateCounter<long>("orleans-messaging-pings-received");
        PingRepliesReceived = meter.CreateCounter<long>("orleans-messaging-pings-reply-received");
        PingRepliesMissed = meter.CreateCounter<long>("orleans-messaging-pings-reply-missed");
        StorageReadLatency = CreateLatency("orleans-storage-read-latency");
        StorageWriteLatency = CreateLatency("orleans-storage-write-latency");
        StorageClearLatency = CreateLatency("orleans-storage-clear-latency");
        StorageReadErrors = meter.CreateCounter<long>("orleans-storage-read-errors");
        StorageWriteErrors = meter.CreateCounter<long>("orleans-storage-write-errors");
        StorageClearErrors = meter.CreateCounter<long>("orleans-storage-clear-errors");
        ReminderTardiness = meter.CreateHistogram<double>("orleans-reminders-tardiness", "s");
        ReminderTicks = meter.CreateCounter<long>("orleans-reminders-ticks-delivered");
    }

    public Meter Meter { get; }

    /// <summary>Calls that waited in a queue or went to another host. Those that ran inline are not measured: that would
    /// cost more than they do.</summary>
    public Histogram<double> RequestLatency { get; }

    public Counter<long> RequestsTimedOut { get; }

    public Counter<long> RequestsCanceled { get; }

    public Counter<long> ActivationsCreated { get; }

    public Counter<long> ActivationsDestroyed { get; }

    public Counter<long> ActivationsFailed { get; }

    public Counter<long> ActivationsShutDown { get; }

    public Counter<long> Collections { get; }

    public Counter<long> SocketsOpened { get; }

    public Counter<long> SocketsClosed { get; }

    public Histogram<int> SentSize { get; }

    public Histogram<int> ReceivedSize { get; }

    public Counter<long> Rejected { get; }

    public Counter<long> Rerouted { get; }

    /// <summary>Messages that were given up, by reason.</summary>
    public Counter<long> DeadLetters { get; }

    public Counter<long> PingsSent { get; }

    public Counter<long> PingsReceived { get; }

    public Counter<long> PingRepliesReceived { get; }

    public Counter<long> PingRepliesMissed { get; }

    public Histogram<double> StorageReadLatency { get; }

    public Histogram<double> StorageWriteLatency { get; }

    public Histogram<double> StorageClearLatency { get; }

    public Counter<long> StorageReadErrors { get; }

    public Counter<long> StorageWriteErrors { get; }

    public Counter<long> StorageClearErrors { get; }

    public Histogram<double> ReminderTardiness { get; }

    public Counter<long> ReminderTicks { get; }

    public bool IsMeasuringRequests => RequestLatency.Enabled || RequestsTimedOut.Enabled || RequestsCanceled.Enabled;

    /// <summary>Measures a call from now to the end of its task.</summary>
    public void Measure(Task call, TimeProvider time) =>
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(new RequestMeasurement(this, call, time).Record);

    private Histogram<double> CreateLatency(string name) =>
        Meter.CreateHistogram(name, Milliseconds, advice: LatencyBuckets);

    private sealed class RequestMeasurement(RuntimeInstruments instruments, Task call, TimeProvider time)
    {
        private readonly long _began = time.GetTimestamp();

        public void Record()
        {
            instruments.RequestLatency.Record(time.GetElapsedTime(_began).TotalMilliseconds);
            if (call.IsCanceled) instruments.RequestsCanceled.Add(1);
            else if (call.Exception?.InnerException is TimeoutException) instruments.RequestsTimedOut.Add(1);
        }
    }
}
