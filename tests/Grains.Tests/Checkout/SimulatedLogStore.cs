using ShopActors.Storage;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The store as a process sees it whose journals share one log.</summary>
internal sealed class SimulatedLogStore(SimulatedProcess process) : StoreDecorator(process.Store)
{
    private readonly SimulatedLog _log = process.Log!;

    public override bool IsOrdered => true;

    public override long Generation => _log.Failures;

    public override async ValueTask<long> AppendAsync(
        JournalAppend append, CancellationToken cancellationToken = default)
    {
        await _log.Append(append, (int)append.Generation!.Value);
        return append.NewVersion;
    }
}
