namespace ShopActors;

/// <summary>
/// What the metrics know of one active purchase: its latest state, which is immutable, so that a scrape may read it
/// from another thread. The activation ends it.
/// </summary>
internal sealed class ObservedPurchase(PurchaseInstruments instruments, PurchaseState state) : IDisposable
{
    private volatile PurchaseState _state = state;

    public PurchaseState State => _state;

    public void Change(PurchaseState state)
    {
        var before = _state;
        _state = state;
        instruments.Changed(before, state);
    }

    public void Dispose() => instruments.Forget(this);
}
