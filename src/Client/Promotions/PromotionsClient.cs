namespace ShopActors.Client;

/// <summary>Promotions and their coupons. Operators need the scope <c>catalog:write</c>.</summary>
public sealed class PromotionsClient
{
    private readonly Caller _caller;

    internal PromotionsClient(Caller caller) => _caller = caller;

    /// <summary>Adds a promotion. Its terms never change: to change them, end it and add another.</summary>
    /// <param name="request">The terms.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Promotion> CreateAsync(
        PromotionRequest request, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "promotions", request, ShopJson.Default.PromotionRequest, ShopJson.Default.Promotion,
            options, cancellationToken);

    /// <summary>All promotions, latest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Promotions> ListAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync("promotions", ShopJson.Default.Promotions, cancellationToken);

    /// <summary>Reads a promotion, with the number of its uses if they are limited.</summary>
    /// <param name="promotionId">The promotion's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Promotion> GetAsync(string promotionId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"promotions/{promotionId}"), ShopJson.Default.Promotion, cancellationToken);

    /// <summary>Ends a promotion. Orders that are placed keep it.</summary>
    /// <param name="promotionId">The promotion's id.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Promotion> EndAsync(
        string promotionId, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"promotions/{promotionId}/end"), ShopJson.Default.Promotion, options,
            cancellationToken);
}
