namespace ShopActors;

/// <summary>
/// What the rules say to a command: a new event; or nothing new, because it was done before; or a refusal. The answer
/// to the first two is read from the state afterwards, so a repeated command gets what the first one got.
/// </summary>
internal readonly record struct Decision<TEvent>
    where TEvent : class
{
    private Decision(TEvent? e, ShopError? error)
    {
        Event = e;
        Error = error;
    }

    public static Decision<TEvent> DoneBefore => default;

    public TEvent? Event { get; }

    public ShopError? Error { get; }

    public static implicit operator Decision<TEvent>(TEvent e) => new(e, null);

    public static implicit operator Decision<TEvent>(ShopError error) => new(null, error);
}
