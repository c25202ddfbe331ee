using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// An import of products; the key is its <see cref="ImportId"/>. Lines arrive in chunks, each of which is durable
/// before the next is asked for, and are imported in the background, each once. Every method needs the scope
/// <see cref="Scopes.CatalogWrite"/>.
/// </summary>
[Repeatable]
[Alias("shop.import"), GrainInterfaceType("shop.import"), Version(1), CallableBy(Callers.Api)]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins the import, or returns how far an earlier upload of it came. Refused with <c>idempotency_key_reused</c>
    /// when that was in another format.
    /// </summary>
    [Alias("begin")]
    Task<Result<ImportSnapshot>> Begin(Caller caller, string format);

    /// <summary>
    /// Adds a chunk; one that is there already changes nothing. Refused with <c>import_not_found</c> and with
    /// <c>import_out_of_order</c> when the chunk before is missing.
    /// </summary>
    [Alias("add-chunk")]
    Task<Result<ImportSnapshot>> AddChunk(Caller caller, int index, ImmutableArray<ImportLine> lines);

    /// <summary>Ends the upload; refused with <c>import_not_found</c>.</summary>
    [Alias("complete")]
    Task<Result<ImportSnapshot>> Complete(Caller caller);

    /// <summary>Returns the import; refused with <c>import_not_found</c>.</summary>
    [ReadOnly, Alias("get")]
    Task<Result<ImportSnapshot>> Get(Caller caller);
}
