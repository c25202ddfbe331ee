using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// A grain whose journal carries a wake-up. <see cref="JournalWaker"/> calls it when the time has come, again and
/// again until the grain's next append changes the wake-up, so the call must be safe to repeat.
/// </summary>
[Alias("shop.wakeable"), GrainInterfaceType("shop.wakeable"), Version(1)]
public interface IWakeable : IGrainWithStringKey
{
    /// <summary>
    /// Goes on with what is unfinished. Being activated is half of it: the grain has then read its journal.
    /// </summary>
    [ResponseTimeout("00:00:30"), Alias("wake")]
    Task Wake();
}
