using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The catalogue's only writer; readers copy from it by version.</summary>
[Reentrant]
[GrainType("catalog")]
internal sealed class CatalogMasterGrain(JournalGrainServices services)
    : JournalGrain<CatalogState, CatalogEvent>(services), ICatalogMasterGrain
{
    private static readonly JournalCodec<CatalogState, CatalogEvent> CatalogCodec =
        new(CatalogJson.Default.CatalogState, CatalogJson.Default.CatalogEvent);

    protected override CatalogState Initial => CatalogState.Empty;

    protected override JournalCodec<CatalogState, CatalogEvent> Codec => CatalogCodec;

    public async Task<Result<ProductSnapshot>> Put(Caller caller, ProductDraft draft, long? expectedVersion)
    {
        var decision = CatalogRules.Put(State, caller, draft, expectedVersion);
        var durable = Record(decision);
        Result<ProductSnapshot> answer = decision.Error is { } error ? error : State.Find(draft.Sku)!;
        await durable;
        return answer;
    }

    public async Task<Result<long>> PutMany(
        Caller caller, ImmutableArray<ProductDraft> drafts, long? expectedVersion)
    {
        var decision = CatalogRules.PutMany(State, caller, drafts, expectedVersion);
        var durable = Record(decision);
        Result<long> answer = decision.Error is { } error ? error : State.Version;
        await durable;
        return answer;
    }

    public async Task<CatalogContents> GetIfNewer(long knownVersion)
    {
        var state = State;
        await WhenDurable();
        return new()
        {
            Version = state.Version,
            Products = state.Version > knownVersion ? state.Products : [],
        };
    }

    protected override CatalogState Apply(CatalogState state, CatalogEvent e) => state.Apply(e);

    private Task Record(Decision<CatalogEvent> decision) =>
        decision.Event is { } e ? Commit(e) : WhenDurable();
}
