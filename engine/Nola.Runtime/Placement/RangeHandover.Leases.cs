using System.Buffers.Binary;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

// Leases of the dead, which a silo that joins waits for before it is active. It learnt of those deaths late, and cannot
// know how late; but a silo that has waited for the same leases can tell it that they are over.
internal sealed partial class RangeHandover
{
    /// <summary>
    /// Waits until no silo that is dead now can have a lease: before that this silo could not serve what it gains, and
    /// those who have it now can.
    /// </summary>
    public async Task WaitForDeadLeasesAsync(CancellationToken cancellationToken)
    {
        TimeSpan remaining;
        long version;
        SiloAddress[] others;
        lock (_lock)
        {
            remaining = _history.LongestLease();
            version = _view.Version;
            others = [.. _view.ActiveSilos.Where(silo => !silo.Equals(_agent.LocalAddress))];
        }

        if (remaining <= TimeSpan.Zero) return;

        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = others.Select(silo => AreLeasesOverAsync(silo, version, remaining, done.Token))
            .Append(WaitAsync(remaining, done.Token)).ToList();
        while (true)
        {
            var first = await Task.WhenAny(waiting).ConfigureAwait(false);
            if (await first.ConfigureAwait(false)) break;

            waiting.Remove(first);
        }

        await done.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) _history.NoteLeasesOver(version);
        Reexamine();
    }

    private async Task<bool> WaitAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await Task.Delay(duration, _time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> AreLeasesOverAsync(
        SiloAddress silo, long version, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _center.AskAsync(
                silo, ControlOperation.LeasesOver, BitConverter.GetBytes(version), timeout, cancellationToken).ConfigureAwait(false);
            return answer is [1];
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    // Answered when it is so. This silo is settled in a view: it has waited for everybody who was on the ring before
    // and is dead in that view, or has been told the same itself.
    private async ValueTask<byte[]> OnLeasesOverAsync(SiloAddress peer, byte[] payload)
    {
        if (!BinaryPrimitives.TryReadInt64LittleEndian(payload, out var version)) return [];

        await _agent.CatchUpAsync(version).ConfigureAwait(false);
        while (true)
        {
            Task settled;
            lock (_lock)
            {
                if (_view.Version < version) return [];
                if (_ownership.IsSettled) return [1];

                settled = _settled.Task;
            }

            await settled.WaitAsync(_stop).ConfigureAwait(false);
        }
    }

    // Others may have learnt of a death later than this silo, and need not wait longer for that.
    private async Task TellLeasesEndedAsync(ClusterView view)
    {
        // The caller holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var payload = BitConverter.GetBytes(view.Version);
        foreach (var silo in view.ActiveSilos)
        {
            if (!silo.Equals(_agent.LocalAddress)) _center.Tell(silo, ControlOperation.LeasesEnded, payload);
        }
    }

    private ValueTask<byte[]> OnLeasesEndedAsync(SiloAddress peer, byte[] payload)
    {
        if (!BinaryPrimitives.TryReadInt64LittleEndian(payload, out var version)) return new([]);

        lock (_lock) _history.NoteLeasesOver(version);
        Reexamine();
        return new([]);
    }

    private void OnFenced(SiloAddress silo, long since)
    {
        lock (_lock) _history.NoteFenced(silo, since);
        Reexamine();
    }
}
