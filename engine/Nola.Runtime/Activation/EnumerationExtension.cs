using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Activation;

/// <summary>The enumerations of one activation. Used on its turn.</summary>
internal sealed class EnumerationExtension : IEnumerationExtension, IDisposable
{
    private readonly GrainActivation _activation;
    private readonly Dictionary<Guid, Entry> _entries = [];
    private readonly ITimer _sweep;
    private readonly TimeSpan _patience;

    public EnumerationExtension(GrainActivation activation)
    {
        _activation = activation;
        var host = activation.Host;
        _patience = host.MessagingOptions.ResponseTimeout;
        using (ExecutionContext.SuppressFlow())
        {
            _sweep = host.Time.CreateTimer(
                static self => ((EnumerationExtension)self!).QueueSweep(), this, _patience, _patience);
        }
    }

    public async Task<EnumerationBatch<T>> Start<T>(Guid id, EnumerationCall call, int batchSizeMax)
    {
        var request = ReadRequest<T>(call);
        var entry = new Entry<T>(_activation.Host.Time);
        request.SetCancellationToken(entry.Cancellation.Token);
        request.SetTargetObject(_activation.GetTargetFor(request));
        entry.Enumerator = request.InvokeTarget().GetAsyncEnumerator(entry.Cancellation.Token);
        _entries[id] = entry;
        return await NextAsync(id, entry, batchSizeMax);
    }

    public Task<EnumerationBatch<T>> MoveNext<T>(Guid id, int batchSizeMax) =>
        _entries.GetValueOrDefault(id) is Entry<T> entry
            ? NextAsync(id, entry, batchSizeMax)
            : Task.FromResult(new EnumerationBatch<T>(EnumerationStatus.Missing, []));

    public async Task Stop(Guid id)
    {
        if (_entries.Remove(id, out var entry)) await entry.EndAsync();
    }

    public void Dispose() => _sweep.Dispose();

    private async Task<EnumerationBatch<T>> NextAsync<T>(Guid id, Entry<T> entry, int batchSizeMax)
    {
        entry.MissedSweeps = 0;
        List<T> elements = [];
        try
        {
            while (elements.Count < batchSizeMax)
            {
                var moving = entry.Pending ?? entry.Enumerator!.MoveNextAsync().AsTask();
                entry.Pending = moving;
                if (!moving.IsCompleted)
                {
                    if (elements.Count > 0) return new(EnumerationStatus.Elements, [.. elements]);
                    if (!await entry.WaitAsync(moving, _patience / 2)) return new(EnumerationStatus.Heartbeat, []);
                }

                var hasMoved = await moving;
                entry.Pending = null;
                if (!hasMoved)
                {
                    await Stop(id);
                    return new(EnumerationStatus.Completed, [.. elements]);
                }

                elements.Add(entry.Enumerator!.Current);
            }
        }
        catch (Exception) when (elements.Count > 0)
        {
            // What came before the failure is delivered first; the failed task is met again at the next pull.
            return new(EnumerationStatus.Elements, [.. elements]);
        }
        catch (Exception)
        {
            await Stop(id);
            throw;
        }

        return new(EnumerationStatus.Elements, [.. elements]);
    }

    private AsyncEnumerableRequest<T> ReadRequest<T>(EnumerationCall call)
    {
        if (!GrainTypeNames.TryFindTypes([call.InterfaceName], out var interfaces)
            || !GrainTypeNames.TryFindTypes(call.TypeArguments, out var typeArguments)
            || GeneratedInterfaces.Find(interfaces[0])?.RentRequest(call.MethodId, typeArguments)
                is not AsyncEnumerableRequest<T> request)
        {
            throw new SerializerException($"{call.InterfaceName} has no enumeration {call.MethodId}.");
        }

        using var session = _activation.Host.Codecs.GetSession();
        var reader = new Reader(call.Arguments, session);
        request.ReadArguments(ref reader);
        return request;
    }

    private void QueueSweep() => _activation.QueueAction(Sweep);

    /// <summary>Ends enumerations whose caller was silent during two sweeps.</summary>
    private void Sweep()
    {
        foreach (var (id, entry) in _entries.ToArray())
        {
            if (++entry.MissedSweeps >= 2) _ = Stop(id);
        }
    }

    private abstract class Entry
    {
        public CancellationTokenSource Cancellation { get; } = new();

        public int MissedSweeps { get; set; }

        public abstract Task EndAsync();
    }

    private sealed class Entry<T>(TimeProvider time) : Entry
    {
        public IAsyncEnumerator<T>? Enumerator { get; set; }

        /// <summary>A move that a pull began and did not wait for.</summary>
        public Task<bool>? Pending { get; set; }

        /// <summary>Waits for the task; false where the time was over first.</summary>
        public async Task<bool> WaitAsync(Task task, TimeSpan timeout)
        {
            try
            {
                await task.WaitAsync(timeout, time);
            }
            catch (TimeoutException) when (!task.IsCompleted)
            {
                return false;
            }
            catch (Exception) when (task.IsCompleted)
            {
                // The caller meets it when it awaits the task itself.
            }

            return true;
        }

        public override async Task EndAsync()
        {
            await Cancellation.CancelAsync();
            try
            {
                if (Pending is { } pending) await pending;
            }
            catch (Exception) // The enumeration is over, and nobody waits for this element.
            {
            }

            if (Enumerator is { } enumerator) await enumerator.DisposeAsync();
        }
    }
}
