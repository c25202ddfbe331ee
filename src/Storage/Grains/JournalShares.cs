using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// Divides the journals among the active silos, by each silo's place in the list of their addresses. Silos may disagree
/// for a moment after a change; then a journal is worked on twice or a moment later, both of which are harmless.
/// </summary>
public sealed class JournalShares(ISiloStatusOracle silos)
{
    /// <summary>This silo's share; every journal where no silo counts as active yet.</summary>
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
