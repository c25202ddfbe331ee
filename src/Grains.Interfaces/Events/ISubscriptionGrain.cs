using Orleans.CodeGeneration;

namespace ShopActors;

/// <summary>
/// Hands events to a broker or to the shop's streams, at least once and in order for each subject; the key is the name
/// of the way out, such as <c>kafka</c>. Commands need the scope <see cref="Scopes.WebhooksManage"/> and are refused
/// with <c>forbidden</c>, or with <c>subscription_not_found</c> for a way out that is not configured.
/// </summary>
[Alias("shop.subscription-grain"), GrainInterfaceType("shop.subscription-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface ISubscriptionGrain : IGrainWithStringKey
{
    /// <summary>Reads how far it is.</summary>
    [Alias("get"), CallableBy(Callers.Api | Callers.Grains)]
    Task<Result<SubscriptionSnapshot>> Get(Caller caller);

    /// <summary>Stops it until it is resumed; nothing that it has not handed over is deleted meanwhile.</summary>
    [Alias("pause")]
    Task<Result<SubscriptionSnapshot>> Pause(OperationId operation, Caller caller);

    /// <summary>Lets it go on where it was.</summary>
    [Alias("resume")]
    Task<Result<SubscriptionSnapshot>> Resume(OperationId operation, Caller caller);

    /// <summary>
    /// Hands everything after a position over again, with the same ids. Refused with <c>invalid_replay</c> for a
    /// position that it has not reached.
    /// </summary>
    [Alias("replay")]
    Task<Result<SubscriptionSnapshot>> Replay(OperationId operation, Caller caller, long from);

    /// <summary>Hands over what there is, unless it is paused or has to wait.</summary>
    [Alias("advance"), CallableBy(Callers.Silo), ResponseTimeout("00:05:00")]
    Task Advance();

    /// <summary>
    /// Records that everything up to a position is delivered, as seen from a start; answers where to go on. It is how
    /// the streams, which are delivered by Orleans itself, share the place.
    /// </summary>
    [Alias("pass"), CallableBy(Callers.Silo | Callers.Grains)]
    Task<SubscriptionPlace> Pass(long start, long position);
}
