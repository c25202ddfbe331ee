using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// A silo's part in its cluster over the silo's life: it listens and joins early, becomes active last, and on the way
/// down gives its grains away first, then leaves.
/// </summary>
internal sealed partial class SiloCluster : ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private readonly MessageCenter _center;
    private readonly MembershipAgent _agent;
    private readonly RangeHandover _handover;
    private readonly GrainDirectory _directory;
    private readonly GrainCollectionOptions _collection;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime? _application;
    private readonly ILogger<SiloCluster> _logger;

    public SiloCluster(
        MessageCenter center,
        MembershipAgent agent,
        RangeHandover handover,
        GrainDirectory directory,
        IOptions<GrainCollectionOptions> collection,
        TimeProvider time,
        ILogger<SiloCluster> logger,
        IHostApplicationLifetime? application = null)
    {
        _collection = collection.Value;
        _time = time;
        _center = center;
        _agent = agent;
        _handover = handover;
        _directory = directory;
        _logger = logger;
        _application = application;
    }

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(SiloCluster), ServiceLifecycleStage.RuntimeServices, JoinAsync, LeaveAsync);
        lifecycle.Subscribe(nameof(SiloCluster), ServiceLifecycleStage.BecomeActive, BecomeActiveAsync, HandOverAsync);
    }

    /// <summary>Ends this silo as a crash would: no farewell, nothing is served or answered from now on.</summary>
    public async ValueTask KillAsync()
    {
        await _agent.DisposeAsync().ConfigureAwait(false);
        _handover.Dispose();
        _directory.Dispose();
        await _center.DisposeAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => KillAsync();

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        _center.Start();
        await _agent.JoinAsync(cancellationToken).ConfigureAwait(false);
        _ = WatchEvictionAsync();
    }

    private async Task BecomeActiveAsync(CancellationToken cancellationToken)
    {
        await _agent.ReachOthersAsync(cancellationToken).ConfigureAwait(false);
        await _handover.WaitForDeadLeasesAsync(cancellationToken).ConfigureAwait(false);
        await _agent.BecomeActiveAsync(cancellationToken).ConfigureAwait(false);
        await _handover.WaitReleasedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        // A cancelled token is a kill: nothing is told to anybody.
        if (cancellationToken.IsCancellationRequested || _agent.LocalStatus != SiloStatus.Active) return;

        // There is nobody to give its grains to, and they may call each other until they have ended.
        if (_agent.IsWholeCluster) return;

        try
        {
            await _agent.BeginLeaveAsync(cancellationToken).ConfigureAwait(false);
            await WaitReleasedInTimeAsync(cancellationToken).ConfigureAwait(false);
            await _center.DrainAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The others will find out; stopping must go on.
            LogLeaveFailed(_logger, exception);
        }
    }

    // A grain whose method does not end is taken over when this silo is gone.
    private async Task WaitReleasedInTimeAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_collection.DeactivationTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _handover.WaitReleasedAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogLeavesBusy(_logger, _collection.DeactivationTimeout);
        }
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested && _agent.LocalStatus != SiloStatus.Dead)
        {
            try
            {
                await _center.DrainAsync(cancellationToken).ConfigureAwait(false);
                await _agent.LeaveAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // As above.
                LogLeaveFailed(_logger, exception);
            }
        }

        await KillAsync().ConfigureAwait(false);
    }

    private async Task WatchEvictionAsync()
    {
        await _agent.Evicted.ConfigureAwait(false);

        // Others serve this silo's grains now. It must not answer, and it can never come back: the process has to end.
        await _center.DisposeAsync().ConfigureAwait(false);
        _application?.StopApplication();
    }

    [LoggerMessage(2312, LogLevel.Warning, "The silo leaves although some of its grains were still busy after {Timeout}")]
    private static partial void LogLeavesBusy(ILogger logger, TimeSpan timeout);

    [LoggerMessage(2311, LogLevel.Warning, "The silo could not leave its cluster in order")]
    private static partial void LogLeaveFailed(ILogger logger, Exception exception);
}
