using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What became of the lines of a chunk.</summary>
/// <param name="Processed">The lines imported.</param>
/// <param name="Failed">The lines refused.</param>
/// <param name="Errors">The refused lines.</param>
[GenerateSerializer, Immutable, Alias("shop.chunk-result")]
internal sealed record ChunkResult(int Processed, int Failed, ImmutableArray<ImportError> Errors);
