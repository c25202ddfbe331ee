using System.Collections.Immutable;
using System.Globalization;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Imports its lines, several at a time. Each line's commands are idempotent, so lines that a crash left without a
/// result are simply done again.
/// </summary>
[Reentrant, GrainType("import-chunk")]
internal sealed class ImportChunkGrain : ShopGrain<ImportChunkState, ImportChunkEvent>, IImportChunkGrain
{
    private const int AtOnce = 8;

    private Task<ChunkResult>? _importing;

    public ImportChunkGrain(JournalGrainServices services)
        : base(services)
    {
    }

    public Task Keep(ImmutableArray<ImportLine> lines) =>
        State is { Lines.IsEmpty: true, Result: null }
            ? CommitAsync([new ChunkKept(lines) { At = Now }])
            : WhenDurable();

    public async Task<ChunkResult> Import(Caller caller)
    {
        if (State.Result is null)
        {
            if (_importing is not { IsFaulted: false }) _importing = ImportAsync(caller);
            var result = await _importing;
            if (State.Result is null) Record([new ChunkDone(result) { At = Now }]);
        }

        var answer = State.Result!;
        await WhenDurable();
        DeactivateOnIdle();
        return answer;
    }

    private async Task<ChunkResult> ImportAsync(Caller caller)
    {
        var errors = ImmutableArray.CreateBuilder<ImportError>();
        foreach (var lines in State.Lines.Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(lines.Select(line => ImportAsync(caller, line)));
            errors.AddRange(outcomes.OfType<ImportError>());
        }

        return new(State.Lines.Length - errors.Count, errors.Count, errors.ToImmutable());
    }

    /// <summary>Imports a line; null if that went well.</summary>
    private async Task<ImportError?> ImportAsync(Caller caller, ImportLine line)
    {
        if (line.Product is not { } product) return new(line.Number, line.Error ?? ErrorCode.InvalidRequest, null);
        var put = await GrainFactory.GetGrain<IProductGrain>(ProductId.For(product.Sku).Value)
            .Put(caller, product, expectedVersion: null);
        if (put.IsRefused) return ErrorOf(line, put.Error);
        if (line.OnHand is not { } onHand) return null;
        var operation = new OperationId(
            string.Create(CultureInfo.InvariantCulture, $"{this.GetPrimaryKeyString()}/{line.Number}"));
        var counted = await GrainFactory.GetGrain<IStockGrain>(product.Sku.Value)
            .SetOnHand(operation, caller, new(onHand, VersionMatch.Any));
        return counted.IsRefused ? ErrorOf(line, counted.Error) : null;
    }

    private static ImportError ErrorOf(ImportLine line, ShopError error) =>
        new(line.Number, error.Code, error.Details.GetValueOrDefault(ErrorDetails.Fields.Name));
}
