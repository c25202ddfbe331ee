namespace ShopActors.Floor;

/// <summary>A grain that calls other grains of its silo, one call after the other.</summary>
public interface ICallerGrain : IGrainWithIntegerKey
{
    /// <summary>Calls one grain through a reference that is looked up once.</summary>
    Task CallKept(long target, int calls);

    /// <summary>Calls one grain through a reference that is looked up for each call.</summary>
    Task CallLookedUp(long target, int calls);

    /// <summary>Calls as many grains once each.</summary>
    Task CallEach(long first, int count);

    /// <summary>Calls as many grains once each, and each ends with its call.</summary>
    Task CallEachOnce(long first, int count);
}
