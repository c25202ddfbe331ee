namespace ShopActors;

/// <summary>The type of an event for others, with its version.</summary>
/// <param name="name">The type's name, such as <c>shop.order.confirmed.v1</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    /// <summary>The type's name.</summary>
    public string Name { get; } = name;
}
