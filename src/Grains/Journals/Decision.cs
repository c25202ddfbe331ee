using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The rules' answer to a command: events to record; or none, because the command was executed before; or a refusal.
/// The answer to the first two is read from the state afterwards, so a repeated command gets the first one's answer.
/// </summary>
internal readonly record struct Decision<TEvent>
    where TEvent : class
{
    private readonly ImmutableArray<TEvent> _events;

    private Decision(ImmutableArray<TEvent> events, ShopError? error) => (_events, Error) = (events, error);

    public static Decision<TEvent> DoneBefore => default;

    public ImmutableArray<TEvent> Events => _events.IsDefault ? [] : _events;

    public ShopError? Error { get; }

    /// <summary>Whether the command was executed before.</summary>
    public bool IsRepeat => Error is null && Events.IsEmpty;

    public static implicit operator Decision<TEvent>(TEvent e) => new([e], null);

    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);

    public static implicit operator Decision<TEvent>(ShopError error) => new(default, error);
}
