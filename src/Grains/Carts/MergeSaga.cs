namespace ShopActors;

/// <summary>What a merge does next.</summary>
internal enum MergeStep
{
    /// <summary>Close the source and take its lines, or give up.</summary>
    Seal = 1,

    /// <summary>Open the source again, because its lines do not fit.</summary>
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
