using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>A chunk of an import's lines; the key is the import's id and the chunk's number, from 0.</summary>
[Repeatable]
[Alias("shop.import-chunk"), GrainInterfaceType("shop.import-chunk"), Version(1), CallableBy(Callers.Grains)]
internal interface IImportChunkGrain : IGrainWithStringKey
{
    /// <summary>Keeps the lines, once.</summary>
    [Alias("keep")]
    Task Keep(ImmutableArray<ImportLine> lines);

    /// <summary>Imports the lines for an operator. A repetition gets the first result.</summary>
    [ResponseTimeout("00:01:00"), Alias("import")]
    Task<ChunkResult> Import(Caller caller);
}
