using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>The faults that a storage is to have with states of one name, which is the grain's key.</summary>
public interface IStorageFaultGrain : IGrainWithStringKey
{
    /// <summary>Lets the next read of a grain's state fail.</summary>
    Task AddFaultOnRead(GrainId grainId, Exception exception);

    /// <summary>Lets the next write of a grain's state fail.</summary>
    Task AddFaultOnWrite(GrainId grainId, Exception exception);

    /// <summary>Lets the next clearing of a grain's state fail.</summary>
    Task AddFaultOnClear(GrainId grainId, Exception exception);

    /// <summary>A read begins.</summary>
    Task OnRead(GrainId grainId);

    /// <summary>A write begins.</summary>
    Task OnWrite(GrainId grainId);

    /// <summary>A clearing begins.</summary>
    Task OnClear(GrainId grainId);
}
