namespace ShopActors;

/// <summary>The rules for an import.</summary>
internal static class ImportRules
{
    public static Decision<ImportEvent> Begin(ImportState state, Caller caller, string format, DateTimeOffset now)
    {
        if (CheckAllowed(caller) is { } forbidden) return forbidden;
        if (state.Caller is null) return new ImportBegun(caller, format) { At = now };
        return state.Format == format ? Decision<ImportEvent>.DoneBefore : ImportErrors.FormatReused;
    }

    /// <summary>Whether a chunk is to be stored: null if it is, otherwise the answer.</summary>
    public static Decision<ImportEvent>? CheckChunk(ImportState state, Caller caller, int index)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        if (state.IsComplete || index < state.Chunks) return Decision<ImportEvent>.DoneBefore;
        return index == state.Chunks ? default(Decision<ImportEvent>?) : ImportErrors.OutOfOrder;
    }

    public static Decision<ImportEvent> Complete(ImportState state, Caller caller, DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        return state.IsComplete ? Decision<ImportEvent>.DoneBefore : new ImportComplete { At = now };
    }

    public static ShopError? CheckVisible(ImportState state, Caller caller) =>
        CheckAllowed(caller) ?? (state.Caller is null ? ImportErrors.NotFound : null);

    private static ShopError? CheckAllowed(Caller caller) =>
        caller.May(Scopes.CatalogWrite) ? null : AccessErrors.Forbidden(Scopes.CatalogWrite);
}
