using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A webhook endpoint. It does not exist while its settings are null.</summary>
internal sealed record WebhookState : IJournalState<WebhookState, WebhookEvent>
{
    /// <summary>The list of all endpoints.</summary>
    public const string ListName = "webhook-endpoints";

    public static JournalCodec<WebhookState, WebhookEvent> Codec { get; } =
        new(WebhookJson.Default.WebhookState, WebhookJson.Default.WebhookEvent);

    public required WebhookEndpointId Id { get; init; }

    public WebhookSettings? Settings { get; init; }

    public string Secret { get; init; } = "";

    /// <summary>The secret before the latest rotation, which signs as well for a time.</summary>
    public EarlierSecret? EarlierSecret { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    /// <summary>The position up to which everything is delivered, parked or not wanted.</summary>
    public long Position { get; init; }

    /// <summary>Earlier events that are delivered again; null for none.</summary>
    public WebhookReplay? Replay { get; init; }

    /// <summary>The failures of the receiver since its last success; null for none.</summary>
    public ReceiverFailure? Failure { get; init; }

    /// <summary>Why nothing is delivered any more; null while it is.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>When it was deleted; null while it exists.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The latest deliveries, oldest first.</summary>
    public ImmutableArray<WebhookDelivery> Deliveries { get; init; } = [];

    /// <summary>The latest commands, oldest first: a repetition changes nothing.</summary>
    public ImmutableArray<WebhookCommand> Commands { get; init; } = [];

    public bool Exists => Settings is not null && EndedAt is null;

    public bool IsActive => Exists && DisabledReason is null;

    /// <summary>The position after which the next page begins.</summary>
    public long Cursor => Replay?.Position ?? Position;

    string? IJournalState<WebhookState, WebhookEvent>.List => Settings is null ? null : ListName;

    /// <summary>A deleted endpoint is kept a day, so that a late command finds it deleted.</summary>
    DateTimeOffset? IJournalState<WebhookState, WebhookEvent>.DeletedAt => EndedAt + WebhookRules.TombstoneAge;

    public static WebhookState Begin(string key) => new() { Id = new WebhookEndpointId(key) };

    public WebhookState Apply(WebhookEvent e) => e switch
    {
        EndpointCreated created => Remember(created) with
        {
            Settings = created.Settings,
            Secret = created.Secret,
            Position = created.Position,
            CreatedAt = created.At,
        },
        EndpointChanged changed => Remember(changed) with
        {
            Settings = changed.Settings,
            DisabledReason = null,
            Failure = null,
        },
        SecretRotated rotated => Remember(rotated) with
        {
            Secret = rotated.Secret,
            EarlierSecret = new(Secret, rotated.At + WebhookRules.EarlierSecretAge),
        },
        EndpointDeleted => this with { Version = Version + 1, EndedAt = e.At, Secret = "", Deliveries = [] },
        ReplayBegun begun => Remember(begun) with { Replay = new(begun.From, begun.To) },
        PageDelivered page => Deliver(page),
        ReceiverFailed failed => this with
        {
            Failure = new(Failure?.Since ?? failed.At, (Failure?.Attempts ?? 0) + 1, failed.NextAttemptAt),
            Deliveries = Add([failed.Delivery]),
        },
        EndpointDisabled disabled => this with { Version = Version + 1, DisabledReason = disabled.Reason },
        _ => throw new InvalidOperationException($"Unknown webhook event {e.GetType().Name}."),
    };

    public ReadOnlyMemory<byte> Announce(WebhookState before, WebhookEvent e, long sequence) =>
        e is EndpointDisabled disabled
            ? EventJson.Encode(new WebhookDisabledV1(Id, disabled.Reason), Id.Value, e.At, sequence)
            : default;

    public WebhookEndpointSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Settings = Settings!,
        Secret = Secret,
        Status = DisabledReason is not null ? WebhookStatus.Disabled
            : Failure is not null ? WebhookStatus.Failing : WebhookStatus.Active,
        Reason = DisabledReason ?? (Failure is null ? null : WebhookRules.Describe(Deliveries[^1].Answer)),
        NextAttemptAt = DisabledReason is null ? Failure?.NextAttemptAt : null,
        Position = Position,
        CreatedAt = CreatedAt,
        Version = Version,
    };

    private WebhookState Deliver(PageDelivered page)
    {
        var next = this with { Failure = null, Deliveries = Add(page.Deliveries) };
        if (Replay is not { } replay) return next with { Position = Math.Max(Position, page.Position) };
        return next with { Replay = page.Position < replay.To ? replay with { Position = page.Position } : null };
    }

    private WebhookState Remember(WebhookCommandDone done) => this with
    {
        Version = Version + 1,
        Commands = Commands.AddLatest(new(done.Operation, done.Fingerprint), WebhookRules.CommandsKept),
    };

    private ImmutableArray<WebhookDelivery> Add(ImmutableArray<WebhookDelivery> deliveries) =>
        Deliveries.AddRange(deliveries).KeepLatest(WebhookLimits.DeliveriesKept);
}

/// <summary>A secret that signs until a time.</summary>
internal sealed record EarlierSecret(string Secret, DateTimeOffset Until);

/// <summary>A repetition of earlier events, which has come to a position.</summary>
internal sealed record WebhookReplay(long Position, long To);

/// <summary>A receiver that fails.</summary>
/// <param name="Since">The first failure.</param>
/// <param name="Attempts">Failures since then.</param>
/// <param name="NextAttemptAt">When to try again.</param>
internal sealed record ReceiverFailure(DateTimeOffset Since, int Attempts, DateTimeOffset NextAttemptAt);

/// <summary>A command that was executed, and what identifies its content.</summary>
internal sealed record WebhookCommand(OperationId Operation, string Fingerprint);
