namespace ShopActors.Client;

/// <summary>Payments.</summary>
public sealed class PaymentsClient
{
    private const string Root = "ops/reconciliations";

    private readonly Caller _caller;

    internal PaymentsClient(Caller caller) => _caller = caller;

    /// <summary>Reads a payment. Operators read every payment, others those of their orders.</summary>
    /// <param name="paymentId">The payment's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Payment> GetAsync(string paymentId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(CallPath.Of($"payments/{paymentId}"), ShopJson.Default.Payment, cancellationToken);

    /// <summary>Reads a payment; null if it still is the version with the tag.</summary>
    /// <param name="paymentId">The payment's id.</param>
    /// <param name="etag">The <see cref="ShopResource.ETag"/> of the version that you have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Payment?> GetIfChangedAsync(
        string paymentId, string etag, CancellationToken cancellationToken = default) =>
        _caller.ReadIfChangedAsync(
            CallPath.Of($"payments/{paymentId}"), etag, ShopJson.Default.Payment, cancellationToken);

    /// <summary>
    /// Checks whether an amount can be paid: the provider authorises it and the shop voids that; nothing is charged.
    /// </summary>
    /// <param name="request">The amount and the payer.</param>
    /// <param name="options">How to send it. The same key asks for the same check again.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<PaymentCheck> CheckAsync(
        CheckPaymentRequest request, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, "payment", request, ShopJson.Default.CheckPaymentRequest, ShopJson.Default.PaymentCheck,
            options, cancellationToken);

    /// <summary>Decides on an operation whose outcome the provider does not tell (<c>payments:decide</c>).</summary>
    /// <param name="paymentId">The payment's id.</param>
    /// <param name="request">The decision.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Payment> DecideAsync(
        string paymentId, PaymentDecisionRequest request, WriteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, CallPath.Of($"payments/{paymentId}/decisions"), request,
            ShopJson.Default.PaymentDecisionRequest, ShopJson.Default.Payment, options, cancellationToken);

    /// <summary>
    /// Compares all payments with the provider's records, in the background (<c>payments:decide</c>). Money that the
    /// provider took and the shop does not know of is given back, once, unless an order needs it.
    /// </summary>
    /// <param name="options">How to send it. The same key asks for the same reconciliation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Reconciliation> BeginReconciliationAsync(
        WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        _caller.WriteAsync(
            HttpMethod.Post, Root, ShopJson.Default.Reconciliation, options, cancellationToken);

    /// <summary>The latest reconciliations, the latest first (<c>audit:read</c>).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Reconciliations> ListReconciliationsAsync(CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(Root, ShopJson.Default.Reconciliations, cancellationToken);

    /// <summary>Reads one of the latest reconciliations (<c>audit:read</c>).</summary>
    /// <param name="reconciliationId">The reconciliation's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Reconciliation> GetReconciliationAsync(
        string reconciliationId, CancellationToken cancellationToken = default) =>
        _caller.ReadAsync(
            CallPath.Of($"ops/reconciliations/{reconciliationId}"), ShopJson.Default.Reconciliation, cancellationToken);
}
