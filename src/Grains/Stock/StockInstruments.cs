using System.Diagnostics.Metrics;

namespace ShopActors;

/// <summary>
/// The live holds of this process, in the meter <c>ShopActors</c>: the sum over the SKUs whose grains are active here.
/// </summary>
internal sealed class StockInstruments
{
    private long _holds;

    public StockInstruments(IMeterFactory meters) => meters.Create("ShopActors").CreateObservableGauge(
        "shop.stock.holds", () => Volatile.Read(ref _holds), "{hold}", "Live holds of the SKUs that are active here.");

    /// <summary>Adds a change of one activation's holds.</summary>
    public void AddHolds(int change) => Interlocked.Add(ref _holds, change);
}
