using Orleans.Concurrency;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.TestingHost;

/// <summary>A grain whose calls last until they are cancelled.</summary>
public interface IWaitGrain : IGrainWithIntegerKey
{
    Task<SiloAddress> GetSilo();

    /// <summary>Gives where the callback of the token ran: on a turn of the grain or not.</summary>
    Task<bool> WaitForCancellation(GrainCancellationToken token);

    Task WaitThrough(long other, GrainCancellationToken token);

    Task Wait(CancellationToken cancellationToken);

    Task ThrowWhenCancelled(GrainCancellationToken token);

    [AlwaysInterleave]
    Task<bool> IsWaiting();

    [AlwaysInterleave]
    Task<bool> WasCancelled();

    [AlwaysInterleave]
    Task WaitForEver();
}
