using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// A grain whose journal can carry a wake-up. <see cref="JournalWaker"/> calls it at that time, and again until an
/// append of the grain changes the wake-up, so the call must be idempotent.
/// </summary>
[Alias("shop.wakeable"), GrainInterfaceType("shop.wakeable"), Version(1)]
public interface IWakeable : IGrainWithStringKey
{
    /// <summary>Continues unfinished work. The activation itself does half of it: it reads the journal.</summary>
    [ResponseTimeout("00:00:30"), Alias("wake")]
    Task Wake();
}
