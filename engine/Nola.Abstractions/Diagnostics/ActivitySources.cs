using System.Diagnostics;

namespace Orleans.Diagnostics;

/// <summary>The names of the activity sources that spans come from.</summary>
public static class ActivitySources
{
    /// <summary>Calls of the application's grains.</summary>
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

    /// <summary>Calls that the runtime makes for itself.</summary>
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";

    /// <summary>Activation and deactivation.</summary>
    public const string LifecycleActivitySourceName = "Microsoft.Orleans.Lifecycle";

    /// <summary>Reads and writes of grain state.</summary>
    public const string StorageActivitySourceName = "Microsoft.Orleans.Storage";

    /// <summary>Durable jobs; nothing comes from it in this runtime.</summary>
    public const string DurableJobsActivitySourceName = "Microsoft.Orleans.DurableJobs";

    /// <summary>A pattern that matches all of them.</summary>
    public const string AllActivitySourceName = "Microsoft.Orleans.*";

    private const string Version = "1.0.0";

    internal static readonly ActivitySource ApplicationGrainSource = new(ApplicationGrainActivitySourceName, Version);
    internal static readonly ActivitySource RuntimeGrainSource = new(RuntimeActivitySourceName, Version);
    internal static readonly ActivitySource LifecycleGrainSource = new(LifecycleActivitySourceName, Version);
    internal static readonly ActivitySource StorageGrainSource = new(StorageActivitySourceName, Version);
}
