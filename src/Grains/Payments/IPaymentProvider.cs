namespace ShopActors;

/// <summary>
/// The port to a payment provider. Every operation carries a key that never changes, so sending it again is always safe
/// and gets the first answer. An unknown outcome is <see cref="ProviderOutcome.Unknown"/>, never an exception:
/// implementations return it for every time-out, transport fault and unintelligible answer, and throw only for bugs.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>
    /// Whether the provider keeps its own records in the shop's journal store. If that store is ordered, a record then
    /// cannot become durable without the intent that it follows, so the intent need not be durable first.
    /// </summary>
    /// <value>Default: false.</value>
    bool WritesToTheShopsStore => false;

    /// <summary>Executes an operation, or returns the key's first answer again.</summary>
    Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the outcome of the operation with this key. <see cref="ProviderOutcome.NotFound"/> does not prove that
    /// it will not be executed: it may still be in flight.
    /// </summary>
    Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the provider's own record of each payment, in ordinal order of payment ids; the audit compares the shop
    /// with it.
    /// </summary>
    IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken);
}
