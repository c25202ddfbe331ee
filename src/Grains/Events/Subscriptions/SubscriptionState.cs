using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>How far a way out is. A new one begins with the oldest event that the outbox has.</summary>
internal sealed record SubscriptionState : IJournalState<SubscriptionState, SubscriptionEvent>
{
    private const int ParkedKept = 64;
    private const int CommandsKept = 32;

    public static JournalCodec<SubscriptionState, SubscriptionEvent> Codec { get; } =
        new(SubscriptionJson.Default.SubscriptionState, SubscriptionJson.Default.SubscriptionEvent);

    public required string Name { get; init; }

    /// <summary>The position up to which everything is handed over or parked.</summary>
    public long Position { get; init; }

    /// <summary>Counts the replays.</summary>
    public long Start { get; init; }

    public bool IsPaused { get; init; }

    public long Version { get; init; }

    /// <summary>The latest refused events, oldest first.</summary>
    public ImmutableArray<ParkedEvent> Parked { get; init; } = [];

    /// <summary>The latest commands, oldest first: a repetition changes nothing.</summary>
    public ImmutableArray<SubscriptionCommand> Commands { get; init; } = [];

    public SubscriptionPlace Place => new(Start, Position, IsPaused);

    public static SubscriptionState Begin(string key) => new() { Name = key };

    public SubscriptionState Apply(SubscriptionEvent e) => e switch
    {
        EventsPassed { Parked: [] } passed => this with { Position = passed.Position },
        EventsPassed passed => this with
        {
            Position = passed.Position,
            Version = Version + 1,
            Parked = Parked.AddRange(passed.Parked).KeepLatest(ParkedKept),
        },
        SubscriptionPaused paused => Remember(paused.Operation, SubscriptionRules.PauseText) with { IsPaused = true },
        SubscriptionResumed resumed =>
            Remember(resumed.Operation, SubscriptionRules.ResumeText) with { IsPaused = false },
        SubscriptionReset reset => Remember(reset.Operation, SubscriptionRules.ReplayText(reset.Position)) with
        {
            Position = reset.Position,
            Start = Start + 1,
        },
        _ => throw new InvalidOperationException($"Unknown subscription event {e.GetType().Name}."),
    };

    private SubscriptionState Remember(OperationId operation, string text) => this with
    {
        Version = Version + 1,
        Commands = Commands.AddLatest(new(operation, text), CommandsKept),
    };
}

/// <summary>A command that was executed, and its content.</summary>
internal sealed record SubscriptionCommand(OperationId Operation, string Text);
