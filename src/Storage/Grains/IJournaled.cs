namespace ShopActors.Storage;

/// <summary>What a journal asks of its grain.</summary>
internal interface IJournaled<TState, TEvent>
    where TState : class
    where TEvent : class
{
    JournalCodec<TState, TEvent> Codec { get; }

    TState Initial { get; }

    bool AnswersEarly { get; }

    TState Apply(TState state, TEvent e);

    string? ListOf(TState state);

    DateTimeOffset? ExpiresAt(TState state);

    /// <summary>Ends the activation.</summary>
    void End();
}
