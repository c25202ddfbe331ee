namespace ShopActors;

/// <summary>The steps of a merge.</summary>
internal enum MergeStep
{
    /// <summary>Seal the source and take its lines, or give up.</summary>
    Seal = 1,

    /// <summary>Reopen the source, because its lines do not fit.</summary>
    Reopen = 2,
}

/// <summary>The merge of another cart into this one, as a saga.</summary>
internal static class MergeSaga
{
    public static MergeStep? Next(CartState state) => state.Merge switch
    {
        null => null,
        { GivenUp: true } => MergeStep.Reopen,
        _ => MergeStep.Seal,
    };
}
