using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// What the rules say to a command: events that happen now; or none, because it was done before; or a refusal. The
/// answer to the first two is read from the state afterwards, so a repeated command gets what the first one got.
/// </summary>
internal readonly record struct Decision<TEvent>
    where TEvent : class
{
    private readonly ImmutableArray<TEvent> _events;

    private Decision(ImmutableArray<TEvent> events, ShopError? error) => (_events, Error) = (events, error);

    public static Decision<TEvent> DoneBefore => default;

    public ImmutableArray<TEvent> Events => _events.IsDefault ? [] : _events;

    public ShopError? Error { get; }

    public static implicit operator Decision<TEvent>(TEvent e) => new([e], null);

    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);

    public static implicit operator Decision<TEvent>(ShopError error) => new(default, error);
}
