using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// Divides the journals among the active silos, by each silo's position in the sorted list of addresses.
/// After a membership change silos may briefly disagree; a journal is then processed twice or a moment
/// later, and both are harmless.
/// </summary>
public sealed class JournalShares(ISiloStatusOracle silos)
{
    /// <summary>This silo's share; all journals while no silo is known to be active.</summary>
    public JournalShare Own
    {
        get
        {
            var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order().ToList();
            var index = active.IndexOf(silos.SiloAddress);
            return index < 0 ? JournalShare.All : new(index, active.Count);
        }
    }
}
