namespace ShopActors;

/// <summary>A line that was not imported.</summary>
/// <param name="Line">Its number in the upload, from 1.</param>
/// <param name="Code">Why.</param>
/// <param name="Fields">The fields that are wrong, if the code is about fields.</param>
[GenerateSerializer, Immutable, Alias("shop.import-error")]
public sealed record ImportError(long Line, ErrorCode Code, string? Fields);
