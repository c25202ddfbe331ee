namespace ShopActors.WebApi.Imports;

/// <summary>An import of products.</summary>
/// <param name="Id">The import's id.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Received">The lines received.</param>
/// <param name="Processed">The lines imported.</param>
/// <param name="Failed">The lines refused.</param>
/// <param name="Errors">The first thousand refused lines.</param>
/// <example>
/// {
///   "id": "imp_0123456789abcdefghjkmnpqr0", "status": "completed", "received": 3, "processed": 2, "failed": 1,
///   "errors": [{ "line": 2, "code": "invalid_product", "fields": ["price"] }]
/// }
/// </example>
internal sealed record ImportBody(
    [TextOf<ImportId>] string Id,
    [NameOf<ImportStatus>] string Status,
    long Received,
    long Processed,
    long Failed,
    IReadOnlyList<ImportErrorBody> Errors)
{
    public static ImportBody Of(ImportSnapshot import) => new(
        import.Id.Value,
        PublicName.Of(import.Status),
        import.Received,
        import.Processed,
        import.Failed,
        [.. import.Errors.Select(ImportErrorBody.Of)]);
}

/// <summary>A line that was not imported.</summary>
/// <param name="Line">Its number in the upload, from 1; the head line of CSV is not counted.</param>
/// <param name="Code">Why, as in a refusal of the same request for one product.</param>
/// <param name="Fields">The fields that are wrong, if the code is about fields.</param>
internal sealed record ImportErrorBody(long Line, string Code, IReadOnlyList<string>? Fields)
{
    public static ImportErrorBody Of(ImportError error) =>
        new(error.Line, PublicName.Of(error.Code), error.Fields?.Split(','));
}
