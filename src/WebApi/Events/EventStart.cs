using System.Globalization;

namespace ShopActors.WebApi.Events;

/// <summary>Where a stream of events begins.</summary>
/// <param name="After">The position of the last event that the client has; null for the next event.</param>
internal readonly record struct EventStart(long? After)
{
    private const string IdPrefix = "evt_";

    /// <summary>Reads the id of an event; false if it is none of the shop's.</summary>
    public static bool TryParse(string? id, out EventStart start)
    {
        start = default;
        if (id is null || !id.StartsWith(IdPrefix, StringComparison.Ordinal)) return false;
        if (!long.TryParse(id.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var known))
        {
            return false;
        }

        start = new(known);
        return true;
    }
}
