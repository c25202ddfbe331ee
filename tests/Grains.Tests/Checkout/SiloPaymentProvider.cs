using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The way of one silo to the provider.</summary>
internal sealed class SiloPaymentProvider(BookProvider books, SiloAddress silo, SiloPoints points) : IPaymentProvider
{
    public async Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        await points.Reach(silo, $"provider {request.Operation} sent");
        var answer = await books.ExecuteAsync(request, cancellationToken);
        await points.Reach(silo, $"provider {request.Operation} answered");
        return answer;
    }

    public async Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken)
    {
        await points.Reach(silo, "provider find");
        return await books.FindAsync(lookup, cancellationToken);
    }

    public async IAsyncEnumerable<ProviderCharge> ReadChargesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await points.Reach(silo, "provider charges");
        await foreach (var charge in books.ReadChargesAsync(cancellationToken)) yield return charge;
    }
}
