using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>Has the faults that were added, each for one operation.</summary>
public class StorageFaultGrain : Grain, IStorageFaultGrain
{
    private readonly Dictionary<GrainId, Exception> _readFaults = [];
    private readonly Dictionary<GrainId, Exception> _writeFaults = [];
    private readonly Dictionary<GrainId, Exception> _clearFaults = [];

    /// <inheritdoc/>
    public Task AddFaultOnRead(GrainId grainId, Exception exception) => Add(_readFaults, grainId, exception);

    /// <inheritdoc/>
    public Task AddFaultOnWrite(GrainId grainId, Exception exception) => Add(_writeFaults, grainId, exception);

    /// <inheritdoc/>
    public Task AddFaultOnClear(GrainId grainId, Exception exception) => Add(_clearFaults, grainId, exception);

    /// <inheritdoc/>
    public Task OnRead(GrainId grainId) => Take(_readFaults, grainId);

    /// <inheritdoc/>
    public Task OnWrite(GrainId grainId) => Take(_writeFaults, grainId);

    /// <inheritdoc/>
    public Task OnClear(GrainId grainId) => Take(_clearFaults, grainId);

    private static Task Add(Dictionary<GrainId, Exception> faults, GrainId grainId, Exception exception)
    {
        faults.Add(grainId, exception);
        return Task.CompletedTask;
    }

    private static Task Take(Dictionary<GrainId, Exception> faults, GrainId grainId) =>
        faults.Remove(grainId, out var exception) ? Task.FromException(exception) : Task.CompletedTask;
}
