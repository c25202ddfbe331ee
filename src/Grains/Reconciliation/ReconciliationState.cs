using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The latest reconciliations.</summary>
internal sealed record ReconciliationState : IRunState<ReconciliationState, ReconciliationEvent>
{
    /// <summary>How many are kept; a repeated request is recognised for as long.</summary>
    public const int KeptMax = 30;

    public static JournalCodec<ReconciliationState, ReconciliationEvent> Codec { get; } =
        new(ReconciliationJson.Default.ReconciliationState, ReconciliationJson.Default.ReconciliationEvent);

    /// <summary>Oldest first.</summary>
    public ImmutableArray<ReconciliationSnapshot> Runs { get; init; } = [];

    public DateTimeOffset? ScheduledAt { get; init; }

    public OperationId? Open =>
        Runs.FirstOrDefault(static run => run.Status == ReconciliationStatus.Running)?.Id;

    public static ReconciliationState Begin(string key) => new();

    public ReconciliationSnapshot? Find(OperationId id) => Runs.FirstOrDefault(run => run.Id == id);

    public ReconciliationState Apply(ReconciliationEvent e) => e switch
    {
        ReconciliationRequested requested => Add(requested),
        ReconciliationEnded ended => this with
        {
            Runs = [.. Runs.Select(run => run.Id == ended.Run ? End(run, ended) : run)],
        },
        _ => throw new InvalidOperationException($"Unknown reconciliation event {e.GetType().Name}."),
    };

    private ReconciliationState Add(ReconciliationRequested e)
    {
        var run = new ReconciliationSnapshot
        {
            Id = e.Run,
            Status = ReconciliationStatus.Running,
            RequestedAt = e.At,
            RequestedBy = e.By,
        };
        return this with
        {
            Runs = Runs.AddLatest(run, KeptMax),
            ScheduledAt = e.By is null ? e.At : ScheduledAt,
        };
    }

    private static ReconciliationSnapshot End(ReconciliationSnapshot run, ReconciliationEnded e) => run with
    {
        Status = e.Report is null ? ReconciliationStatus.Failed : ReconciliationStatus.Completed,
        EndedAt = e.At,
        Report = e.Report,
    };
}
