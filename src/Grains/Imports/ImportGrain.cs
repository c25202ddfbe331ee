using System.Collections.Immutable;
using System.Globalization;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Receives chunks and imports one after another. The work is in the journals with a wake-up, so a crash only delays
/// it; a chunk that was imported in part is imported again, and every line of it is idempotent.
/// </summary>
[Reentrant, GrainType("import")]
internal sealed class ImportGrain : ShopGrain<ImportState, ImportEvent>, IImportGrain, IWakeable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly SagaLoop<ImportStep> _importing;

    public ImportGrain(JournalGrainServices services)
        : base(services) => _importing = new(() => State.HasWork ? ImportStep.Chunk : null, PerformAsync);

    public Task<Result<ImportSnapshot>> Begin(Caller caller, string format) =>
        AnswerAsync<ImportSnapshot>(
            ImportRules.Begin(State, caller, format, Now), static state => state.ToSnapshot());

    public async Task<Result<ImportSnapshot>> AddChunk(
        Caller caller, int index, ImmutableArray<ImportLine> lines)
    {
        if (ImportRules.CheckChunk(State, caller, index) is { } settled) return await AnswerAsync(settled, Read);

        // The chunk first: without it, nothing shows that it was received.
        await Chunk(index).Keep(lines);
        if (ImportRules.CheckChunk(State, caller, index) is { } meanwhile) return await AnswerAsync(meanwhile, Read);
        Decision<ImportEvent> decision = new ChunkReceived(lines.Length) { At = Now };
        var answer = await AnswerAsync(decision, Read, WakeUp.At(Now + RetryDelay));
        _importing.RunAsync().Ignore();
        return answer;
    }

    public Task<Result<ImportSnapshot>> Complete(Caller caller) =>
        AnswerAsync(ImportRules.Complete(State, caller, Now), Read);

    public Task<Result<ImportSnapshot>> Get(Caller caller) => AnswerAsync<ImportSnapshot>(
        state => ImportRules.CheckVisible(state, caller) is { } hidden ? hidden : state.ToSnapshot());

    public async Task Wake()
    {
        await _importing.RunAsync();
        if (!State.HasWork) await CommitAsync([], WakeUp.None);
    }

    private static Result<ImportSnapshot> Read(ImportState state) => state.ToSnapshot();

    private async Task<bool> PerformAsync(ImportStep step)
    {
        await WhenDurable();
        var result = await Chunk(State.Imported).Import(State.Caller!);
        await CommitAsync(
            [new ChunkImported(result.Processed, result.Failed, result.Errors) { At = Now }],
            State.Imported + 1 < State.Chunks ? WakeUp.At(Now + RetryDelay) : WakeUp.None);
        return true;
    }

    private IImportChunkGrain Chunk(int index) => GrainFactory.GetGrain<IImportChunkGrain>(
        string.Create(CultureInfo.InvariantCulture, $"{State.Id}/{index}"));
}
