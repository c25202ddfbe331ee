using System.Collections.Concurrent;
using System.Threading.Channels;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// The places where a silo can be killed: before and after each append and each call to the provider. What a killed
/// silo still sends reaches neither the store nor the provider, and what they answer does not reach it.
/// </summary>
internal sealed class SiloPoints
{
    private readonly Channel<Death> _deaths = Channel.CreateUnbounded<Death>();
    private readonly ConcurrentDictionary<JournalId, SiloAddress> _owners = [];

    // Guards everything below.
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, Task> _dead = [];
    private readonly Dictionary<JournalId, int> _appends = [];
    private readonly List<string> _struck = [];
    private HashSet<SiloAddress> _mortal = [];
    private Func<string, bool> _plan = static _ => false;

    /// <summary>The silos to kill, in the order in which the plan struck them.</summary>
    public IAsyncEnumerable<Death> Deaths => _deaths.Reader.ReadAllAsync();

    /// <summary>Where the plan struck.</summary>
    public IReadOnlyList<string> Struck
    {
        get
        {
            lock (_lock) return [.. _struck];
        }
    }

    /// <summary>From now on the plan says at each point whether the silo that reached it is killed.</summary>
    public void Arm(Func<string, bool> plan)
    {
        lock (_lock)
        {
            _appends.Clear();
            _plan = plan;
        }
    }

    /// <summary>The silos that may be killed; when one is, none may until this is called again.</summary>
    public void Expose(IEnumerable<SiloAddress> silos)
    {
        lock (_lock) _mortal = [.. silos];
    }

    /// <summary>Whether the latest writer of a journal is on a silo that may be killed.</summary>
    public bool IsExposed(JournalId journal)
    {
        lock (_lock) return _owners.TryGetValue(journal, out var owner) && _mortal.Contains(owner);
    }

    public void HasWritten(SiloAddress silo, JournalId journal) => _owners[journal] = silo;

    /// <summary>The number of an append since the plan was armed, from 1.</summary>
    public int CountAppend(JournalId journal)
    {
        lock (_lock) return _appends[journal] = _appends.GetValueOrDefault(journal) + 1;
    }

    /// <summary>Fails, once the silo is gone, where the plan strikes and everywhere after that.</summary>
    public Task Reach(SiloAddress silo, string label)
    {
        lock (_lock)
        {
            if (_dead.TryGetValue(silo, out var death)) return death;
            if (!_mortal.Contains(silo) || !_plan(label)) return Task.CompletedTask;
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            gone.Task.Ignore();
            _dead.Add(silo, gone.Task);
            _mortal = [];
            _struck.Add(label);
            _deaths.Writer.TryWrite(new Death(silo, gone));
            return gone.Task;
        }
    }

    public void End() => _deaths.Writer.TryComplete();

    /// <summary>A silo that is to be killed.</summary>
    internal sealed record Death(SiloAddress Silo, TaskCompletionSource Gone)
    {
        public void IsGone() =>
            Gone.TrySetException(new JournalStoreException(JournalStoreFailure.OutcomeUnknown, $"{Silo} was killed."));
    }
}
