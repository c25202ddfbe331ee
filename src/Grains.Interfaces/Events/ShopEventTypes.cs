using System.Reflection;

namespace ShopActors;

/// <summary>The types of events for others.</summary>
public static class ShopEventTypes
{
    /// <summary>The names of all types.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(ShopEventData).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<EventTypeAttribute>()?.Name)
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The name of a type.</summary>
    public static string Of<TData>()
        where TData : ShopEventData => Name<TData>.Value;

    private static class Name<TData>
    {
        public static readonly string Value = typeof(TData).GetCustomAttribute<EventTypeAttribute>()!.Name;
    }
}
