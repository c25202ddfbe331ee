namespace ShopActors;

/// <summary>The rules of the log of operators.</summary>
internal static class OperatorLogRules
{
    /// <summary>How many entries a segment has: some tens of kilobytes.</summary>
    public const int SegmentSize = 128;

    /// <summary>With how many entries the oldest are put away; enough stay to recognise a repeated command.</summary>
    public const int PutAwayAt = 2 * SegmentSize;

    /// <summary>The most entries that wait to be put away.</summary>
    public const int EntriesMax = 16 * SegmentSize;

    public static Decision<OperatorLogEvent> Append(OperatorLogState state, OperatorAction action, DateTimeOffset now)
    {
        if (state.Entries.Any(entry => IsSame(entry.Action, action))) return Decision<OperatorLogEvent>.DoneBefore;
        if (state.Entries.Length >= EntriesMax) return OperatorErrors.LogIsFull;
        return new OperatorActed(OperatorLogChain.Next(state.Count + 1, state.LastHash, Bounded(action), now));
    }

    /// <summary>The segment to put away next; null for none.</summary>
    public static long? NextSegment(OperatorLogState state) =>
        state.Entries.Length >= PutAwayAt ? state.Segments + 1 : null;

    private static bool IsSame(OperatorAction entry, OperatorAction action) =>
        entry.Request == action.Request && entry.Status is null == action.Status is null;

    private static OperatorAction Bounded(OperatorAction action) => action with
    {
        Name = Cut(action.Name, OperatorLimits.LoggedNameMax),
        Operation = Cut(action.Operation, OperatorLimits.OperationMax),
        Target = Cut(action.Target, OperatorLimits.TargetMax),
    };

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
