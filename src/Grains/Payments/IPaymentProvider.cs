namespace ShopActors;

/// <summary>
/// The port to a payment provider. Every operation carries a key that never changes for it, so sending it again is
/// always safe and gets the first answer. What is not known is <see cref="ProviderOutcome.Unknown"/>, never a failure:
/// implementations translate every timeout, transport fault and answer that cannot be understood into it, and throw
/// only for bugs.
/// </summary>
public interface IPaymentProvider
{
    /// <summary>Executes an operation, or answers again what the key was answered before.</summary>
    Task<ProviderAnswer> Execute(ProviderRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// What became of the operation with this key. <see cref="ProviderOutcome.NotFound"/> is no proof that it will
    /// not be executed: it may still be on its way.
    /// </summary>
    Task<ProviderAnswer> Find(string key, CancellationToken cancellationToken);

    /// <summary>
    /// What the provider's own books say of each payment, in the ordinal order of payment ids: the outside judge of
    /// an audit.
    /// </summary>
    IAsyncEnumerable<ProviderCharge> ReadCharges(CancellationToken cancellationToken);
}
