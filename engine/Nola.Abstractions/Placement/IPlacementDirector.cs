namespace Orleans.Runtime.Placement;

/// <summary>Chooses the silo for a new activation.</summary>
public interface IPlacementDirector
{
    /// <summary>The key in <see cref="RequestContext"/> of the silo to prefer.</summary>
    const string PlacementHintKey = nameof(PlacementHintKey);

    /// <summary>Chooses.</summary>
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);

    /// <summary>The silo that the request context asks for, or null where it asks for none of these.</summary>
    static SiloAddress? GetPlacementHint(Dictionary<string, object>? requestContextData, SiloAddress[] compatibleSilos) =>
        requestContextData is { Count: > 0 }
        && requestContextData.TryGetValue(PlacementHintKey, out var value)
        && value is SiloAddress hint
        && compatibleSilos.Contains(hint)
            ? hint
            : null;
}
