using Orleans.Concurrency;

namespace Nola.Runtime.Activation;

/// <summary>Cancels the tokens that an activation got as arguments.</summary>
internal interface ICancellationExtension : IGrainExtension
{
    /// <summary>Cancels a token; fails with what the callbacks that are registered with it throw.</summary>
    [AlwaysInterleave]
    Task Cancel(Guid token);
}
