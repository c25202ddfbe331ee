using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The latest audits.</summary>
internal sealed record AuditHistoryState : IRunState<AuditHistoryState, AuditHistoryEvent>
{
    /// <summary>
    /// How many are kept, those aside that have not ended; a repeated request is recognised for as long.
    /// </summary>
    public const int KeptMax = 100;

    /// <summary>For how long they are kept: older ones go with the next change.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public static JournalCodec<AuditHistoryState, AuditHistoryEvent> Codec { get; } =
        new(AuditHistoryJson.Default.AuditHistoryState, AuditHistoryJson.Default.AuditHistoryEvent);

    /// <summary>Oldest first.</summary>
    public ImmutableArray<AuditSnapshot> Runs { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many audits there ever were.</summary>
    public long Count { get; init; }

    public DateTimeOffset? ScheduledAt { get; init; }

    public OperationId? Open => Runs.FirstOrDefault(static run => run.Status == AuditStatus.Running)?.Id;

    public static AuditHistoryState Begin(string key) => new();

    public AuditSnapshot? Find(OperationId id) => Runs.FirstOrDefault(run => run.Id == id);

    public AuditHistoryState Apply(AuditHistoryEvent e) => e switch
    {
        AuditRequested requested => Add(e.At, new()
        {
            Id = requested.Run,
            Number = Count + 1,
            Status = AuditStatus.Running,
            RequestedAt = e.At,
            RequestedBy = requested.By,
        }) with
        {
            ScheduledAt = requested.By is null ? e.At : ScheduledAt,
        },
        AuditEnded ended => this with
        {
            Runs = [.. Runs.Select(run => run.Id == ended.Run ? End(run, ended) : run)],
        },
        AuditKept kept => Add(e.At, new()
        {
            Id = kept.Run,
            Number = Count + 1,
            Status = AuditStatus.Completed,
            RequestedAt = kept.Summary.AsOf,
            RequestedBy = kept.By,
            EndedAt = e.At,
            Summary = kept.Summary,
        }),
        _ => throw new InvalidOperationException($"Unknown audit event {e.GetType().Name}."),
    };

    private AuditHistoryState Add(DateTimeOffset at, AuditSnapshot audit)
    {
        var excess = Runs.Length + 1 - KeptMax;
        var kept = Runs.Where(
            (run, index) => run.EndedAt is not { } end || (index >= excess && end > at - KeptFor));
        return this with { Runs = [.. kept, audit], Count = Count + 1 };
    }

    private static AuditSnapshot End(AuditSnapshot run, AuditEnded e) => run with
    {
        Status = e.Summary is null ? AuditStatus.Failed : AuditStatus.Completed,
        EndedAt = e.At,
        Summary = e.Summary,
    };
}
