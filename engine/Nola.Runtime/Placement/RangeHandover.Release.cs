using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

// Giving up what this silo has lost, and telling the others.
internal sealed partial class RangeHandover
{
    private void StartReleasing_NeedsLock()
    {
        if (_isReleasing) return;

        _isReleasing = true;
        _ = ReleaseAsync();
    }

    private async Task ReleaseAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            Ownership ownership;
            long version;
            lock (_lock)
            {
                version = _view.Version;
                if (version <= OwnReleased || _stop.IsCancellationRequested)
                {
                    _isReleasing = false;
                    return;
                }

                ownership = _ownership;
            }

            if (!await TryReleaseAsync(ownership, version).ConfigureAwait(false)) continue;

            Volatile.Write(ref _ownReleased, version);
            TryTell(new ReleaseNotice(version, []));
        }
    }

    private void TryTell(ReleaseNotice notice)
    {
        try
        {
            Tell(notice);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Probes and their answers tell it as well, and later views have to be released.
            LogTellFailed(_logger, exception, notice.Version);
        }
    }

    private void Tell(ReleaseNotice notice)
    {
        _ownNotice = notice;
        var payload = notice.ToBytes();
        foreach (var entry in _agent.View.Entries)
        {
            if (entry.Status != SiloStatus.Dead && !entry.SiloAddress.Equals(_agent.LocalAddress))
            {
                _center.Tell(entry.SiloAddress, ControlOperation.RangesReleased, payload);
            }
        }
    }

    private async Task<bool> TryReleaseAsync(Ownership ownership, long version)
    {
        if (Listener is null) return true;

        try
        {
            var held = Listener.Release(grain => !HostAddressedGrains.Is(grain) && !ownership.Owns(grain), _stop);
            var told = int.MaxValue;
            while (true)
            {
                held = [.. held.Where(grain => !grain.Ended.IsCompleted)];
                if (held.Count == 0) return true;

                // A later view says anew what is lost.
                if (version < Volatile.Read(ref _view).Version) return false;

                // Most end at once; what then is left may be busy for long.
                await WaitForEndAsync(held).ConfigureAwait(false);
                var hashes = held.Where(grain => !grain.Ended.IsCompleted)
                    .Select(grain => grain.Grain.GetUniformHashCode())
                    .ToImmutableHashSet();
                if (hashes.Count == 0 || hashes.Count >= told) continue;

                told = hashes.Count;
                Tell(new ReleaseNotice(version, hashes));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Others wait for the release, so it is tried until it succeeds or this silo is gone.
            if (!_stop.IsCancellationRequested) LogReleaseFailed(_logger, exception, version);
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time, CancellationToken.None).ConfigureAwait(false);
            return false;
        }
    }

    // Until all have ended, or long enough to tell the others of those that have; the longer the list, the less often.
    private async Task WaitForEndAsync(IReadOnlyList<(GrainId Grain, Task Ended)> held)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Clamp(held.Count / 50, 10, 1000));
        try
        {
            await Task.WhenAll(held.Select(grain => grain.Ended)).WaitAsync(pause, _time, _stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Those that are left are told by name.
        }
    }

    [LoggerMessage(2303, LogLevel.Error, "Telling others that view {Version} is released failed")]
    private static partial void LogTellFailed(ILogger logger, Exception exception, long version);

    [LoggerMessage(2302, LogLevel.Error, "Giving up lost ranges of view {Version} failed")]
    private static partial void LogReleaseFailed(ILogger logger, Exception exception, long version);
}
