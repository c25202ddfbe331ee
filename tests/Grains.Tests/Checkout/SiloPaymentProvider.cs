using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The way of one silo to the provider.</summary>
internal sealed class SiloPaymentProvider(BookProvider books, SiloAddress silo, SiloPoints points) : IPaymentProvider
{
    public async Task<ProviderAnswer> Execute(ProviderRequest request, CancellationToken cancellationToken)
    {
        await points.Reach(silo, $"provider {request.Operation} sent");
        var answer = await books.Execute(request, cancellationToken);
        await points.Reach(silo, $"provider {request.Operation} answered");
        return answer;
    }

    public async Task<ProviderAnswer> Find(string key, CancellationToken cancellationToken)
    {
        await points.Reach(silo, "provider find");
        return await books.Find(key, cancellationToken);
    }

    public async IAsyncEnumerable<ProviderCharge> ReadCharges(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await points.Reach(silo, "provider charges");
        await foreach (var charge in books.ReadCharges(cancellationToken)) yield return charge;
    }
}
