using System.Globalization;

namespace ShopActors;

/// <summary>The ids of events for others.</summary>
public static class EventIds
{
    /// <summary>The id of the event at a position: the same for every delivery of it.</summary>
    public static string Of(long position) => "evt_" + position.ToString(CultureInfo.InvariantCulture);
}
