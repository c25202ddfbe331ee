namespace ShopActors.Client;

/// <summary>
/// The ways out for events that the shop's configuration turns on. Operators need the scope <c>webhooks:manage</c>.
/// </summary>
public sealed class SubscriptionsClient
{
    private readonly Caller _caller;

    internal SubscriptionsClient(Caller caller) => _caller = caller;

    /// <summary>All subscriptions, by name.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Subscriptions> ListAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("ops/subscriptions", ShopJson.Default.Subscriptions, cancellationToken);

    /// <summary>Reads a subscription.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Subscription> GetAsync(string name, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"ops/subscriptions/{name}"), ShopJson.Default.Subscription, cancellationToken);

    /// <summary>Stops it until it is resumed; nothing is lost meanwhile.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Subscription> PauseAsync(
        string name, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"ops/subscriptions/{name}/pause"), ShopJson.Default.Subscription, options,
            cancellationToken);

    /// <summary>Lets it go on where it was paused.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Subscription> ResumeAsync(
        string name, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"ops/subscriptions/{name}/resume"), ShopJson.Default.Subscription, options,
            cancellationToken);

    /// <summary>Hands earlier events over again, with the ids that they had; then it goes on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="from">The position of the first event; 0 for everything that is kept.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Subscription> ReplayAsync(
        string name, long from, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"ops/subscriptions/{name}/replay"), new(from),
            ShopJson.Default.SubscriptionReplayRequest, ShopJson.Default.Subscription, options, cancellationToken);
}
