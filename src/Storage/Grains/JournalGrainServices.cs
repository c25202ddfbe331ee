using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ShopActors.Storage;

/// <summary>The dependencies of every journaled grain, as one service.</summary>
public sealed class JournalGrainServices(
    IJournalStore store, TimeProvider time, IOptions<JournalGrainOptions> options, ILoggerFactory loggers)
{
    /// <summary>The store of the journals.</summary>
    public IJournalStore Store { get; } = store;

    /// <summary>The clock of the grains.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The settings.</summary>
    public JournalGrainOptions Options { get; } = options.Value;

    /// <summary>The log of the journaled grains.</summary>
    internal ILogger Log { get; } = loggers.CreateLogger("ShopActors.Storage.JournalGrain");
}
