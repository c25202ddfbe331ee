using Microsoft.Extensions.Logging;

namespace Nola.Runtime.Hosting;

/// <summary>Says at start that placement directors are not asked: nobody shall wonder where grains go.</summary>
internal sealed partial class PlacementNotice(IEnumerable<PlacementNotice.Strategy> strategies, ILogger<PlacementNotice> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        foreach (var strategy in strategies) LogNotAsked(logger, strategy.Type);
    }

    [LoggerMessage(
        1201, LogLevel.Warning, "The director of {Strategy} is not asked: grains live on the silo that owns them on the ring")]
    private static partial void LogNotAsked(ILogger logger, Type strategy);

    /// <summary>A strategy that has a director.</summary>
    internal sealed record Strategy(Type Type);
}
